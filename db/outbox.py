"""The outbox: what we owe, from the moment a story is published to Telegram's answer.

pending -> leased -> sent | pending again | dropped (not wanted now) | dead (given up, kept for operators)

A claim leases rows under a name of its own. Only who holds the lease may settle a row, with one exception:
that Telegram has a message is true whoever says so.
"""

import json
import secrets
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, literal, or_, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.moment import Moment
from db.schema import chats, outbox
from message import from_json, to_json
from people import Delivery, Priority

PAGE = 64  # rows looked at in one go for those that may leave now
OWED = ("pending", "leased")
STORY = "story:"  # how the keys of alerts start


async def owe(connection: AsyncConnection, deliveries: Sequence[Delivery], now: datetime) -> None:
    """Owe these messages; one whose key its chat was owed before changes nothing. Ids are ours to give."""
    messages = {id(one.message): one.message for one in deliveries}
    printed = {key: to_json(message) for key, message in messages.items()}  # thousands share one document
    rows = [_row_of(one, printed[id(one.message)], now) for one in deliveries]
    if rows:
        await connection.execute(insert(outbox).on_conflict_do_nothing(), rows)


async def due(connection: AsyncConnection, now: datetime, fresh: datetime) -> AsyncIterator[tuple[int, int]]:
    """What may leave, and to which chat: pushes before digests, oldest first, one a chat.

    A chat gets what it is owed in order: while its first delivery waits or is on its way, nothing else of
    it is due. Alerts from before `fresh` are not: they go another way.
    """
    place = tuple_(outbox.c.not_before, outbox.c.id)
    for priority in Priority:
        asked = (
            select(outbox.c.id, outbox.c.chat_id, outbox.c.not_before)
            .join(chats, chats.c.id == outbox.c.chat_id)
            .where(outbox.c.state == "pending", outbox.c.priority == priority, outbox.c.not_before <= now)
            .where(chats.c.gone == "", ~chats.c.paused, ~_is_behind(), ~_is_late(fresh))
            .order_by(outbox.c.not_before, outbox.c.id)
            .limit(PAGE)
        )
        page = (await connection.execute(asked)).all()
        while page:
            for row in page:
                yield row.id, row.chat_id
            last = tuple_(literal(page[-1].not_before, Moment), literal(page[-1].id))
            after = asked.where(place > last)
            page = (await connection.execute(after)).all() if len(page) == PAGE else []


def _is_behind() -> ColumnElement[bool]:
    """Whether something else of the chat comes first, or is on its way."""
    other = outbox.alias()
    before = tuple_(other.c.priority, other.c.id) < tuple_(outbox.c.priority, outbox.c.id)
    same = (other.c.chat_id == outbox.c.chat_id) & other.c.state.in_(OWED)
    return exists().where(same, or_(before, other.c.state == "leased"))


def _is_late(fresh: datetime) -> ColumnElement[bool]:
    return and_(outbox.c.priority == Priority.PUSH, outbox.c.created < fresh, outbox.c.key.startswith(STORY))


async def lease(
    connection: AsyncConnection, ids: Sequence[int], now: datetime, lasting: timedelta
) -> list[Delivery]:
    """Take these out of the outbox, in this order, under a name that nobody else knows."""
    if not ids:
        return []
    values = {"state": "leased", "leased_until": now + lasting, "lease": secrets.token_hex(8)}
    taken = update(outbox).where(outbox.c.id.in_(ids), outbox.c.state == "pending").values(values)
    rows = (await connection.execute(taken.returning(outbox))).all()
    return sorted((_delivery_of(row) for row in rows), key=lambda owed: ids.index(owed.id))


async def free(
    connection: AsyncConnection, now: datetime | None = None, lasting: timedelta = timedelta()
) -> None:
    """End the leases that have run out by now: their process died. Without a time, all of them."""
    leased = outbox.c.state == "leased"
    if now is not None:
        wrong = outbox.c.leased_until > now + 2 * lasting  # by a clock that was ahead
        leased = and_(leased, or_(outbox.c.leased_until <= now, wrong))
    await connection.execute(
        update(outbox).where(leased).values(state="pending", leased_until=None, lease="")
    )


async def sent(connection: AsyncConnection, owed: Delivery, message_id: int, now: datetime) -> None:
    """Telegram has it: true, even if our lease ran out meanwhile."""
    values = {"state": "sent", "message_id": message_id, "sent_at": now, "reason": ""}
    done = update(outbox).where(outbox.c.id == owed.id, outbox.c.state.in_((*OWED, "dropped")))
    await connection.execute(
        done.values(leased_until=None, lease="", attempts=outbox.c.attempts + 1, **values)
    )


async def retry(connection: AsyncConnection, owed: Delivery, when: datetime, reason: str) -> None:
    """Not yet: try again at `when`."""
    tried = outbox.c.attempts + 1
    await _settle(connection, owed, state="pending", not_before=when, attempts=tried, reason=reason)


