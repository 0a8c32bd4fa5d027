"""new -> read: fetch each article's page for its text.

News does not wait for a page that cannot be had: after one short patience the feed's own text stands in, and
the page is asked for again later.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from db import articles
from db.articles import Unread
from db.database import Database
from feeds.reader import Reader, Trouble
from model import Page, Source

AT_ONCE = 20
SOON = timedelta(seconds=15)  # a hiccup of the outlet's server is over by then
LATER = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
FOR_GOOD = frozenset(
    {"gone", "bad-url", "bad-scheme", "bad-port", "refused-address", "http-401", "http-403", "http-404"}
)
HICCUPS = frozenset(
    {"timeout", "connect", "protocol", "http-429", "http-500", "http-502", "http-503", "http-504"}
)


async def read(
    database: Database,
    reader: Reader,
    catalogue: Mapping[str, Source],
    clock: Callable[[], datetime],
    *,
    patient: bool = True,
) -> int:
    """Read the next articles' pages, side by side; gives how many were tried.

    Impatient is a single round: what cannot be had now stands in by the feed's own text at once.
    """
    async with database.reading() as connection:
        waiting = await articles.unread(connection, clock(), AT_ONCE)

    async def read_one(one: Unread) -> None:  # each is kept when it is there: a slow page holds up no other
        page = await reader.page(catalogue.get(one.article.source), one.article.url, one.teaser)
        await _keep(database, one, page, clock(), patient=patient)

    await asyncio.gather(*map(read_one, waiting))
    return len(waiting)


async def _keep(
    database: Database, unread: Unread, page: Page | Trouble, now: datetime, *, patient: bool
) -> None:
    number, tries = unread.article.id, unread.attempts
    async with database.transaction() as connection:
        match page:
            case Page():
                await articles.mark_read(connection, number, page)
            case Trouble(code=code) if patient and tries == 0 and code in HICCUPS:
                await articles.read_later(connection, number, now + SOON)
            case Trouble(code=code):
                again = None if code in FOR_GOOD or tries > len(LATER) else now + LATER[max(0, tries - 1)]
                await articles.stand_in(connection, number, unread.teaser, again)
