"""People by the hundred thousand, for the labs that need many."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats as known
from db.schema import chats
from people import Chat


async def populate(connection: AsyncConnection, numbers: Sequence[int], now: datetime) -> None:
    """Chats of these numbers, as they are after their first words; groups have negative ones."""
    first, *others = numbers
    await known.greet(connection, _chat(first), now)
    row = (await connection.execute(select(chats).where(chats.c.id == first))).mappings().one()
    alike = [{**row, "id": number, "kind": _chat(number).kind} for number in others]
    if alike:
        await connection.execute(insert(chats), alike)


def _chat(number: int) -> Chat:
    return Chat(number, kind="private" if number > 0 else "group")
