"""A fifth of all calls goes wrong, in virtual time: 429, 5xx, lines that break before or after, blocks."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from db import chats, outbox
from db.database import Database
from db.schema import outbox as table
from delivery.pace import Limits, Pace
from delivery.telegram import Telegram
from message import Message, Paragraph, Press, Text
from people import Chat, Delivery, Priority
from pipeline.deliver import deliver
from playground.clock import Clock
from torture.verdict import Verdict, bench

FAULTS = 0.2
WINDOW = timedelta(seconds=1)
FREE, CHAT, GROUP = 28, 1.0, 20


class Flaky(BaseRequest):
    """A server that answers badly, and keeps the truth."""

    def __init__(self, clock: Clock, chance: random.Random) -> None:
        self.clock = clock
        self.chance = chance
        self.accepted: list[tuple[datetime, int, str]] = []
        self.asked: list[tuple[datetime, int]] = []
        self.dropped = 0  # accepted, and the answer was lost
        self.held: dict[int, datetime] = {}
        self.gone: set[int] = set()
        self.sins: Counter[str] = Counter()

    @property
    def read_timeout(self) -> float | None:
        """Nobody waits here."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        *_: Any,  # noqa: ANN401  timeouts
        **__: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Judge the call, then take it or not."""
        given = dict(request_data.json_parameters) if request_data else {}
        chat, now = int(given.get("chat_id", 0)), self.clock()
        if not url.endswith("sendMessage"):
            return _answer(200, result=True)
        self._judge(chat, now)
        return self._meet(chat, str(given["text"]), now)

    def _judge(self, chat: int, now: datetime) -> None:
        self.asked.append((now, chat))
        if now < self.held.get(chat, now):
            self.sins["sent inside a retry_after"] += 1
        if chat in self.gone:
            self.sins["sent after a 403"] += 1

    def _meet(self, chat: int, text: str, now: datetime) -> tuple[int, bytes]:
        fault = self.chance.random() if self.chance.random() < FAULTS else 1.0
        if fault < 0.3:
            seconds = self.chance.randint(1, 60)
            self.held[chat] = now + timedelta(seconds=seconds)
            return _answer(429, "Too Many Requests: retry later", parameters={"retry_after": seconds})
        if fault < 0.5:
            return _answer(self.chance.choice((500, 502, 503)), "Internal Server Error")
        if fault < 0.7:
            raise NetworkError("httpx.ConnectError: all connection attempts failed")
        if fault < 0.72:
            self.gone.add(chat)
            return _answer(403, "Forbidden: bot was blocked by the user")
        self.accepted.append((now, chat, text))
        if fault < 0.9:
            self.dropped += 1
            raise TimedOut if fault < 0.8 else TelegramError("Invalid server response")
        return _answer(200, result=_message(chat, text, len(self.accepted), now))


def _answer(code: int, description: str = "", **more: object) -> tuple[int, bytes]:
    body = {"ok": code == 200, "description": description, "error_code": code, **more}
    return code, json.dumps(body).encode()


def _message(chat: int, text: str, number: int, now: datetime) -> dict[str, object]:
    room = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
    return {"message_id": number, "date": int(now.timestamp()), "chat": room, "text": text}


async def faults(sends: int, seed: int) -> Verdict:
    """Deliver so many messages through a server that fails every fifth call."""
    chance, clock = random.Random(seed), Clock(still=datetime(2026, 3, 2, tzinfo=UTC))
    server = Flaky(clock, chance)
    people = [number if number % 10 else -number for number in range(1, sends // 4 + 1)]
    with bench() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/lab.db") as database:
            await _owe(database, people, 4, clock())
            await _drain(database, _line(server, clock), clock)
            async with database.reading() as connection:
                depth = await outbox.depth(connection)
    return _verdict(server, people, depth, sends)


def _line(server: Flaky, clock: Clock) -> Telegram:
    start = clock()

    async def pause(seconds: float) -> None:
        clock.push(timedelta(seconds=seconds))

    async def aside(_: Chat, __: Message) -> Press:
        return Press("More", "more")

    bot = Bot("1:torture", request=server, get_updates_request=server)
    pace = Pace(Limits(FREE, CHAT, GROUP))
    return Telegram(bot, pace, aside, lambda: (clock() - start).total_seconds() + 1e3, pause)


async def _owe(database: Database, people: list[int], each: int, now: datetime) -> None:
    async with database.transaction() as connection:
        for number in people:
            kind = "private" if number > 0 else "supergroup"
            await chats.greet(connection, Chat(number, kind=kind), now)
        for order in range(each):
            said = Message((Paragraph((Text(f"news {order}"),)),))
            owed = [Delivery(0, one, f"word:{order}", said, Priority.PUSH, now) for one in people]
            await outbox.owe(connection, owed, now)


async def _drain(database: Database, line: Telegram, clock: Clock) -> None:
    """Wake the stage every second in which something may be due, until nothing is owed any more."""
    owed = select(func.min(table.c.not_before)).where(table.c.state.in_(outbox.OWED))
    while True:
        await deliver(database, line, clock)
        async with database.reading() as connection:
            due: datetime | None = (await connection.execute(owed)).scalar()
        if due is None:
            return
        clock.push(max(due - clock(), timedelta(seconds=1)))


def _verdict(server: Flaky, people: list[int], depth: dict[str, int], sends: int) -> Verdict:
    read: dict[int, list[str]] = defaultdict(list)
    for _, chat, text in server.accepted:
        read[chat].append(text)
    wanted = {f"news {order}" for order in range(4)}
    lost = sum(len(wanted - set(read[chat])) for chat in people if chat not in server.gone)
    twice = sum(len(texts) - len(set(texts)) for texts in read.values())
    shuffled = sum(list(dict.fromkeys(texts)) != sorted(set(texts)) for texts in read.values())
    over = sum(_over(server.asked))
    found = (
        f"{sends} messages, {len(server.asked)} calls: {lost} lost, {twice} repeated for {server.dropped} "
        f"answers lost, {server.sins['sent inside a retry_after']} inside a retry_after, "
        f"{server.sins['sent after a 403']} after a 403, {shuffled} chats out of order, "
        f"{over} windows over a limit, {depth.get('dead', 0)} dead"
    )
    kept = not lost and twice <= server.dropped and not server.sins.total() and not over and not shuffled
    return Verdict("faults", found, kept)


def _over(asked: list[tuple[datetime, int]]) -> Iterator[bool]:
    """Windows of the server's clock with more calls than allowed."""
    every = [at for at, _ in asked]
    yield from (later - at < WINDOW * 0.999 for at, later in zip(every, every[FREE:], strict=False))
    by_chat: dict[int, list[datetime]] = defaultdict(list)
    for at, chat in asked:
        by_chat[chat].append(at)
    for chat, times in by_chat.items():
        yield from ((b - a).total_seconds() < CHAT - 1e-3 for a, b in pairwise(times))
        if chat < 0:
            minute = timedelta(seconds=59.9)
            yield from (b - a < minute for a, b in zip(times, times[GROUP:], strict=False))
