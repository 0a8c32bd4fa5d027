"""What Telegram told us to wait for (429), and which process does what only one may do."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import holds, leases

EVERYBODY = 0  # no chat has this id


async def hold(connection: AsyncConnection, chat_id: int, until: datetime) -> None:
    """Send the chat (or EVERYBODY) nothing before then; a later end that stands already stays."""
    row = insert(holds).values(chat_id=chat_id, until=until)
    longer = func.max(holds.c.until, row.excluded.until)
    await connection.execute(row.on_conflict_do_update(index_elements=["chat_id"], set_={"until": longer}))


async def held(connection: AsyncConnection, now: datetime) -> dict[int, datetime]:
    """Until when each chat, and maybe EVERYBODY, must wait."""
    rows = await connection.execute(select(holds.c.chat_id, holds.c.until).where(holds.c.until > now))
    return {chat: until for chat, until in rows}  # noqa: C416  a row is no pair to mypy


async def forget(connection: AsyncConnection, now: datetime) -> None:
    """Drop what is over."""
    await connection.execute(delete(holds).where(holds.c.until <= now))


async def holder(connection: AsyncConnection, name: str) -> str:
    """Who took the lease last; "" when nobody ever did."""
    return str(
        (await connection.execute(select(leases.c.holder).where(leases.c.name == name))).scalar() or ""
    )


async def take(
    connection: AsyncConnection,
    name: str,
    holder: str,
    now: datetime,
    lasting: timedelta,
    is_dead: Callable[[str], bool] = lambda _: False,
) -> bool:
    """Take a lease, or make our own last longer; False while another holder's lasts that is not dead."""
    held = (await connection.execute(select(leases).where(leases.c.name == name))).first()
    lasts = held is not None and now < held.until <= now + 2 * lasting  # a later end is of a wrong clock
    if held is not None and lasts and held.holder != holder and not is_dead(held.holder):
        return False
    mine = {"holder": holder, "until": now + lasting}
    row = insert(leases).values(name=name, **mine)
    await connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=mine))
    return True


async def give_back(connection: AsyncConnection, name: str, holder: str, now: datetime) -> None:
    """End our lease, so that another need not wait for its end."""
    mine = (leases.c.name == name) & (leases.c.holder == holder)
    await connection.execute(update(leases).where(mine).values(until=now))
