"""A text to everybody: owed to each reachable chat in one stroke."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.moment import Moment
from db.schema import chats, outbox
from message import Message, to_json
from people import CHANNEL, Priority


async def audience(connection: AsyncConnection) -> int:
    """How many chats can be written to: those that neither left nor paused everything, and are no channels:
    what we say of ourselves is not for a channel's readers.
    """
    return int(
        (await connection.execute(select(func.count()).select_from(chats).where(_reachable()))).scalar_one()
    )


async def owe_all(connection: AsyncConnection, key: str, message: Message, now: datetime) -> int:
    """Owe them all the message; the same key again owes nothing twice. Gives how many were owed it now."""
    at = literal(now, Moment)
    owed = select(
        chats.c.id,
        literal(key),
        literal(to_json(message)),
        literal(Priority.DIGEST.value),
        at,
        at,
        literal("pending"),
    ).where(_reachable())
    names = ["chat_id", "key", "message", "priority", "created", "not_before", "state"]
    row = insert(outbox).from_select(names, owed).on_conflict_do_nothing()
    return int((await connection.execute(row)).rowcount)


def _reachable() -> ColumnElement[bool]:
    return (chats.c.gone == "") & ~chats.c.paused & (chats.c.kind != CHANNEL)
