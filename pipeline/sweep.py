"""What is old goes: candidates outside the window, settled deliveries, questions nobody presses any more."""

from datetime import datetime, timedelta

from db import candidates, chats, holds, inbox, outbox, subscriptions
from db.database import Database
from news import cluster

KEPT = timedelta(days=30)
NEWS = timedelta(days=8)  # the longest way of a story to a digest is a week
HEARD = timedelta(days=2)  # Telegram keeps an update for a day at most


async def sweep(database: Database, now: datetime) -> None:
    """Forget what no stage will ask for again. Articles and stories stay: they are the archive."""
    async with database.transaction() as connection:
        await candidates.forget(connection, now - 2 * cluster.WINDOW)
        await outbox.forget(connection, now - KEPT)
        await subscriptions.forget_old(connection, now - NEWS)
        await chats.forget_old(connection, now)
        await holds.forget(connection, now)
        await inbox.forget(connection, now - HEARD)
