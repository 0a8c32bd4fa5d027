"""How well reports find their stories, through the same database and stages as polled news."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

from sqlalchemy import select

from db import articles
from db.arrivals import NewArticle
from db.database import Database
from db.schema import articles as table
from db.schema import stories
from news.taxonomy import Taxonomy
from pipeline.understand import Desk, understand
from tests.news.evals_rows import ARTICLES, DATA, REPORTS, Counts, Measured, Row, rows

ECB = DATA / "ecbplus" / "docs.jsonl"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def _held(row: Row, number: int, published: str) -> NewArticle:
    url = f"https://report.example/{number}"
    title = row.get("title") or row["text"].split(" . ")[0]
    return NewArticle(
        source="", outlet=row.get("outlet", ""), guid=url, url=url, title=title, teaser="", text=row["text"],
        published=datetime.fromisoformat(published), announce=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """The story that a report found, and its thread."""

    story: int
    thread: int


async def _stories(held: Sequence[NewArticle]) -> list[Found]:
    """What each report finds, arriving in this order."""
    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/stories.db") as database:
            async with database.transaction() as connection:
                for one in held:
                    await articles.add(connection, one, NOW)
            while await understand(database, Desk({}, Taxonomy.default()), lambda: datetime.now(UTC)):
                pass
            async with database.reading() as connection:
                asked = select(table.c.url, table.c.story_id, stories.c.thread)
                each = await connection.execute(asked.join(stories, stories.c.id == table.c.story_id))
                found = {row.url: Found(row.story_id, row.thread) for row in each}
    return [found[one.url] for one in held]


@cache
def told(path: Path) -> tuple[tuple[Row, Found], ...]:
    """Every row with what it found, in order of publication."""
    ordered = sorted(rows(path), key=lambda row: str(row["published"]))
    held = [_held(row, number, row["published"]) for number, row in enumerate(ordered)]
    return tuple(zip(ordered, asyncio.run(_stories(held)), strict=True))


def pairs(path: Path) -> tuple[Counts, Counts]:
    """Pairs of reports in one story: all, and those across languages. Ambiguous pairs are left out."""
    every, across = Counts(), Counts()
    for (one, mine), (other, theirs) in combinations(told(path), 2):
        if _unclear(one, other):
            continue
        gold, ours = one["story_id"] == other["story_id"], mine.story == theirs.story
        for counts in (every, across) if one["lang"] != other["lang"] else (every,):
            counts.add(gold and ours, ours, gold)
    return every, across


def _unclear(one: Row, other: Row) -> bool:
    unclear = {*one.get("ambiguous_with", ()), *other.get("ambiguous_with", ())}
    return bool({one["story_id"], other["story_id"]} & unclear)


def threads(path: Path) -> Counts:
    """Pairs of reports of two stories in one thread.

    A story of ours that mixes two which the labels call ambiguous has no right thread: left out.
    """
    counts, held = Counts(), told(path)
    mixed = {
        mine.story
        for (one, mine), (other, theirs) in combinations(held, 2)
        if mine.story == theirs.story and _unclear(one, other)
    }
    clear = [(row, found) for row, found in held if found.story not in mixed]
    for (one, mine), (other, theirs) in combinations(clear, 2):
        if one["story_id"] == other["story_id"] or mine.story == theirs.story:
            continue
        gold = one.get("thread") == other.get("thread") not in (None, "off")
        ours = mine.thread == theirs.thread
        counts.add(gold and ours, ours, gold)
    return counts


def b_cubed(gold: Sequence[Hashable], ours: Sequence[Hashable]) -> float:
    """B³ F1 (Bagga and Baldwin 1998): precision and recall of each report's own cluster, averaged."""
    wanted, found = defaultdict(set), defaultdict(set)
    for number, (one, other) in enumerate(zip(gold, ours, strict=True)):
        wanted[one].add(number)
        found[other].add(number)
    shared = [len(wanted[one] & found[other]) for one, other in zip(gold, ours, strict=True)]
    precision = sum(n / len(found[other]) for n, other in zip(shared, ours, strict=True)) / len(shared)
    recall = sum(n / len(wanted[one]) for n, one in zip(shared, gold, strict=True)) / len(shared)
    return 2 * precision * recall / (precision + recall)


def newspaper_events(most: int | None = None) -> float:
    """B³ F1 of English newspaper reports in file order, all on one day; their first sentence is the title.

    `most` measures the first so many of them only.
    """
    reports = list(rows(ECB))[:most]
    held = [_held(row, number, NOW.isoformat()) for number, row in enumerate(reports)]
    found = asyncio.run(_stories(held))
    return b_cubed([row["story"] for row in reports], [one.story for one in found])


def measure() -> Iterator[Measured]:
    """The rows of the table."""
    for name, path, bars, base, recalled in (
        ("reports-dev", REPORTS, (0.98, 0.88, 0.84), (".97", ".79", ".72"), 0.3),
        ("articles-dev", ARTICLES, (0.98, 0.88, 0.80), ("1.0", ".83", ".68"), 0.15),
    ):
        every, across = pairs(path)
        ours = (every.precision, every.recall, across.recall)
        metrics = ("pair precision", "pair recall", "recall across languages")
        for metric, value, bar, baseline in zip(metrics, ours, bars, base, strict=True):
            yield Measured("stories", name, metric, value, bar, baseline)
        linked = threads(path)
        yield Measured("threads", name, "pair precision", linked.precision, 0.95)
        yield Measured("threads", name, "pair recall", linked.recall, recalled)
    yield Measured("stories", "ecbplus", "B³ F1, online", newspaper_events(), 0.92, ".845")
