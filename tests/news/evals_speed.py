"""What understanding costs: the newswire imported, against the same rows merely stored and indexed."""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from db import articles, search
from db.arrivals import NewArticle
from db.database import Database
from news.taxonomy import Taxonomy
from news.text import Indexed, concepts, terms
from pipeline.understand import Desk, understand
from tests.news.evals_labels import REUTERS
from tests.news.evals_rows import Measured, rows

NOW = datetime(2026, 11, 1, tzinfo=UTC)


BATCH = 500  # as an import stores


def _rows() -> list[NewArticle]:
    return [
        NewArticle(
            source="", outlet="Reuters", guid=row["url"], url=row["url"], title=row["title"], teaser="",
            text=row["text"], published=datetime.fromisoformat(row["published"]), announce=False,
        )
        for row in sorted(rows(REUTERS), key=lambda row: str(row["published"]))
    ]  # fmt: skip


async def _store(database: Database, held: Sequence[NewArticle]) -> None:
    for batch in batches(held):
        async with database.transaction() as connection:
            for one in batch:
                await articles.add(connection, one, NOW)


def batches(held: Sequence[NewArticle]) -> Iterator[Sequence[NewArticle]]:
    """The rows, as many at a time as one transaction takes."""
    return (held[start : start + BATCH] for start in range(0, len(held), BATCH))


def _indexed(number: int, one: NewArticle) -> Indexed:
    told = f"{one.title}\n{one.text}"
    return Indexed(number, terms(one.title), terms(one.text), one.published, concepts(told))


async def _stored_only() -> float:
    """Seconds to store the rows and to index their words, nothing judged."""
    held = _rows()
    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/stored.db") as database:
            started = time.perf_counter()
            await _store(database, held)
            number = 0
            for batch in batches(held):
                async with database.transaction() as connection:
                    for one in batch:
                        number += 1
                        await search.put(connection, _indexed(number, one), None)
            return time.perf_counter() - started


async def _imported() -> tuple[float, float]:
    """Seconds of the whole import, and time per report of the last tenth against the first."""
    held = _rows()
    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/imported.db") as database:
            started = time.perf_counter()
            await _store(database, held)
            marks = [(0, time.perf_counter())]
            while done := await understand(database, Desk({}, Taxonomy.default()), lambda: datetime.now(UTC)):
                marks.append((marks[-1][0] + done, time.perf_counter()))
            whole = time.perf_counter() - started
    tenth = len(held) // 10
    first = next((n, t) for n, t in marks if n >= tenth)
    last = next((n, t) for n, t in marks if n >= len(held) - tenth)
    (_, began), (all_of_them, ended) = marks[0], marks[-1]
    return whole, ((ended - last[1]) / (all_of_them - last[0])) / ((first[1] - began) / first[0])


def measure() -> Iterator[Measured]:
    """The rows of the table."""
    stored = asyncio.run(_stored_only())
    whole, growth = asyncio.run(_imported())
    yield Measured(
        "speed", "reuters, last tenth", "time a report against the first tenth", growth, 1.3, most=True
    )
    yield Measured(
        "speed", "reuters, import", "time against storing and indexing", whole / stored, 6, most=True
    )
