"""Terms made by older rules -> terms of today's: runs while the bot answers, newest articles first."""

import asyncio

from db import articles, search
from db.database import Database
from news.text import index

BATCH = 50  # articles in one transaction: people's wishes wait no longer than this takes


async def reindex(database: Database) -> int:
    """Make the terms of the next stale articles anew; gives how many there were, 0 when all are fresh."""
    async with database.reading() as connection:
        stale = await search.stale(connection, BATCH)
        reports = await articles.reports(connection, list(stale))
    made = await asyncio.to_thread(lambda: [index(report) for report in reports])
    async with database.transaction() as connection:
        still = await search.stale(connection, BATCH)  # one may have been edited meanwhile, and be fresh
        for indexed in made:
            if indexed.article_id in still:
                await search.put(connection, indexed, still[indexed.article_id])
        for gone in stale.keys() - {report.article.id for report in reports}:
            await search.forget(connection, gone)
    return len(stale)
