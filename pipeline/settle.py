"""Telegram's answer -> what becomes of the delivery. One transaction writes both down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, holds, outbox, stories
from delivery.answers import (
    Answer,
    Broken,
    ChatGone,
    ChatMoved,
    NotGreeted,
    Overtaken,
    Pointless,
    Refused,
    RetryAt,
    Sent,
    TokenRefused,
    Uncertain,
    Unsent,
)
from delivery.pace import retry_after
from people import Delivery, Priority

UNCERTAIN = timedelta(seconds=30)  # at least so long before a message is repeated that may have arrived
BROKEN = 3  # tries of a message that our own code cannot print

log = structlog.get_logger()


async def settle(connection: AsyncConnection, back: Sequence[tuple[Delivery, Answer]], now: datetime) -> None:
    """Write down what Telegram said to each delivery."""
    arrived = [(owed, answer.message_id) for owed, answer in back if isinstance(answer, Sent)]
    await outbox.sent(connection, {owed.id: number for owed, number in arrived}, now)
    told = [(owed.chat_id, story, number) for owed, number in arrived for story in owed.story_ids]
    await stories.told_in(connection, told)
    for owed, answer in back:
        if not isinstance(answer, Sent):
            log.warning(
                "not delivered", delivery=owed.id, answer=type(answer).__name__, attempts=owed.attempts
            )
            await _not_sent(connection, owed, answer, now)


async def _not_sent(connection: AsyncConnection, owed: Delivery, answer: Unsent, now: datetime) -> None:
    chat_id = owed.chat_id
    match answer:
        case ChatGone(reason):
            await outbox.drop_all(connection, chat_id, reason)
            await chats.leave(connection, chat_id, reason)
        case NotGreeted(reason):
            await outbox.release(connection, owed)
            await chats.leave(connection, chat_id, reason)
        case ChatMoved(new):
            await outbox.release(connection, owed)
            await chats.move(connection, chat_id, new)
        case Refused(reason):
            await outbox.give_up(connection, owed, reason)
        case Pointless(reason):
            await outbox.drop(connection, owed, reason)
        case TokenRefused() | Overtaken():
            await outbox.release(connection, owed)
        case RetryAt() | Uncertain() | Broken():
            await _again(connection, owed, answer, now)
        case _:
            assert_never(answer)


async def _again(
    connection: AsyncConnection, owed: Delivery, answer: RetryAt | Uncertain | Broken, now: datetime
) -> None:
    """Decide whether, and when, to try once more.

    An uncertain answer may mean that the message arrived. An alert is tried until the answer is certain or
    the alert is a day old: a lost one is worse than a repeated one. A digest is repeated once: its stories
    are a tap away.
    """
    wait = retry_after(owed.attempts)
    match answer:
        case RetryAt(reason, float(seconds)):
            told = timedelta(seconds=seconds)
            await holds.hold(connection, owed.chat_id, now + told)
            await outbox.retry(connection, owed, now + told, reason)
        case RetryAt(reason):
            await outbox.retry(connection, owed, now + wait, reason)
        case Uncertain(reason) if owed.attempts and owed.priority is Priority.DIGEST:
            await outbox.give_up(connection, owed, f"uncertain: {reason}")
        case Uncertain(reason):
            await outbox.retry(connection, owed, now + max(wait, UNCERTAIN), f"uncertain: {reason}")
        case Broken(reason) if owed.attempts + 1 >= BROKEN:
            await outbox.give_up(connection, owed, f"our bug: {reason}")
        case Broken(reason):
            await outbox.retry(connection, owed, now + wait, reason)
