"""The outbox -> Telegram: lease what may leave now, send, write the answers down; few at a time in flight.

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

from db import chats, holds, leaving, outbox, subscriptions
from db.database import Database
from db.leaving import Leaving
from delivery.answers import Answer, RetryAt
from delivery.pace import EVERYBODY, Pace
from delivery.telegram import Telegram
from news.digest import is_quiet
from people import CHANNEL, Chat, Delivery, How, Priority
from pipeline.settle import settle
from views.channels import posted

LEASE = timedelta(seconds=60)
MARGIN = timedelta(seconds=15)  # the end of a lease in which no call is begun: one may last as long
STALE = timedelta(hours=24)  # an alert older than this is no news: it goes into the digest
MOST_WAITING = 5  # alerts for one chat; more are told as one bundle
LATE_AT_ONCE = 200
SIFT = 60.0  # seconds between two looks for late alerts; what is late does not leave, whenever we look
AHEAD = 0.05  # seconds ahead for which a turn decides what leaves when: as long as it may take itself
SHORTLY = 0.01  # seconds between two turns at least
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
    sifted_at: float | None = None  # when we looked for late alerts last


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery that leaves now, and how."""

    owed: Delivery
    chat: Chat
    reply_to: int | None
    at: float  # when, in the line's seconds
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
            if not flying and not post.back and (wait is None or wait > NAP):
                return tried
            flying = await _some_time(post, flying, wait, full=room == len(letters))
    finally:
        await asyncio.shield(_finish(post, flying))


async def _some_time(
    post: Post, flying: set[asyncio.Task[None]], wait: float | None, *, full: bool
) -> set[asyncio.Task[None]]:
    """Wait until the next turn is worth its while; gives what is still on its way.

    `wait` are the seconds until more may leave, if there is more; `full` says that there is no room for it.
    """
    began = post.telegram.seconds()
    if flying and (full or wait is None):
        some = None if full else NAP
        _, flying = await asyncio.wait(flying, timeout=some, return_when=asyncio.FIRST_COMPLETED)
    linger = min(LINGER, post.telegram.pace.gathering)
    rest = linger if wait is None else min(wait, NAP) - (post.telegram.seconds() - began)
    if flying and rest > 0:  # one turn writes down all that came back meanwhile
        _, flying = await asyncio.wait(flying, timeout=rest)
    if wait is not None and (rest := rest - (post.telegram.seconds() - began)) > 0:
        await post.telegram.pause(rest)
    return flying


def _room(post: Post) -> int:
    """How many may be on their way at once."""
    if post.stopping() or not post.may():
        return 0
    return post.telegram.pace.abreast


async def _finish(post: Post, flying: set[asyncio.Task[None]]) -> None:
    if flying:
        await asyncio.wait(flying)
    if post.back:
        await _written(post, 0, TRIES)


async def _send(post: Post, letter: Letter) -> None:
    owed, chat, line = letter.owed, letter.chat, post.telegram

    def may() -> bool:
        held = line.pace.held(chat.id, line.seconds()) > 0  # told to wait since it was leased
        ours = post.may() and post.clock() < letter.until - MARGIN
        return ours and not held and not post.stopping()

    if (early := letter.at - line.seconds()) > 0:
        await line.pause(early)
    said = posted(owed.message) if chat.kind == CHANNEL else owed.message
    answer = await line.post(chat, said, letter.reply_to, edits=owed.edits, paid=letter.paid, may=may)
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
        if back:
            await settle(connection, back, now)
            await _keep_alarm(connection, post.telegram, back, now)
        if room > 0:
            await _look_around(connection, post, now)
            letters, wait = await _lease(connection, post.telegram, room, now)
    del post.back[: len(back)]
    return letters, wait


# ---------------------------------------------------------------- what may leave


async def _lease(
    connection: AsyncConnection, telegram: Telegram, room: int, now: datetime
) -> tuple[list[Letter], float | None]:
    chosen, wait = await _chosen(connection, telegram.pace, telegram.seconds(), room, now)
    leased = await leaving.lease(connection, [one.owed for one, _, _ in chosen.values()], now, LEASE)
    known = await chats.several(connection, [owed.chat_id for owed in leased])
    letters = []
    for owed in leased:
        chat, (one, at, paid) = known[owed.chat_id], chosen[owed.id]
        if not await _goes_another_way(connection, owed, chat, one.waiting, now):
            letters.append(Letter(owed, chat, one.earlier, at, paid, now + LEASE))
    return letters, wait


async def _chosen(
    connection: AsyncConnection, pace: Pace, seconds: float, room: int, now: datetime
) -> tuple[dict[int, tuple[Leaving, float, bool]], float | None]:
    """What leaves in a moment, by id: when, and whether it is to be paid for.

    With the seconds until more may, if there is more.
    """
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


async def _goes_another_way(
    connection: AsyncConnection, owed: Delivery, chat: Chat, waiting: int, now: datetime
) -> bool:
    """An alert waits for the morning in quiet hours, and joins its fellows when too many wait."""
    if owed.priority is not Priority.PUSH or not owed.story_ids:
        return False
    if is_quiet(chat, now):
        await _give_to_digest(connection, owed, How.NOW, "quiet hours", now)
        return True
    if waiting <= MOST_WAITING:
        return False
    for one in [owed, *await outbox.unsent(connection, chat.id, outbox.STORY)]:
        await _give_to_digest(connection, one, How.NOW, "part of a bundle", now)
    return True


async def _look_around(connection: AsyncConnection, post: Post, now: datetime) -> None:
    """Leases that ran out; alerts that are late, which is dear to know; once after a start, old holds."""
    seconds = post.telegram.seconds()
    if _is_due(post.looked_at, seconds, NAP):
        post.looked_at = seconds
        await outbox.free(connection, now, LEASE)
        await _heed(connection, post.telegram, now)
    if _is_due(post.sifted_at, seconds, SIFT):
        post.sifted_at = seconds
        await _put_off_late(connection, now)


def _is_due(before: float | None, seconds: float, every: float) -> bool:
    return before is None or not 0 <= seconds - before < every


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


async def _keep_alarm(
    connection: AsyncConnection, telegram: Telegram, back: list[tuple[Delivery, Answer]], now: datetime
) -> None:
    """When a 429 holds everybody, a restart must know it, too."""
    everybody = telegram.pace.held(EVERYBODY, telegram.seconds())
    if everybody > 0 and any(isinstance(one, RetryAt) and one.seconds is not None for _, one in back):
        await holds.hold(connection, EVERYBODY, now + timedelta(seconds=everybody))
