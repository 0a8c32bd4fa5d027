"""The outbox -> Telegram: lease, send at the allowed pace, write the answer down."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import assert_never

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, outbox, stories
from db.database import Database
from delivery.answers import ChatGone, ChatMoved, Refused, RetryAt, Sent, TokenRefused, Uncertain
from delivery.pace import retry_after
from delivery.telegram import Telegram
from people import Chat, Delivery, Priority

IN_FLIGHT = 8  # at most so many can repeat after a crash: the Bot API has no idempotency key
LEASE = timedelta(seconds=60)
STALE = timedelta(hours=24)  # an alert older than this is no news

log = structlog.get_logger()


async def deliver(database: Database, telegram: Telegram, clock: Callable[[], datetime]) -> int:
    """Send what is due, at most eight at a time; gives how many were tried."""
    async with database.transaction() as connection:
        batch = await outbox.claim(connection, clock(), LEASE, IN_FLIGHT)
        known = await chats.several(connection, [owed.chat_id for owed in batch])
    try:
        await asyncio.gather(
            *(_deliver(database, telegram, known[owed.chat_id], owed, clock) for owed in batch)
        )
    finally:
        if batch:
            async with database.transaction() as connection:
                await outbox.release(connection, [owed.id for owed in batch])
    return len(batch)


async def _deliver(
    database: Database, telegram: Telegram, chat: Chat, owed: Delivery, clock: Callable[[], datetime]
) -> None:
    answer = await telegram.send(chat, owed.message, owed.reply_to)
    async with database.transaction() as connection:
        now = clock()
        match answer:
            case Sent(message_id):
                await outbox.sent(connection, owed.id, message_id, now)
                await stories.told_in(connection, chat.id, owed.story_ids, message_id)
            case ChatGone(reason):
                await outbox.drop_all(connection, chat.id, reason)
                await chats.leave(connection, chat.id, reason)
            case ChatMoved(new):
                await outbox.release(connection, [owed.id])
                await chats.move(connection, chat.id, new)
            case Refused(reason):
                await outbox.give_up(connection, owed.id, reason)
            case RetryAt() | Uncertain() | TokenRefused():
                await _again(connection, owed, answer, now)
            case _:
                assert_never(answer)
    if not isinstance(answer, Sent):
        log.warning("not delivered", delivery=owed.id, answer=type(answer).__name__, attempts=owed.attempts)


async def _again(
    connection: AsyncConnection, owed: Delivery, answer: RetryAt | Uncertain | TokenRefused, now: datetime
) -> None:
    """Decide whether, and when, to try once more.

    An uncertain answer may mean that the message arrived: an alert is tried once more, since a lost one is
    worse than a repeated one; a digest is not, since its stories are a tap away.
    """
    wait = retry_after(owed.attempts)
    match answer:
        case Uncertain(reason) if owed.attempts or owed.priority is Priority.DIGEST:
            await outbox.give_up(connection, owed.id, f"uncertain: {reason}")
        case RetryAt(reason, seconds) if now - owed.not_before > STALE and seconds is None:
            await outbox.give_up(connection, owed.id, f"a day late: {reason}")
        case RetryAt(reason, seconds):
            told = timedelta(seconds=seconds) if seconds is not None else wait
            await outbox.retry(connection, owed.id, now + told, reason)
        case Uncertain(reason):
            await outbox.retry(
                connection, owed.id, now + max(wait, timedelta(seconds=30)), f"uncertain: {reason}"
            )
        case TokenRefused():
            await outbox.retry(connection, owed.id, now + timedelta(minutes=1), "token refused")
