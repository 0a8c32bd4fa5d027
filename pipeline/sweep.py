"""What is old goes: candidates outside the window, settled deliveries, questions nobody presses any more."""

from datetime import datetime, timedelta

from db import articles, chats, outbox
from db.database import Database
from news import cluster

KEPT = timedelta(days=30)


async def sweep(database: Database, now: datetime) -> None:
    """Forget what no stage will ask for again. Articles and stories stay: they are the archive."""
    async with database.transaction() as connection:
        await articles.forget_terms(connection, now - 2 * cluster.WINDOW)
        await outbox.forget(connection, now - KEPT)
        await chats.forget_old(connection, now)
