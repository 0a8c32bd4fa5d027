"""kill -9 and SIGSTOP: the real bot process against a Telegram that keeps the truth, over HTTP."""

import asyncio
import os
import random
import signal
import socket
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from db import chats, outbox
from db.database import Database
from delivery.pace import ABREAST
from message import Message, Paragraph, Text
from people import Chat, Delivery, Priority
from playground.chats import Chat as Room
from playground.chats import Person
from playground.flood import NO_LIMITS
from playground.server import bot_api_server
from playground.telegram import Telegram
from service import serving
from torture.verdict import Verdict, bench

ROOT = Path(__file__).parents[1]
FIRST = 1_000  # the first chat's id
RATE = 200  # messages a second: faster than the real limit, so that more is on its way when the kill comes
ALL = 10**9
PATIENCE = 90.0  # seconds without a message; only a bot that does not work uses them up
LOOK = 0.01


@dataclass(slots=True)
class Lab:
    """A fan-out, the Telegram that receives it, and the processes that send it."""

    folder: Path
    telegram: Telegram
    api: str
    people: int
    each: int
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many messages are owed."""
        return self.people * self.each

    def said(self) -> dict[int, list[str]]:
        """What stands in each chat, in order."""
        chats_of = self.telegram.world.chats
        return {
            number: [one["text"] for one in chats_of[number].messages.values()]
            for number in range(FIRST, FIRST + self.people)
        }

    def accepted(self) -> int:
        """How many messages Telegram has taken."""
        return sum(
            len(self.telegram.world.chats[chat].messages) for chat in range(FIRST, FIRST + self.people)
        )

    def missing(self) -> int:
        """How many owed messages nobody has received yet."""
        return self.total - sum(len(set(texts)) for texts in self.said().values())

    async def start(self) -> asyncio.subprocess.Process:
        """One more bot."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "bot.py", "run", cwd=ROOT, env=self._environment(),
            stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def _environment(self) -> dict[str, str]:
        (self.folder / "none.toml").touch()
        return os.environ | {
            "TELEGRAM_TOKEN": self.telegram.world.token,
            "TELEGRAM_API_URL": self.api,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder}/lab.db",
            "SOURCES": f"{self.folder}/none.toml",
            "SEND_PER_SECOND": str(RATE),
            "SEND_PER_CHAT_SECONDS": "0",
            "LISTEN": "127.0.0.1:0",
            "PTB_TIMEDELTA": "1",
        }

    async def until(self, accepted: int) -> None:
        """Wait until Telegram has taken so many, for as long as it takes any."""
        before, loop = -1, asyncio.get_running_loop()
        async with asyncio.timeout(PATIENCE) as patience:
            while (now := self.accepted()) < accepted:
                if now >= self.total and not self.missing():
                    return
                if now > before:
                    before = now
                    patience.reschedule(loop.time() + PATIENCE)
                await asyncio.sleep(LOOK)

    def whole(self) -> bool:
        """Whether SQLite finds the file sound."""
        with closing(sqlite3.connect(self.folder / "lab.db")) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _a_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@asynccontextmanager
async def laboratory(people: int, each: int) -> AsyncIterator[Lab]:
    """A database that owes `each` messages to each of `people`."""
    telegram = Telegram(lambda: datetime.now(UTC), limits=NO_LIMITS)
    world = telegram.world
    for number in range(FIRST, FIRST + people):
        world.people[number] = Person(number, f"Reader {number}", f"reader_{number}")
        world.chats[number] = Room(number, "private", f"Reader {number}", members={world.me.id: "member"})
    port = _a_port()
    with bench() as folder:
        await _owe(Path(folder), people, each)
        async with serving(bot_api_server(telegram), f"127.0.0.1:{port}"):
            lab = Lab(Path(folder), telegram, f"http://127.0.0.1:{port}", people, each)
            try:
                yield lab
            finally:
                await _end([one for one in lab.processes if one.returncode is None])


async def _end(processes: list[asyncio.subprocess.Process]) -> None:
    for one in processes:
        one.send_signal(signal.SIGCONT)
        one.kill()
        await one.wait()


