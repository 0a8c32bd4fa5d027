"""new -> read: fetch each article's page for its text; the feed's own text when the page cannot be had."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from db import articles
from db.articles import Unread
from db.database import Database
from feeds.reader import Reader
from model import Page, Source

AT_ONCE = 20
TRIES = 3  # then the teaser has to do
AGAIN = timedelta(minutes=5)


async def read(
    database: Database,
    reader: Reader,
    catalogue: Mapping[str, Source],
    clock: Callable[[], datetime],
    tries: int = TRIES,
) -> int:
    """Read the next articles' pages, side by side; gives how many were tried."""
    async with database.reading() as connection:
        waiting = await articles.unread(connection, clock(), AT_ONCE)
    await asyncio.gather(*(_read(database, reader, catalogue, clock, one, tries) for one in waiting))
    return len(waiting)


async def _read(
    database: Database,
    reader: Reader,
    catalogue: Mapping[str, Source],
    clock: Callable[[], datetime],
    unread: Unread,
    tries: int,
) -> None:
    article = unread.article
    page = await reader.page(catalogue.get(article.source), article.url, unread.teaser)
    async with database.transaction() as connection:
        if page is not None:
            await articles.mark_read(connection, article.id, page)
        elif unread.attempts + 1 < tries:
            await articles.read_later(connection, article.id, clock() + AGAIN * (unread.attempts + 1))
        else:
            await articles.mark_read(connection, article.id, Page(text=unread.teaser))
