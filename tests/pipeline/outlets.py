"""An outlet on loopback and the part of the house that asks it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db import sources
from db.database import Database
from db.schema import articles
from db.sources import SourceState
from feeds.reader import Reader
from model import Source, SourceKind
from pipeline.poll import Polled, Rhythm, poll
from tests.blank import blank
from tests.feeds.hosts import Host, reply

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def item(number: int, *, age: timedelta | None = timedelta(hours=1), **change: Any) -> str:  # noqa: ANN401
    """One item of RSS, published `age` before START; None: undated."""
    said = {"guid": f"g{number}", "title": f"Report {number}", "text": f"Plant {number} opened."} | change
    link = said.get("link", f"https://orient.example/{number}")
    dated = "" if age is None else f"<pubDate>{format_datetime(START - age)}</pubDate>"
    return (
        f"<item><guid>{said['guid']}</guid><link>{escape(link)}</link><title>{said['title']}</title>{dated}"
        f"<description>{said['text']}</description></item>"
    )


def rss(*items: str, head: str = "") -> bytes:
    return f"<rss><channel><title>Orient</title>{head}{''.join(items)}</channel></rss>".encode()


@dataclass
class Press:
    """A house with outlets on loopback: `now` is its clock, `ask` polls whatever is due."""

    database: Database
    reader: Reader
    host: Host
    now: datetime = START
    listed: list[Source] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    async def open(self, *urls: str, **facts: Any) -> None:  # noqa: ANN401  of model.Source
        self.listed += [
            Source(f"s{len(self.listed) + n}", f"Outlet {n}", SourceKind.FEED, url, **facts)
            for n, url in enumerate(urls)
        ]
        async with self.database.transaction() as connection:
            await sources.list_catalogue(connection, self.listed, self.now)

    async def ask(
        self, *, later: timedelta = timedelta(0), chance: Callable[[], float] = lambda: 0.0
    ) -> list[Polled]:
        """What the sources say that are due after `later`."""
        self.now += later
        return await poll(self.database, self.reader, Rhythm(900.0, chance), self.clock)

    async def ask_anew(self) -> list[Polled]:
        """What every source says a day later, due or not."""
        self.now += timedelta(days=1)
        async with self.database.transaction() as connection:
            await sources.make_due(connection, self.now)
        return await self.ask()

    async def state(self) -> SourceState:
        async with self.database.reading() as connection:
            (state,) = await sources.every(connection)
        return state

    async def held(self) -> dict[str, tuple[str, bool]]:
        """Title and announcement of every article, by address."""
        columns = (articles.c.url, articles.c.title, articles.c.announce)
        async with self.database.reading() as connection:
            return {url: (title, loud) for url, title, loud in await connection.execute(select(*columns))}


@asynccontextmanager
async def press(folder: Path) -> AsyncIterator[Press]:
    async with (
        Database(blank(folder / "chapar.db")) as database,
        Reader("Chapar/test (+https://example.org)", allow_private=True) as reader,
        Host() as host,
    ):
        yield Press(database, reader, host)


async def greet(outlets: Press, *answers: bytes, **headers: str) -> None:
    """A source that was asked once, with its first answer; the others follow."""
    await outlets.open(outlets.host.says("/feed", *(reply(answer, 200, **headers) for answer in answers)))
    await outlets.ask()
