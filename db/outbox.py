"""The outbox: what we owe, from the moment a story is published to Telegram's answer.

pending -> leased -> sent | pending again | dropped (not wanted now) | dead (given up, kept for operators)

A claim leases rows under a name of its own. Only who holds the lease may settle a row, with one exception:
that Telegram has a message is true whoever says so.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.moment import Moment
from db.schema import chats, outbox
from message import Message, from_json, to_json
from people import Delivery, Priority

OWED = ("pending", "leased")
STORY = "story:"  # how the keys of alerts start


async def owe(connection: AsyncConnection, deliveries: Sequence[Delivery], now: datetime) -> None:
    """Owe these messages; one whose key its chat was owed before changes nothing. Ids are ours to give."""
    messages = {id(one.message): one.message for one in deliveries}
    printed = {key: to_json(message) for key, message in messages.items()}  # thousands share one document
    rows = [_row_of(one, printed[id(one.message)], now) for one in deliveries]
    if rows:
        await connection.execute(insert(outbox).on_conflict_do_nothing(), rows)


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


async def sent(connection: AsyncConnection, numbers: Mapping[int, int], now: datetime) -> None:
    """Telegram has these, by id and under which number: true, even if our lease ran out meanwhile."""
    if numbers:
        given = [{"owed": owed, "number": number, "now": now} for owed, number in numbers.items()]
        await connection.execute(_SENT, given)


_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("owed"), or_(*(outbox.c.state == one for one in (*OWED, "dropped"))))
    .values(state="sent", message_id=bindparam("number"), sent_at=bindparam("now", type_=Moment), reason="")
    .values(leased_until=None, lease="", attempts=outbox.c.attempts + 1)
)


async def retry(connection: AsyncConnection, owed: Delivery, when: datetime, reason: str) -> None:
    """Not yet: try again at `when`."""
    tried = outbox.c.attempts + 1
    await _settle(connection, owed, state="pending", not_before=when, attempts=tried, reason=reason)


async def give_up(connection: AsyncConnection, owed: Delivery, reason: str) -> None:
    """Telegram will never take it: kept for operators to see."""
    await _settle(connection, owed, state="dead", attempts=outbox.c.attempts + 1, reason=reason)


async def drop(connection: AsyncConnection, owed: Delivery, reason: str) -> None:
    """It is not to be sent after all: nobody could see it."""
    await _settle(connection, owed, state="dropped", reason=reason)


async def release(connection: AsyncConnection, owed: Delivery) -> None:
    """Give back what was leased: it was not tried, or not refused for its own sake."""
    await _settle(connection, owed, state="pending")


def is_owed(of: FromClause = outbox) -> ColumnElement[bool]:
    """Whether it is neither sent nor given up.

    As words of the statement, not as values given with it: SQLite takes an index of some rows only then.
    """
    return of.c.state.in_([literal_column(f"'{state}'") for state in OWED])


IS_PENDING = outbox.c.state == literal_column("'pending'")
IS_PUSH = outbox.c.priority == literal_column(f"'{Priority.PUSH}'")
IS_LATE = and_(IS_PUSH, outbox.c.created < bindparam("fresh", type_=Moment), outbox.c.key.startswith(STORY))


async def drop_all(connection: AsyncConnection, chat_id: int, reason: str) -> None:
    """The chat is gone: nothing of what it was owed is sent."""
    owed = (outbox.c.chat_id == chat_id) & is_owed()
    values = {"state": "dropped", "reason": reason, "leased_until": None, "lease": ""}
    await connection.execute(update(outbox).where(owed).values(values))


# ---------------------------------------------------------------- what goes another way


async def late(connection: AsyncConnection, before: datetime, limit: int) -> list[int]:
    """Alerts that have been waiting since before then, the oldest first."""
    asked = select(outbox.c.id).where(IS_PENDING, IS_LATE).order_by(outbox.c.created).limit(limit)
    return list((await connection.execute(asked, {"fresh": before})).scalars())


async def unsent(connection: AsyncConnection, chat_id: int, start: str) -> list[int]:
    """What waits for a chat under keys that start so and is not on its way; in the order of owing."""
    mine = (outbox.c.chat_id == chat_id) & outbox.c.key.startswith(start, autoescape=True)
    waits = is_owed() & (outbox.c.state.concat("") == "pending")  # found by the chat, not by the state
    return list(
        (await connection.execute(select(outbox.c.id).where(mine, waits).order_by(outbox.c.id))).scalars()
    )


async def withdraw(connection: AsyncConnection, numbers: Sequence[int], reason: str) -> None:
    """These go another way: what is not on its way already is not sent."""
    waits = outbox.c.id.in_(numbers) & (outbox.c.state.concat("") == "pending")
    await connection.execute(update(outbox).where(waits).values(state="dropped", reason=reason))


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


def delivery_of(row: Row[tuple[object, ...]]) -> Delivery:
    """The delivery of a row of this table."""
    return Delivery(
        id=row.id,
        chat_id=row.chat_id,
        key=row.key,
        message=_read(row.message),
        priority=Priority(row.priority),
        not_before=row.not_before,
        attempts=row.attempts,
        story_ids=tuple(json.loads(row.story_ids)),
        lease=row.lease,
        edits=row.edits,
    )


@lru_cache(maxsize=64)
def _read(printed: str) -> Message:
    return from_json(printed)  # thousands are owed one document
