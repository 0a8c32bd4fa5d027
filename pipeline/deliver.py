"""The outbox -> Telegram: lease what may leave now, send, write the answers down; eight at most in flight.

A turn is one transaction: what came back is written down, what is late or too much goes into digests and
bundles, and as much is leased as there is room for. A slow chat holds one place of eight, never the others'
messages.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, holds, outbox, stories, subscriptions
from db.database import Database
from delivery.answers import Answer, RetryAt
from delivery.pace import EVERYBODY
from delivery.telegram import Telegram
from news.digest import is_quiet
from people import CHANNEL, Chat, Delivery, How, Priority
from pipeline.settle import settle
from views.channels import posted

IN_FLIGHT = 8  # at most so many can repeat after a crash: the Bot API has no idempotency key
LEASE = timedelta(seconds=60)
MARGIN = timedelta(seconds=15)  # the end of a lease in which no call is begun: one may last as long
STALE = timedelta(hours=24)  # an alert older than this is no news: it goes into the digest
MOST_WAITING = 5  # alerts for one chat; more are told as one bundle
LATE_AT_ONCE = 200
GATHER = 0.1  # seconds between two leases when the pace is what we wait for: less than it lets slip
LINGER = 0.05  # seconds in which answers gather before they are written down
NAP = 1.0  # seconds after which the outbox is asked anew at the latest, while something is on its way
TRIES = 5  # to write the last answers down before we stop, when the database takes nothing

log = structlog.get_logger()


@dataclass(slots=True)
class Post:
    """The way out: what it needs, and what has come back and is not written down yet.

    `may` says whether this process is the one that sends, where there are several; `stopping`, that nothing
    new is to be begun.
    """

    database: Database
    telegram: Telegram
    clock: Callable[[], datetime]
    may: Callable[[], bool] = lambda: True
    stopping: Callable[[], bool] = lambda: False
    back: list[tuple[Delivery, Answer]] = field(default_factory=list)
    looked_at: float | None = None  # when we looked around last, in the line's seconds


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery that leaves now, and how."""

    owed: Delivery
    chat: Chat
    reply_to: int | None
    paid: bool
    until: datetime  # our lease's end