async def give_up(connection: AsyncConnection, owed: Delivery, reason: str) -> None:
    """Telegram will never take it: kept for operators to see."""
    await _settle(connection, owed, state="dead", attempts=outbox.c.attempts + 1, reason=reason)


async def drop(connection: AsyncConnection, owed: Delivery, reason: str) -> None:
    """It is not to be sent after all: it goes another way, or nobody could see it."""
    await _settle(connection, owed, state="dropped", reason=reason)


async def release(connection: AsyncConnection, owed: Delivery) -> None:
    """Give back what was leased: it was not tried, or not refused for its own sake."""
    await _settle(connection, owed, state="pending")


async def drop_all(connection: AsyncConnection, chat_id: int, reason: str) -> None:
    """The chat is gone: nothing of what it was owed is sent."""
    owed = (outbox.c.chat_id == chat_id) & outbox.c.state.in_(OWED)
    values = {"state": "dropped", "reason": reason, "leased_until": None, "lease": ""}
    await connection.execute(update(outbox).where(owed).values(values))


# ---------------------------------------------------------------- what goes another way


async def late(connection: AsyncConnection, before: datetime, limit: int) -> list[Delivery]:
    """Alerts that have been waiting since before then."""
    old = (outbox.c.state == "pending") & _is_late(before)
    rows = await connection.execute(select(outbox).where(old).order_by(outbox.c.created).limit(limit))
    return [_delivery_of(row) for row in rows]


async def unsent(connection: AsyncConnection, chat_id: int, start: str) -> list[Delivery]:
    """What waits for a chat under keys that start so and is not on its way; in the order of owing."""
    mine = (outbox.c.chat_id == chat_id) & outbox.c.key.startswith(start, autoescape=True)
    rows = await connection.execute(
        select(outbox).where(mine, outbox.c.state == "pending").order_by(outbox.c.id)
    )
    return [_delivery_of(row) for row in rows]


async def waiting(connection: AsyncConnection, chat_id: int) -> int:
    """How many alerts the chat is owed."""
    mine = and_(outbox.c.chat_id == chat_id, outbox.c.state.in_(OWED), outbox.c.priority == Priority.PUSH)
    return int((await connection.execute(select(func.count()).where(mine))).scalar_one())


# ---------------------------------------------------------------- for operators


async def pushes_of(connection: AsyncConnection, story_id: int, since: datetime) -> list[tuple[int, int]]:
    """(chat, message) of each message since then that tells this story alone."""
    told = (outbox.c.state == "sent") & (outbox.c.sent_at >= since) & outbox.c.edits.is_(None)
    alone = (outbox.c.story_ids == json.dumps([story_id])) & (outbox.c.priority == Priority.PUSH)
    asked = select(outbox.c.chat_id, outbox.c.message_id).where(told, alone, outbox.c.message_id.is_not(None))
    return [(row.chat_id, row.message_id) for row in await connection.execute(asked.order_by(outbox.c.id))]


async def depth(connection: AsyncConnection) -> dict[str, int]:
    """How many deliveries are in each state."""
    rows = await connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {state: count for state, count in rows}  # noqa: C416  a row is no pair to mypy


async def oldest(connection: AsyncConnection) -> datetime | None:
    """Since when the delivery that has waited longest for a reachable chat is owed."""
    reachable = and_(chats.c.gone == "", ~chats.c.paused, outbox.c.state == "pending")
    asked = select(func.min(outbox.c.created)).join(chats, chats.c.id == outbox.c.chat_id).where(reachable)
    moment: datetime | None = (await connection.execute(asked)).scalar()
    return moment


async def dead(connection: AsyncConnection, limit: int = 20) -> list[tuple[int, str, str]]:
    """The last deliveries that were given up: chat, key, reason."""
    asked = select(outbox.c.chat_id, outbox.c.key, outbox.c.reason).where(outbox.c.state == "dead")
    rows = await connection.execute(asked.order_by(outbox.c.id.desc()).limit(limit))
    return [(row.chat_id, row.key, row.reason) for row in rows]


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Drop what was settled before then."""
    settled = outbox.c.state.in_(("sent", "dropped", "dead")) & (outbox.c.created < before)
    await connection.execute(delete(outbox).where(settled))


async def _settle(connection: AsyncConnection, owed: Delivery, **values: object) -> None:
    mine = (outbox.c.id == owed.id) & (outbox.c.lease == owed.lease) & outbox.c.state.in_(OWED)
    await connection.execute(update(outbox).where(mine).values(leased_until=None, lease="", **values))


def _row_of(one: Delivery, printed: str, now: datetime) -> dict[str, object]:
    return {
        "chat_id": one.chat_id,
        "key": one.key,
        "message": printed,
        "priority": one.priority,
        "created": now,
        "not_before": one.not_before,
        "state": "pending",
        "story_ids": json.dumps(one.story_ids),
        "edits": one.edits,
    }


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
        lease=row.lease,
        edits=row.edits,
    )
