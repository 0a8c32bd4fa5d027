"""A disk that is full at every page of a house's day: nothing is damaged, nothing is lost, it goes on."""

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats
from db.database import Database
from db.refusals import takes_nothing
from delivery.telegram import Telegram as Line
from pipeline.deliver import deliver
from pipeline.digest import digest
from pipeline.sweep import sweep
from playground.clock import Clock
from torture.scenes import NOON, READERS, entries, greet, listed, published, telegram, understood
from torture.verdict import Verdict, bench

REPORTS, AT_ONCE = 18, 6
UNLIMITED = 1_073_741_823

Step = Callable[[], Awaitable[object]]


class Narrow(Database):
    """A database that may not grow beyond `pages`; 0 is no limit."""

    pages = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """As any, on a small disk."""
        async with super().transaction() as connection:
            await connection.execute(text(f"PRAGMA max_page_count = {self.pages or UNLIMITED}"))
            yield connection

    def make_room(self) -> None:
        """Somebody has looked at a full disk."""
        if self.refusals.reason:
            self.pages = 0


async def full_disk(step: int) -> Verdict:
    """The same day again and again, each time with a few pages more."""
    seen, refused = Counter[str](), Counter[str]()
    with bench() as folder:
        path = Path(folder) / "chapar.db"
        start = await _opened(path)
        wanted = await _day(path, 0, Counter())
        end = await _opened(path)
        for pages in range(start, end, step):
            path = Path(folder) / f"{pages}.db"
            seen["days"] += 1
            seen["lost"] += await _day(path, pages, refused) != wanted
            seen["damaged"] += not _is_sound(path)
            path.unlink()
    steps = ", ".join(f"{name} {count}" for name, count in refused.items())
    found = (
        f"{seen['days']} days at {start}–{end - 1} pages, full {refused.total()} times ({steps}): "
        f"{seen['lost']} days that ended otherwise, {seen['damaged']} files damaged"
    )
    return Verdict("disk full", found, not seen["lost"] and not seen["damaged"] and refused.total() > 0)


async def _opened(path: Path) -> int:
    async with Database(f"sqlite+aiosqlite:///{path}") as database, database.reading() as connection:
        return int((await connection.execute(text("PRAGMA page_count"))).scalar_one())


async def _day(path: Path, pages: int, refused: Counter[str]) -> object:
    """Live a day with so much room; somebody makes more where it was full. What is held, and was said."""
    async with Narrow(f"sqlite+aiosqlite:///{path}") as database:
        database.pages = pages
        clock = Clock(still=NOON)
        there, line = telegram(clock, database.make_room)
        for name, step in _steps(database, clock, line):
            while True:
                try:
                    await step()
                    break
                except DBAPIError as error:
                    if not takes_nothing(error) or not database.pages:
                        raise
                    refused[name] += 1
                    database.pages = 0
        async with database.reading() as connection:
            return await _held(connection), [len(there.messages(number)) for number in READERS]


def _steps(database: Narrow, clock: Clock, line: Line) -> Iterator[tuple[str, Step]]:
    """What happens in a day, in order."""
    coming = entries(REPORTS)
    for number in READERS:
        yield "subscribe", partial(greet, database, [number])
    for first in range(0, REPORTS, AT_ONCE):
        yield "take in", partial(listed, database, coming[first : first + AT_ONCE])
        yield "understand", partial(understood, database)
        yield "publish", partial(published, database)
        yield "deliver", partial(deliver, database, line, clock)
    yield "forget", partial(_forget, database, READERS[0])
    clock.push(timedelta(hours=20))
    yield "digest", partial(digest, database, clock)
    yield "deliver", partial(deliver, database, line, clock)
    yield "sweep", partial(sweep, database, NOON + timedelta(days=9))


async def _forget(database: Database, number: int) -> None:
    async with database.transaction() as connection:
        await chats.erase(connection, number)
    await database.forget_log()


async def _held(connection: AsyncConnection) -> object:
    """What everybody is owed or was sent, and how much stands in every table."""
    names = await connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    )
    counts = [
        (name, (await connection.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one())  # noqa: S608
        for name in names.scalars().all()
        if not name.startswith(("sqlite_", "search_index_"))  # SQLite's own
    ]
    owed = await connection.execute(text("SELECT chat_id, key, state, story_ids FROM outbox ORDER BY 1, 2"))
    return counts, [tuple(row) for row in owed]


def _is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