async def _owe(folder: Path, people: int, each: int) -> None:
    now = datetime.now(UTC)
    database = Database(f"sqlite+aiosqlite:///{folder}/lab.db")
    async with database, database.transaction() as connection:
        for number in range(FIRST, FIRST + people):
            await chats.greet(connection, Chat(number), now)
        for order in range(each):
            said = Message((Paragraph((Text(f"news {order}"),)),))
            owed = [
                Delivery(0, number, f"word:{order}", said, Priority.PUSH, now)
                for number in range(FIRST, FIRST + people)
            ]
            await outbox.owe(connection, owed, now)


# ---------------------------------------------------------------- judging


def repeated(lab: Lab) -> int:
    """How many messages stand in a chat more often than once, each time counted."""
    return sum(count - 1 for texts in lab.said().values() for count in Counter(texts).values())


def in_order(lab: Lab) -> bool:
    """Whether each chat read its messages in the order of owing, repeats left out."""
    return all(
        list(dict.fromkeys(texts)) == [f"news {order}" for order in range(lab.each)]
        for texts in lab.said().values()
    )


async def kill(kills: int, seed: int, people: int, each: int) -> Verdict:
    """Kill the bot again and again in the middle of a fan-out, then let it finish."""
    chance = random.Random(seed)
    waits: list[float] = []
    async with laboratory(people, each) as lab:
        for _ in range(kills):
            before, began = lab.accepted(), time.monotonic()
            process = await lab.start()
            await lab.until(before + 1)
            waits.append(time.monotonic() - began)
            await lab.until(before + chance.randint(1, max(2, lab.total // (kills + 1))))
            await asyncio.sleep(chance.random() * 0.02)
            process.kill()
            await process.wait()
        await lab.start()
        await lab.until(ALL)
        twice, lost, order, whole = repeated(lab), lab.missing(), in_order(lab), lab.whole()
    found = (
        f"{kills} kills, {lab.total} messages: {lost} lost, {twice} repeated "
        f"({twice / max(kills, 1):.1f} a kill), order {'kept' if order else 'BROKEN'}, "
        f"file {'sound' if whole else 'DAMAGED'}, first send after {max(waits, default=0.0):.1f} s at most"
    )
    return Verdict("kill -9", found, lost == 0 and twice <= ABREAST * kills and order and whole)


async def pause(pauses: int, seed: int, people: int, each: int, processes: int = 2) -> Verdict:
    """Several bots on one database; the one that sends is suspended again and again, and wakes up later."""
    chance = random.Random(seed)
    waits: list[float] = []
    async with laboratory(people, each) as lab:
        bots = [await lab.start() for _ in range(processes)]
        await lab.until(1)
        for _ in range(pauses):
            await lab.until(lab.accepted() + chance.randint(1, 20))
            serving_one = bots[_holder(lab.folder, [bot.pid for bot in bots])]
            serving_one.send_signal(signal.SIGSTOP)
            before, began = lab.accepted(), time.monotonic()
            await lab.until(before + ABREAST + 1)
            waits.append(time.monotonic() - began)
            serving_one.send_signal(signal.SIGCONT)
        await lab.until(ALL)
        twice, lost = repeated(lab), lab.missing()
    found = (
        f"{processes} processes, {pauses} suspensions: {lost} lost, {twice} repeated, "
        f"taken over after {max(waits, default=0.0):.1f} s at most"
    )
    return Verdict("instances", found, lost == 0 and twice <= ABREAST * pauses and max(waits) <= 15.0)


async def inherit(people: int, each: int) -> Verdict:
    """Two bots on one database; the one that sends is killed, the other goes on."""
    async with laboratory(people, each) as lab:
        bots = [await lab.start() for _ in range(2)]
        await lab.until(lab.total // 4)
        bots[_holder(lab.folder, [bot.pid for bot in bots])].kill()
        before, began = lab.accepted(), time.monotonic()
        await lab.until(before + ABREAST + 1)
        waited = time.monotonic() - began
        await lab.until(ALL)
        twice, lost = repeated(lab), lab.missing()
    found = f"the sender killed: {lost} lost, {twice} repeated, the other sends after {waited:.1f} s"
    return Verdict("inheritance", found, lost == 0 and twice <= ABREAST and waited <= 15.0)


def _holder(folder: Path, pids: list[int]) -> int:
    """Which of these processes is on duty."""
    with closing(sqlite3.connect(folder / "lab.db")) as connection:
        (holder,) = connection.execute("SELECT holder FROM leases").fetchone()
    return pids.index(int(holder.split("/")[1]))
