"""Updates that were heard. Telegram brings one again when it is not sure that we got it."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import inbox


async def hear(connection: AsyncConnection, bot_id: int, update_id: int, now: datetime) -> bool:
    """Note an update; False when it was heard before."""
    row = insert(inbox).values(bot_id=bot_id, update_id=update_id, heard=now).on_conflict_do_nothing()
    return bool((await connection.execute(row)).rowcount)


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Drop what was heard before then: Telegram keeps an update for a day at most."""
    await connection.execute(delete(inbox).where(inbox.c.heard < before))
