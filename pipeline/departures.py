"""What leaves next, and when: leased at the pace that Telegram allows, unless it goes another way.

An alert goes another way when it is a day old (into the digest), in quiet hours (into the morning's bundle),
and together with its fellows when too many wait for one chat.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, leaving, outbox, subscriptions
from db.leaving import Leaving
from delivery.pace import Pace
from delivery.telegram import Telegram
from news.digest import is_quiet
from people import Chat, Delivery, How, Priority

LEASE = timedelta(seconds=60)
STALE = timedelta(hours=24)  # an alert older than this is no news: it goes into the digest
LATE_AT_ONCE = 1_000  # 50 ms of one transaction
MOST_WAITING = 5  # alerts for one chat; more are told as one bundle
AHEAD = 0.05  # seconds ahead for which a turn decides what leaves when: as long as it may take itself
SHORTLY = 0.01  # seconds between two turns at least


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery that leaves now, and how."""

    owed: Delivery
    chat: Chat
    reply_to: int | None
    at: float  # when, in the line's seconds
    paid: bool
    until: datetime  # our lease's end


async def lease(
    connection: AsyncConnection, telegram: Telegram, room: int, now: datetime
) -> tuple[list[Letter], float | None]:
    """Take out of the outbox what leaves in a moment; with the seconds until more may, if there is more."""
    chosen, wait = await _chosen(connection, telegram.pace, telegram.seconds(), room, now)
    known = await chats.several(connection, [one.owed.chat_id for one, *_ in chosen.values()])
    await _send_another_way(connection, [one for one, *_ in chosen.values()], known, now)
    leased = await leaving.lease(connection, [one.owed for one, *_ in chosen.values()], now, LEASE)
    letters = []
    for owed in leased:
        one, at, paid = chosen[owed.id]
        letters.append(Letter(owed, known[owed.chat_id], one.earlier, at, paid, now + LEASE))
    return letters, wait


async def _chosen(
    connection: AsyncConnection, pace: Pace, seconds: float, room: int, now: datetime
) -> tuple[dict[int, tuple[Leaving, float, bool]], float | None]:
    """By id: what leaves, when, and whether it is to be paid for."""
    chosen: dict[int, tuple[Leaving, float, bool]] = {}
    wait: float | None = None
    if pace.answers:
        return {}, SHORTLY
    if (opens := pace.together(pace.opens(seconds))) > seconds + AHEAD:
        return {}, max(opens - AHEAD - seconds, SHORTLY)
    async for one in leaving.due(connection, now, now - STALE, room):
        if len(chosen) == room or opens > seconds + AHEAD:
            return chosen, max(opens - AHEAD - seconds, SHORTLY)
        if (ready := pace.together(pace.ready(one.owed.chat_id))) > opens:
            rest = max(ready - AHEAD - seconds, SHORTLY)
            wait = rest if wait is None else min(wait, rest)
        else:
            chosen[one.owed.id] = one, opens, pace.leave(one.owed.chat_id, opens)
            opens = pace.together(pace.opens(seconds))
    return chosen, wait


# ---------------------------------------------------------------- what goes another way


async def put_off_late(connection: AsyncConnection, now: datetime) -> bool:
    """Give the alerts that are a day old to the digests; True when there may be more of them."""
    late = await outbox.late(connection, now - STALE, LATE_AT_ONCE)
    await _give_to_digest(connection, late, How.DAILY, "a day late: part of the next digest", now)
    return len(late) == LATE_AT_ONCE


async def _send_another_way(
    connection: AsyncConnection, leaves: Sequence[Leaving], known: Mapping[int, Chat], now: datetime
) -> None:
    """Alerts wait for the morning in quiet hours, and become one bundle when too many wait."""
    alerts = [one for one in leaves if one.owed.priority is Priority.PUSH and one.owed.story_ids]
    quiet = [one.owed.id for one in alerts if is_quiet(known[one.owed.chat_id], now)]
    await _give_to_digest(connection, quiet, How.NOW, "quiet hours", now)
    for one in alerts:
        if one.waiting > MOST_WAITING and one.owed.id not in quiet:
            fellows = await outbox.unsent(connection, one.owed.chat_id, outbox.STORY)
            await _give_to_digest(connection, fellows, How.NOW, "part of a bundle", now)


async def _give_to_digest(
    connection: AsyncConnection, numbers: Sequence[int], how: How, reason: str, now: datetime
) -> None:
    if numbers:
        await subscriptions.lay_back(connection, numbers, how, now)
        await outbox.withdraw(connection, numbers, reason)
