"""A fan-out: a database that owes messages, a Telegram that takes them, the real processes that send them."""

import asyncio
import os
import random
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, outbox, schema
from db.database import Database
from message import Message, Paragraph, Text
from people import Chat, Delivery, Priority
from service import serving
from torture.verdict import bench
from torture.witness import Witness

ROOT = Path(__file__).parents[1]
FIRST = 1_000  # the first chat's id
RATE = 1_000.0  # messages a second, far beyond the real limit: as many are on their way as may be
ANSWERS_AFTER = 0.02  # seconds, in which a message was taken and nobody here knows it
ALL = 10**9
PATIENCE = 90.0  # seconds without a message; only a bot that does not work uses them up
LOOK = 0.01
Process = asyncio.subprocess.Process


@dataclass(slots=True)
class Fanout:
    """What is owed to whom, who took what, and the processes."""

    folder: Path
    telegram: Witness
    api: str
    people: range
    each: int
    rate: float
    processes: dict[str, Process] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many messages are owed."""
        return len(self.people) * self.each

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / "lab.db"

    def taken(self) -> int:
        """How many messages Telegram has taken, repeated ones included."""
        return len(self.telegram.heard)

    # ------------------------------------------------------------ processes

    async def start(self, *program: str, **settings: str) -> Process:
        """One more bot: `bot.py run`, or this program of Python's."""
        name = f"p{len(self.processes)}"
        said = program or ("bot.py", "run")
        process = await asyncio.create_subprocess_exec(
            sys.executable, *said, cwd=ROOT, env=self._environment(name) | settings,
            stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self.processes[name] = process
        return process

    def _environment(self, name: str) -> dict[str, str]:
        (self.folder / "none.toml").touch()
        return os.environ | {
            "TELEGRAM_TOKEN": self.telegram.world.token,
            "TELEGRAM_API_URL": f"{self.api}/{name}",
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
            "SOURCES": f"{self.folder}/none.toml",
            "SEND_PER_SECOND": str(self.rate),
            "SEND_PER_CHAT_SECONDS": "0",
            "LISTEN": "127.0.0.1:0",
            "PTB_TIMEDELTA": "1",
        }

    def by_pid(self) -> Mapping[int, str]:
        """The processes' names."""
        return {process.pid: name for name, process in self.processes.items()}

    def has_sent(self, process: Process) -> bool:
        """Whether Telegram has taken something of it."""
        name = self.by_pid()[process.pid]
        return any(one.sender == name for one in self.telegram.heard)

    async def sending(self) -> tuple[Process, float]:
        """One more bot that has sent something, and the seconds from its start to that."""
        before, began = self.taken(), time.monotonic()
        process = await self.start()
        await self.until(before + 1)
        return process, self.telegram.heard[-1].at - began

    async def until(self, taken: int) -> None:
        """Wait until Telegram has taken so many, or all that are owed, for as long as any new ones come."""
        before, loop = -1, asyncio.get_running_loop()
        async with asyncio.timeout(PATIENCE) as patience:
            while self.taken() < taken and (now := len(self.telegram.distinct)) < self.total:
                if now > before:
                    before = now
                    patience.reschedule(loop.time() + PATIENCE)
                await asyncio.sleep(LOOK)

    # ------------------------------------------------------------ judging

    def said(self) -> dict[int, list[str]]:
        """What stands in each chat, in order."""
        stands: dict[int, list[str]] = {number: [] for number in self.people}
        for one in self.telegram.heard:
            stands[one.chat].append(one.text)
        return stands

    def lost(self) -> int:
        """How many owed messages nobody has received."""
        return self.total - len(self.telegram.distinct)

    def repeated(self) -> int:
        """How many messages stand in a chat more often than once, each time counted."""
        return self.taken() - len(self.telegram.distinct)

    def in_order(self) -> bool:
        """Whether each chat read its messages in the order of owing, repeats left out."""
        owed = [said(order) for order in range(self.each)]
        return all(list(dict.fromkeys(texts)) == owed for texts in self.said().values())

    def whole(self) -> bool:
        """Whether SQLite finds the file sound."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def said(order: int) -> str:
    """The words of the n-th message to each chat."""
    return f"news {order}"


@asynccontextmanager
async def fanout(
    people: int, each: int, rate: float = RATE, answers_after: float = ANSWERS_AFTER
) -> AsyncIterator[Fanout]:
    """A database that owes `each` messages to each of `people`."""
    named = range(FIRST, FIRST + people)
    telegram, port = Witness(named, answers_after), a_port()
    with bench() as folder:
        lab = Fanout(Path(folder), telegram, f"http://127.0.0.1:{port}", named, each, rate)
        await _owing(lab)
        async with serving(telegram.server(), f"127.0.0.1:{port}"):
            try:
                yield lab
            finally:
                telegram.answering.set()
                await end([one for one in lab.processes.values() if one.returncode is None])


async def _owing(lab: Fanout) -> None:
    database = Database(f"sqlite+aiosqlite:///{lab.database}")
    async with database, database.transaction() as connection:
        await meet(connection, lab.people)
        await owe(connection, lab.people, range(lab.each))


async def end(processes: Sequence[Process]) -> None:
    """Kill what still runs, or sleeps."""
    for one in processes:
        one.send_signal(signal.SIGCONT)
        one.kill()
        await one.wait()


def a_port() -> int:
    """A port that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def meet(connection: AsyncConnection, people: Sequence[int]) -> None:
    """These people have greeted us: the first one really, the others got a row like theirs."""
    first, others = people[0], people[1:]
    await chats.greet(connection, Chat(first), datetime.now(UTC))
    like = select(schema.chats).where(schema.chats.c.id == first)
    row = (await connection.execute(like)).mappings().one()
    if others:
        await connection.execute(insert(schema.chats), [{**row, "id": number} for number in others])


async def owe(connection: AsyncConnection, people: Sequence[int], orders: Sequence[int]) -> None:
    """Owe each of them these messages, one after the other."""
    now = datetime.now(UTC)
    for order in orders:
        message = Message((Paragraph((Text(said(order)),)),))
        owed = [Delivery(0, one, f"word:{order}", message, Priority.PUSH, now) for one in people]
        await outbox.owe(connection, owed, now)


def spread(chance: random.Random, total: int, parts: int) -> list[int]:
    """So many numbers, most small, some large, nine tenths of the total together, or a bit more."""
    drawn = [chance.expovariate(1.0) for _ in range(parts)]
    return [1 + int(0.5 * total * one / sum(drawn)) for one in drawn]