async def deliver(
    database: Database,
    telegram: Telegram,
    clock: Callable[[], datetime],
    *,
    may: Callable[[], bool] = lambda: True,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send what is due, at the pace; gives how many were tried. Ends when nothing may leave for a while.

    What is on its way when it is cancelled, or told to stop, is finished and written down.
    """
    post = Post(database, telegram, clock, may, stopping)
    flying: set[asyncio.Task[None]] = set()
    tried = 0
    try:
        while True:
            room = _room(post) - len(flying)
            letters, wait = await _written(post, room)
            tried += len(letters)
            flying |= {asyncio.create_task(_send(post, letter)) for letter in letters}
            if flying:
                nap = min(NAP if wait is None else max(wait, GATHER), NAP) if room > len(letters) else None
                done, flying = await asyncio.wait(flying, timeout=nap, return_when=asyncio.FIRST_COMPLETED)
                if done and flying:  # what left together comes back together: one turn writes all of it down
                    _, flying = await asyncio.wait(flying, timeout=LINGER)
            elif wait is not None and wait <= NAP:
                await telegram.pause(max(wait, GATHER))
            elif not post.back:
                return tried
    finally:
        await asyncio.shield(_finish(post, flying))


def _room(post: Post) -> int:
    """How many may be on their way at once: one, until the line has proven to work."""
    if post.stopping() or not post.may():
        return 0
    return IN_FLIGHT if post.telegram.pace.proven else 1


async def _finish(post: Post, flying: set[asyncio.Task[None]]) -> None:
    if flying:
        await asyncio.wait(flying)
    if post.back:
        await _written(post, 0, TRIES)


async def _send(post: Post, letter: Letter) -> None:
    def may() -> bool:
        return post.may() and post.clock() < letter.until - MARGIN

    owed = letter.owed
    said = posted(owed.message) if letter.chat.kind == CHANNEL else owed.message
    answer = await post.telegram.post(
        letter.chat, said, letter.reply_to, edits=owed.edits, paid=letter.paid, may=may
    )
    post.back.append((owed, answer))


async def _written(post: Post, room: int, tries: int | None = None) -> tuple[list[Letter], float | None]:
    """A turn; while answers cannot be written down (disk full, locked) they are kept and nothing is sent."""
    while True:
        try:
            return await _turn(post, room)
        except DBAPIError as error:
            tries = None if tries is None else tries - 1
            if not post.back or tries == 0:
                raise
            log.warning("answers cannot be written down yet", reason=str(error.orig), answers=len(post.back))
            await post.telegram.pause(NAP)


async def _turn(post: Post, room: int) -> tuple[list[Letter], float | None]:
    """Write down what came back and lease what may leave; with the seconds until more of it may."""
    back = list(post.back)
    letters: list[Letter] = []
    wait: float | None = None
    async with post.database.transaction() as connection:
        now = post.clock()
        for owed, answer in back:
            await settle(connection, owed, answer, now)
            await _keep_alarm(connection, post.telegram, answer, now)
        if room > 0:
            await _look_around(connection, post, now)
            letters, wait = await _lease(connection, post.telegram, room, now)
    del post.back[: len(back)]
    return letters, wait


# ---------------------------------------------------------------- what may leave


async def _lease(
    connection: AsyncConnection, telegram: Telegram, room: int, now: datetime
) -> tuple[list[Letter], float | None]:
    pace, seconds = telegram.pace, telegram.seconds()
    chosen: dict[int, bool] = {}
    wait: float | None = None
    async for owed_id, chat_id in outbox.due(connection, now, now - STALE):
        opens = max(pace.wait_for_all(seconds), 0.01 if pace.answers else 0.0)
        if len(chosen) == room or opens > 0:
            wait = opens if wait is None else min(wait, opens)
            break
        if (ready := pace.wait(chat_id, seconds)) > 0:
            wait = ready if wait is None else min(wait, ready)
        else:
            chosen[owed_id] = pace.leave(chat_id, seconds)
    leased = await outbox.lease(connection, list(chosen), now, LEASE)
    known = await chats.several(connection, [owed.chat_id for owed in leased])
    letters = []
    for owed in leased:
        chat = known[owed.chat_id]
        if not await _goes_another_way(connection, owed, chat, now):
            reply_to = await _earlier(connection, owed)
            letters.append(Letter(owed, chat, reply_to, chosen[owed.id], now + LEASE))
    return letters, wait


async def _earlier(connection: AsyncConnection, owed: Delivery) -> int | None:
    """Our message that told the chat the same story before: a later telling replies to it."""
    if len(owed.story_ids) != 1:
        return None
    return await stories.message_of(connection, owed.chat_id, owed.story_ids[0])


async def _goes_another_way(connection: AsyncConnection, owed: Delivery, chat: Chat, now: datetime) -> bool:
    """An alert waits for the morning in quiet hours, and joins its fellows when too many wait."""
    if owed.priority is not Priority.PUSH or not owed.story_ids:
        return False
    if is_quiet(chat, now):
        await _give_to_digest(connection, owed, How.NOW, "quiet hours", now)
        return True
    if await outbox.waiting(connection, chat.id) <= MOST_WAITING:
        return False
    for one in [owed, *await outbox.unsent(connection, chat.id, outbox.STORY)]:
        await _give_to_digest(connection, one, How.NOW, "part of a bundle", now)
    return True


async def _look_around(connection: AsyncConnection, post: Post, now: datetime) -> None:
    """Once a second: leases that ran out, alerts that are late; and once after a start, old holds."""
    seconds = post.telegram.seconds()
    if post.looked_at is not None and 0 <= seconds - post.looked_at < NAP:
        return
    post.looked_at = seconds
    await outbox.free(connection, now, LEASE)
    await _heed(connection, post.telegram, now)
    await _put_off_late(connection, now)


async def _put_off_late(connection: AsyncConnection, now: datetime) -> None:
    for owed in await outbox.late(connection, now - STALE, LATE_AT_ONCE):
        await _give_to_digest(connection, owed, How.DAILY, "a day late: part of the next digest", now)


async def _give_to_digest(
    connection: AsyncConnection, owed: Delivery, how: How, reason: str, now: datetime
) -> None:
    await subscriptions.lay_back(connection, owed.chat_id, owed.story_ids, how, now)
    await outbox.drop(connection, owed, reason)


# ---------------------------------------------------------------- what Telegram told us to wait for


async def _heed(connection: AsyncConnection, telegram: Telegram, now: datetime) -> None:
    """Once after a start: what we were told to wait for before it still holds."""
    if telegram.pace.restored:
        return
    telegram.pace.restored = True
    for chat_id, until in (await holds.held(connection, now)).items():
        telegram.pace.keep(chat_id, (until - now).total_seconds(), telegram.seconds())


async def _keep_alarm(connection: AsyncConnection, telegram: Telegram, answer: Answer, now: datetime) -> None:
    """When a 429 holds everybody, a restart must know it, too."""
    if isinstance(answer, RetryAt) and answer.seconds is not None:
        everybody = telegram.pace.held(EVERYBODY, telegram.seconds())
        if everybody > 0:
            await holds.hold(connection, EVERYBODY, now + timedelta(seconds=everybody))
