"""The outbox: what we owe, from the moment a story is published to Telegram's answer.

pending -> leased -> sent | pending again | dropped (the chat is gone) | dead (given up, kept for operators)
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import chats, outbox
from message import from_json, to_json
from people import Delivery, Priority


async def owe(connection: AsyncConnection, delivery: Delivery, now: datetime) -> bool:
    """Owe a chat a message; False when the same key was owed before. `delivery.id` is ours to give."""
    row = insert(outbox).values(
        chat_id=delivery.chat_id,
        key=delivery.key,
        message=to_json(delivery.message),
        priority=delivery.priority,
        created=now,
        not_before=delivery.not_before,
        state="pending",
        story_ids=json.dumps(delivery.story_ids),
        reply_to=delivery.reply_to,
    )
    return bool((await connection.execute(row.on_conflict_do_nothing())).rowcount)


async def claim(connection: AsyncConnection, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
    """Lease the next deliveries: pushes before digests, oldest first, one a chat.

    A lease that ran out (its process died) is free again.
    """
    free = or_(outbox.c.state == "pending", and_(outbox.c.state == "leased", outbox.c.leased_until <= now))
    reachable = and_(chats.c.gone == "", ~chats.c.paused)
    rank = func.row_number().over(partition_by=outbox.c.chat_id, order_by=(outbox.c.priority, outbox.c.id))
    busy = select(outbox.c.chat_id).where(outbox.c.state == "leased", outbox.c.leased_until > now)
    first = (
        select(outbox.c.id, outbox.c.priority, rank.label("rank"))
        .join(chats, chats.c.id == outbox.c.chat_id)
        .where(free, reachable, outbox.c.not_before <= now, outbox.c.chat_id.not_in(busy))
        .subquery()
    )
    chosen = select(first.c.id).where(first.c.rank == 1).order_by(first.c.priority, first.c.id).limit(limit)
    taken = update(outbox).where(outbox.c.id.in_(chosen)).values(state="leased", leased_until=now + lease)
    rows = (await connection.execute(taken.returning(outbox))).all()
    return sorted((_delivery_of(row) for row in rows), key=lambda owed: (owed.priority, owed.id))


async def sent(connection: AsyncConnection, delivery_id: int, message_id: int, now: datetime) -> None:
    """Telegram has it."""
    await _end(connection, delivery_id, state="sent", message_id=message_id, sent_at=now, reason="")


async def retry(connection: AsyncConnection, delivery_id: int, when: datetime, reason: str) -> None:
    """Not yet: try again at `when`."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.id == delivery_id)
        .values(
            state="pending",
            leased_until=None,
            not_before=when,
            attempts=outbox.c.attempts + 1,
            reason=reason,
        )
    )


async def give_up(connection: AsyncConnection, delivery_id: int, reason: str) -> None:
    """Telegram will never take it: kept for operators to see."""
    await _end(connection, delivery_id, state="dead", reason=reason)


async def drop_all(connection: AsyncConnection, chat_id: int, reason: str) -> None:
    """The chat is gone: nothing of what it was owed is sent."""
    owed = (outbox.c.chat_id == chat_id) & outbox.c.state.in_(("pending", "leased"))
    await connection.execute(
        update(outbox).where(owed).values(state="dropped", reason=reason, leased_until=None)
    )


async def release(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """Give back what was leased and not tried: the process is stopping."""
    mine = outbox.c.id.in_(ids) & (outbox.c.state == "leased")
    await connection.execute(update(outbox).where(mine).values(state="pending", leased_until=None))


async def depth(connection: AsyncConnection) -> dict[str, int]:
    """How many deliveries are in each state."""
    rows = await connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {state: count for state, count in rows}  # noqa: C416  a row is no pair to mypy


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Drop what was settled before then."""
    settled = outbox.c.state.in_(("sent", "dropped", "dead")) & (outbox.c.created < before)
    await connection.execute(delete(outbox).where(settled))


async def _end(connection: AsyncConnection, delivery_id: int, **values: object) -> None:
    done = update(outbox).where(outbox.c.id == delivery_id)
    await connection.execute(done.values(leased_until=None, attempts=outbox.c.attempts + 1, **values))


def _delivery_of(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=row.id,
        chat_id=row.chat_id,
        key=row.key,
        message=from_json(row.message),
        priority=Priority(row.priority),
        not_before=row.not_before,
        attempts=row.attempts,
        story_ids=tuple(json.loads(row.story_ids)),
        reply_to=row.reply_to,
    )
