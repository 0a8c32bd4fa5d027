"""A fifth of all calls goes wrong, in virtual time: nothing is lost, nobody gets what they should not."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from telegram import Bot

from db import chats, outbox
from db.database import Database
from db.schema import chats as people_table
from db.schema import outbox as table
from delivery.pace import EVERYBODY, Limits, Pace
from delivery.telegram import Telegram
from message import Message, Paragraph, Press, Text
from people import Chat, Delivery, Priority
from pipeline.deliver import deliver
from playground.clock import Clock
from playground.request import InProcess
from torture.crowd import populate
from torture.flaky import Flaky
from torture.verdict import Verdict, bench

FREE, CHAT, GROUP = 28, 1.0, 20
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
EACH = 4  # messages for one chat, the last of them a digest
RESTARTS = 50  # turns of the stage after which it is another process, a minute later


async def faults(sends: int, seed: int) -> Verdict:
    """Deliver so many messages through a server that fails every fifth call."""
    chance, clock = random.Random(seed), Clock(still=datetime(2026, 3, 2, tzinfo=UTC))
    server = Flaky(clock, chance, sends)
    people = [number if number % 10 else -number for number in range(1, sends // EACH + 1)]
    with bench() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/lab.db") as database:
            await _owe(database, people, clock())
            await _drain(database, server, clock, chance)
            async with database.reading() as connection:
                depth = await outbox.depth(connection)
    return _verdict(server, people, depth)


async def _owe(database: Database, people: list[int], now: datetime) -> None:
    async with database.transaction() as connection:
        await populate(connection, people, now)
        for order in range(EACH):
            said = Message((Paragraph((Text(f"news {order}"),)),))
            kind = Priority.DIGEST if order == EACH - 1 else Priority.PUSH
            owed = [Delivery(0, one, f"word:{order}", said, kind, now) for one in people]
            await outbox.owe(connection, owed, now)


def line_to(server: InProcess, clock: Clock) -> Telegram:
    """A new process's way to the server."""
    start = clock()

    async def pause(seconds: float) -> None:
        clock.push(timedelta(seconds=seconds))

    async def aside(_: Chat, __: Message) -> Press:
        return Press("More", "more")

    bot = Bot("1:torture", request=server, get_updates_request=server)
    pace = Pace(Limits(FREE, CHAT, GROUP))
    return Telegram(bot, pace, aside, lambda: (clock() - start).total_seconds() + 1e3, pause)


async def _drain(database: Database, server: Flaky, clock: Clock, chance: random.Random) -> None:
    """Wake the stage whenever something may be due, and now and then when nothing may leave."""
    line, woken = line_to(server, clock), 0
    while True:
        await deliver(database, line, clock)
        due = await _next(database)
        if due is None and not server.strangers:
            return
        if due is None:
            await _meet(database, server, clock())
            continue
        woken += 1
        held = timedelta(seconds=line.pace.held(EVERYBODY, line.seconds()))
        clock.push(max(due - clock(), SECOND, chance.choice((held, SECOND))))
        if woken % RESTARTS == 0:
            clock.push(MINUTE)  # the windows of a minute are not remembered
            line = line_to(server, clock)


async def _next(database: Database) -> datetime | None:
    """When something can leave at the earliest: each chat's first delivery."""
    reachable = select(people_table.c.id).where(people_table.c.gone == "")
    owed = outbox.is_owed() & table.c.chat_id.in_(reachable)
    first = select(func.min(table.c.id)).where(owed).group_by(table.c.chat_id)
    async with database.reading() as connection:
        asked = select(func.min(table.c.not_before)).where(table.c.id.in_(first))
        moment: datetime | None = (await connection.execute(asked)).scalar()
    return moment


async def _meet(database: Database, server: Flaky, now: datetime) -> None:
    """Those who did not know this bot say hello to it."""
    async with database.transaction() as connection:
        for number in server.strangers:
            await chats.greet(connection, Chat(number), now)
    server.strangers.clear()


def _verdict(server: Flaky, people: list[int], depth: dict[str, int]) -> Verdict:
    before = {new: old for old, new in server.moved.items()}
    read: dict[int, list[str]] = defaultdict(list)
    for chat, text in server.accepted:
        read[before.get(chat, chat)].append(text)
    gone = {before.get(chat, chat) for chat in server.gone}
    wanted = {f"news {order}" for order in range(EACH)}
    lost = sum(len(wanted - set(read[chat])) for chat in people if chat not in gone)
    twice = sum(len(texts) - len(set(texts)) for texts in read.values())
    shuffled = sum(list(dict.fromkeys(texts)) != sorted(set(texts)) for texts in read.values())
    over = sum(_over(server.asked))
    said = ", ".join(f"{count} × {name}" for name, count in server.said.most_common() if name != "taken")
    sins = ", ".join(f"{count} {name}" for name, count in server.sins.items()) or "none where none may be"
    found = (
        f"{EACH * len(people)} messages, {len(server.asked)} calls ({said}): {lost} lost, "
        f"{twice} repeated for {server.dropped} answers lost, {shuffled} chats out of order, "
        f"{over} windows over a limit, sends: {sins}; {depth.get('dead', 0)} given up"
    )
    kept = not (lost or shuffled or over or server.sins) and twice <= server.dropped
    return Verdict("faults", found, kept)


def _over(asked: list[tuple[datetime, int]]) -> Iterator[bool]:
    """Windows of the server's clock with more calls than allowed."""
    every = [at for at, _ in asked]
    yield from (later - at < SECOND * 0.999 for at, later in zip(every, every[FREE:], strict=False))
    by_chat: dict[int, list[datetime]] = defaultdict(list)
    for at, chat in asked:
        by_chat[chat].append(at)
    for chat, times in by_chat.items():
        yield from ((b - a).total_seconds() < CHAT - 1e-3 for a, b in pairwise(times))
        if chat < 0:
            yield from (b - a < MINUTE * 0.998 for a, b in zip(times, times[GROUP:], strict=False))
