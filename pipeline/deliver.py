"""The outbox -> Telegram: lease what may leave now, send, write the answers down; few at a time in flight.

A turn is one transaction: what came back is written down, what is late goes into digests, and as much is
leased as there is room for. A slow chat holds one place of eight, never the others' messages.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from db import holds, outbox
from db.database import Database
from delivery.answers import Answer, RetryAt
from delivery.pace import EVERYBODY
from delivery.telegram import Telegram
from people import CHANNEL, Delivery
from pipeline.departures import LEASE, SHORTLY, Letter, lease, put_off_late
from pipeline.settle import settle
from views.channels import posted

MARGIN = timedelta(seconds=15)  # the end of a lease in which no call is begun: one may last as long
LINGER = 0.05  # seconds in which answers gather before they are written down
NAP = 1.0  # seconds after which the outbox is asked anew at the latest; and between two looks around
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
            if await _look_around(connection, post, now):
                wait = SHORTLY  # late alerts first: among a million nothing else would be found
            else:
                letters, wait = await lease(connection, post.telegram, room, now)
    del post.back[: len(back)]
    return letters, wait


async def _look_around(connection: AsyncConnection, post: Post, now: datetime) -> bool:
    """Leases that ran out, alerts that are late; once after a start, what we were told to wait for before.

    True when more alerts are late than one turn puts off.
    """
    seconds = post.telegram.seconds()
    if post.looked_at is not None and 0 <= seconds - post.looked_at < NAP:
        return False
    await outbox.free(connection, now, LEASE)
    if not post.telegram.pace.restored:
        post.telegram.pace.restored = True
        for chat_id, until in (await holds.held(connection, now)).items():
            post.telegram.pace.keep(chat_id, (until - now).total_seconds(), seconds)
    more = await put_off_late(connection, now)
    post.looked_at = None if more else seconds
    return more


async def _keep_alarm(
    connection: AsyncConnection, telegram: Telegram, back: list[tuple[Delivery, Answer]], now: datetime
) -> None:
    """When a 429 holds everybody, a restart must know it, too."""
    everybody = telegram.pace.held(EVERYBODY, telegram.seconds())
    if everybody > 0 and any(isinstance(one, RetryAt) and one.seconds is not None for _, one in back):
        await holds.hold(connection, EVERYBODY, now + timedelta(seconds=everybody))
