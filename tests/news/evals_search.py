"""How well search finds: other names of a thing, and newswire by topic.

Run: python -m tests.news.evals_search
"""

import asyncio
import json
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

from db import articles, search
from db.arrivals import NewArticle
from db.database import Database
from news.query import parse
from news.text import Indexed, concepts, terms
from tests.news.evals_rows import DATA, Measured

EQUIVALENCE = DATA / "central-asia" / "equivalence-dev.json"
REUTERS = DATA / "reuters"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
MOST = 1_000  # hits that are judged


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


def reuters_queries() -> dict[str, str]:
    """Topic -> what is asked, as the set's own description says."""
    line = next(x for x in (REUTERS / "SOURCE.md").read_text("utf-8").splitlines() if x.startswith("cocoa:"))
    pairs = (pair.partition(": ") for pair in line.rstrip(".").split(" · "))
    return {topic: query for topic, _, query in pairs}


def reuters_articles() -> list[dict[str, Any]]:
    """The reports in order of time; their places in this list, from 1, are their ids."""
    lines = (REUTERS / "articles.jsonl").read_text("utf-8").splitlines()
    return sorted(map(json.loads, lines), key=lambda article: article["published"])


async def reuters(every: int = 1) -> tuple[list[Score], list[Score]]:
    """Every topic with at least 5 right reports: our answers, and those of plain FTS5 over the same ones.

    With `every` only each second, third … report is held.
    """
    held = reuters_articles()[::every]
    right = {
        topic: {number for number, one in enumerate(held, 1) if topic in one["topics"]}
        for topic in reuters_queries()
    }
    asked = {topic: query for topic, query in reuters_queries().items() if len(right[topic]) >= 5}
    ours, plain = await _ours(held, asked), _plain(held, asked)
    return (
        [_score(topic, right[topic], ours[topic]) for topic in asked],
        [_score(topic, right[topic], plain[topic]) for topic in asked],
    )


async def _ours(held: Sequence[dict[str, Any]], asked: dict[str, str]) -> dict[str, list[int]]:
    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/reuters.db") as database:
            async with database.transaction() as connection:
                for number, one in enumerate(held, 1):
                    when = datetime.fromisoformat(one["published"])
                    await articles.add(connection, _report(one, when), when)
                    await search.put(connection, indexed(number, one["title"], one["text"], when), None)
            async with database.reading() as connection:
                return {
                    topic: [
                        hit.article_id for hit in await search.search(connection, parse(query), NOW, MOST)
                    ]
                    for topic, query in asked.items()
                }


def _report(one: dict[str, Any], when: datetime) -> NewArticle:
    url = one["url"]
    return NewArticle("", "Reuters", url, url, one["title"], "", when, text=one["text"], announce=False)


def _plain(held: Sequence[dict[str, Any]], asked: dict[str, str]) -> dict[str, list[int]]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5(title, text, tokenize='unicode61')")
    rows = [(number, one["title"], one["text"]) for number, one in enumerate(held, 1)]
    connection.executemany("INSERT INTO plain(rowid, title, text) VALUES (?, ?, ?)", rows)
    best = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?"
    found = {
        topic: [row[0] for row in connection.execute(best, (query, MOST))] for topic, query in asked.items()
    }
    connection.close()
    return found


def _score(topic: str, right: set[int], found: Sequence[int]) -> Score:
    good = [number in right for number in found]
    average = sum(sum(good[: place + 1]) / (place + 1) for place, hit in enumerate(good) if hit) / len(right)
    return Score(topic, len(right), sum(good[:10]) / 10, sum(good[:100]) / len(right), average)


def means(scores: Sequence[Score]) -> tuple[float, float, float]:
    """Precision at 10, recall at 100 and average precision over the topics."""
    return mean(x.precision for x in scores), mean(x.recall for x in scores), mean(x.average for x in scores)


def measure() -> Iterator[Measured]:
    """The rows of the table."""
    yield Measured("search", "equivalence-dev", "pairs of names that find each other", equivalence()[0], 0.95)
    ours, plain = asyncio.run(reuters())
    trade = next(one.precision for one in ours if one.topic == "trade")
    yield Measured("search", "reuters", "P@10 of trade", trade, 1.0)
    bars = (("P@10", 0.92), ("R@100", means(plain)[1]), ("average precision", 0.62))
    for (metric, bar), mine, other in zip(bars, means(ours), means(plain), strict=True):
        yield Measured("search", "reuters", metric, mine, bar, f"{other:.3f} plain FTS5")


def main() -> None:
    """Print the pairs of names that miss each other, and every topic beside plain FTS5."""
    share, missed = equivalence()
    for pair in missed:
        print("missed", *pair, sep="\t")  # noqa: T201
    print(f"equivalence\t{share:.3f}")  # noqa: T201
    ours, plain = asyncio.run(reuters())
    for one, other in zip(ours, plain, strict=True):
        figures = (one.precision, other.precision, one.recall, other.recall, one.average, other.average)
        print(one.topic, one.right, *(f"{x:.3f}" for x in figures), sep="\t")  # noqa: T201
    for name, scores in (("ours", ours), ("plain", plain)):
        print(name, *(f"{x:.3f}" for x in means(scores)), sep="\t")  # noqa: T201


if __name__ == "__main__":
    main()
