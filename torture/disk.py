"""A disk that is full at every page of a scripted day: nothing is damaged, nothing is lost, it goes on."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Self

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles, chats, stories, subscriptions
from db.arrivals import NewArticle
from db.database import Database
from model import Cleaned, Report, Story, Telling, Understanding
from people import Chat, How
from pipeline.digest import digest
from pipeline.publish import Wanted, publish
from torture.verdict import Verdict, bench

NOON = datetime(2026, 3, 2, 7, tzinfo=UTC)
MORNING = timedelta(hours=20)
PEOPLE, STORIES = 30, 6


class Narrow(Database):
    """A database that may not grow beyond `pages`; 0 is no limit."""

    pages = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """As any, on a small disk."""
        async with super().transaction() as connection:
            most = self.pages or 1_073_741_823
            await connection.execute(text(f"PRAGMA max_page_count = {most}"))
            yield connection

    async def __aenter__(self) -> Self:
        """Made on a large disk."""
        await super().__aenter__()
        return self


async def full_disk(step: int) -> Verdict:
    """The same day again and again, each time with a few pages more."""
    full = days = lost = damaged = 0
    with bench() as folder:
        start, end = await _size(Path(folder) / "all.db")
        for pages in range(start, end + 1, step):
            path = Path(folder) / f"{pages}.db"
            failed, owed = await _day(path, pages)
            days, full, lost = days + 1, full + failed, lost + (owed != 2 * PEOPLE * STORIES)
            damaged += not _sound(path)
            path.unlink()
    found = (
        f"{days} days at {start}–{end} pages, full {full} times: {lost} days with a loss, "
        f"{damaged} files damaged"
    )
    return Verdict("disk full", found, not lost and not damaged and full > 0)


async def _size(path: Path) -> tuple[int, int]:
    """Pages at the beginning and at the end of the day."""
    async with Narrow(f"sqlite+aiosqlite:///{path}") as database:
        start = await _pages(database)
    await _day(path, 0)
    async with Narrow(f"sqlite+aiosqlite:///{path}") as database:
        return start, await _pages(database)


async def _pages(database: Database) -> int:
    async with database.reading() as connection:
        return int((await connection.execute(text("PRAGMA page_count"))).scalar_one())


async def _day(path: Path, pages: int) -> tuple[int, int]:
    """How often the disk was full, and how many stories were owed in the end to all together."""
    failures = 0
    async with Narrow(f"sqlite+aiosqlite:///{path}") as database:
        database.pages = pages
        for number in range(PEOPLE):
            failures += await _insist(database, partial(_meet, number))
        for number in range(STORIES):
            failures += await _insist(database, partial(write, number))
        wanted = Wanted()
        for clock in (lambda: NOON, lambda: NOON + MORNING):
            for stage in (partial(publish, database, wanted, clock), partial(digest, database, clock)):
                try:
                    await stage()
                except DBAPIError:
                    failures, database.pages = failures + 1, 0  # somebody made room
                    await stage()
        async with database.reading() as connection:
            rows = await connection.execute(text("SELECT story_ids FROM outbox"))
            owed = sum(len(ids.strip("[]").split(",")) for (ids,) in rows if ids != "[]")
    return failures, owed


async def _insist(database: Narrow, work: Callable[[AsyncConnection], Awaitable[None]]) -> int:
    """Do it; when the disk is full, make room and do it again."""
    for tries in range(2):
        try:
            async with database.transaction() as connection:
                await work(connection)
        except DBAPIError:
            database.pages = 0
        else:
            return tries
    raise AssertionError("not even a large disk takes it")


async def _meet(number: int, connection: AsyncConnection) -> None:
    for chat, how in ((number + 1, How.NOW), (number + 1_001, How.DAILY)):
        await chats.greet(connection, Chat(chat, created=NOON), NOON)
        await subscriptions.subscribe(connection, chat, "trade", how, NOON)


async def write(number: int, connection: AsyncConnection) -> None:
    """A story of one report, waiting to be published."""
    url, title = f"https://outlet.example/{number}", f"Trade of part {number} grew"
    entry = NewArticle("s", "Outlet", url, url, title, "", NOON, text=title)
    await articles.add(connection, entry, NOON)
    (waiting,) = await articles.unjudged(connection, 1)
    telling = Telling(waiting.article.id, "Outlet", url, title, "en", NOON)
    told = Story(0, 0, title, "en", (), (telling,), NOON, NOON)
    opened = await stories.open_story(connection, told, None)
    report = Report(waiting.article, Understanding("en", Cleaned((title,))))
    await articles.mark_understood(connection, report, opened.id, "", "{}")
    await stories.rewrite(connection, opened, waiting=True)


def _sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
