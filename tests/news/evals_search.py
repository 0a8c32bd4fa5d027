"""How well search finds: other names of a thing, and newswire by topic.

Run: python -m tests.news.evals_search
"""

import asyncio
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

from db import search
from db.database import Database
from news.query import Query, parse
from news.text import Indexed, concepts, terms

DATA = Path(__file__).parents[3] / "shared" / "data"
EQUIVALENCE = DATA / "central-asia" / "equivalence-dev.json"
REUTERS = DATA / "reuters"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def indexed(number: int, title: str, text: str, published: datetime = NOW) -> Indexed:
    """An article without labels, as search would hold it."""
    return Indexed(number, terms(title), terms(text), published, concepts(f"{title}\n{text}"))


# ---------------------------------------------------------------- names of one thing


def equivalence(path: Path = EQUIVALENCE) -> tuple[float, list[tuple[str, str]]]:
    """The part of ordered pairs (written, asked) where the report is found, and the pairs where it is not."""
    sets = json.loads(path.read_text("utf-8"))
    pairs = [(a, b) for one in sets for a in one["forms"] for b in one["forms"] if a != b]
    missed = [(a, b) for a, b in pairs if not parse(b).matches(indexed(1, a, f"News of {a} today."), NOW)]
    return 1 - len(missed) / len(pairs), missed


# ---------------------------------------------------------------- newswire by topic


@dataclass(frozen=True, slots=True)
class Score:
    """What a query was worth."""

    topic: str
    right: int
    precision: float  # of the first 10
    recall: float  # of the first 100
    average: float  # average precision of the first 1,000


def reuters_queries() -> Iterator[tuple[str, Query]]:
    """(topic, query) as the set's own description says."""
    line = next(x for x in (REUTERS / "SOURCE.md").read_text("utf-8").splitlines() if x.startswith("cocoa:"))
    for pair in line.rstrip(".").split(" · "):
        topic, _, query = pair.partition(": ")
        yield topic, parse(query)


def reuters_articles() -> list[dict[str, Any]]:
    """The reports in order of time."""
    lines = (REUTERS / "articles.jsonl").read_text("utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda article: article["published"])


async def reuters() -> list[Score]:
    """Every topic with at least 5 right reports."""
    held = reuters_articles()
    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/reuters.db") as database:
            async with database.transaction() as connection:
                for number, one in enumerate(held, 1):
                    when = datetime.fromisoformat(one["published"])
                    await search.put(connection, indexed(number, one["title"], one["text"], when), None)
            right = {
                topic: {n for n, one in enumerate(held, 1) if topic in one["topics"]}
                for topic, _ in reuters_queries()
            }
            async with database.reading() as connection:
                return [
                    _score(topic, right[topic], [hit.article_id for hit in hits])
                    for topic, query in reuters_queries()
                    if len(right[topic]) >= 5
                    and (hits := await search.search(connection, query, NOW, 1000)) is not None
                ]


def _score(topic: str, right: set[int], found: Sequence[int]) -> Score:
    good = [number in right for number in found]
    average = sum(sum(good[: place + 1]) / (place + 1) for place, hit in enumerate(good) if hit) / len(right)
    return Score(topic, len(right), sum(good[:10]) / 10, sum(good[:100]) / len(right), average)


def main() -> None:
    """Print both tables."""
    share, missed = equivalence()
    for pair in missed:
        print("missed", *pair, sep="\t")  # noqa: T201
    print(f"equivalence\t{share:.3f}")  # noqa: T201
    scores = asyncio.run(reuters())
    for one in scores:
        print(one.topic, one.right, *(f"{x:.3f}" for x in (one.precision, one.recall, one.average)), sep="\t")  # noqa: T201
    means = mean(x.precision for x in scores), mean(x.recall for x in scores), mean(x.average for x in scores)
    print("reuters P@10, R@100, AP", *(f"{x:.3f}" for x in means), sep="\t")  # noqa: T201


if __name__ == "__main__":
    main()
