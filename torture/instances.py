"""Several processes on one database, killed and suspended at random: one sends, another takes over.

Never two senders at once: with each message that comes, Telegram's side looks into the database whose turn it
is, and it must be that process's. One exception cannot be helped: a process that is hit between its last look
and the wire may give away late what was on its way, eight messages at most. A message that stands in a chat
twice must have been on its way at a blow, too, and no blow may explain more than eight.

A process that is suspended while it holds SQLite's write lock keeps everybody from writing, and so from
taking over, until it wakes up: only the system could help. Such a nap is short here, and counted apart.
"""

import asyncio
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf
from typing import Any

from db.database import Database
from delivery.pace import ABREAST
from pipeline.duty import LASTING
from torture.fanout import ALL, Fanout, Process, fanout, owe
from torture.verdict import Verdict
from torture.witness import Heard

SOON = 15.0  # seconds from the end of the sender to another's first message
RATE = 40.0
LEASE = LASTING.total_seconds()
LAG = 0.5  # seconds after a blow in which the server may still read what was said before
LOOK = 0.05
LOCKED = 20  # looks in a row that find the database locked: who was hit last has locked it


class Hit(Enum):
    """What a blow does. A long nap lasts until another has sent, a deep one longer than any message's."""

    KILL = auto()
    NAP = auto()
    EDGE = auto()  # about as long as the duty's lease
    LONG = auto()
    DEEP = auto()


EVERY = [Hit.KILL] * 8 + [Hit.NAP] * 3 + [Hit.EDGE] * 2 + [Hit.LONG] * 4 + [Hit.DEEP]


@dataclass(slots=True)
class Blow:
    """A process was killed, or sleeps until `ended`."""

    name: str
    hit: Hit
    at: float = field(default_factory=time.monotonic)
    ended: float = inf


class Nemesis:
    """Who strikes, and what came of it."""

    def __init__(self, lab: Fanout, database: Database, chance: random.Random, hits: list[Hit]) -> None:
        """Nothing runs yet; each blow is one of these `hits` by chance."""
        self.lab, self.database, self.chance, self.hits = lab, database, chance, hits
        self.awake: dict[str, Process] = {}
        self.blows: list[Blow] = []
        self.waits: list[float] = []  # for another's first message
        self.locks = 0  # naps with the database's lock
        self._cures: set[asyncio.Task[None]] = set()
        self._over = False

    async def join(self) -> None:
        """One more process."""
        process = await self.lab.start()
        self.awake[self.lab.by_pid()[process.pid]] = process

    async def strike(self) -> None:
        """Hit the sender, stand-bys, or both at once; wait until messages come again."""
        while len(self.awake) < 2:  # noqa: ASYNC110  others are on their way back
            await asyncio.sleep(LOOK)
        await self._restock()
        await self.lab.until(self.lab.taken() + self.chance.randint(1, 20))
        sender = self.lab.telegram.duty()
        others = [name for name in self.awake if name != sender]
        victims = self.chance.sample(others, self.chance.choice((0, 0, 0, 1, 2)) % len(others))
        if sender in self.awake and (not victims or self.chance.random() < 0.5):
            victims.append(sender)
        for name in victims:
            await self._hit(name, is_sender=name == sender)

    async def recover(self) -> None:
        """No more blows: who sleeps wakes up."""
        self._over = True
        await asyncio.gather(*self._cures)

    async def _hit(self, name: str, *, is_sender: bool) -> None:
        process, blow = self.awake.pop(name), Blow(name, self.chance.choice(self.hits))
        self.blows.append(blow)
        if blow.hit is Hit.KILL:
            process.kill()
            await process.wait()
            self._later(self._replaced(self.chance.random() * 2))
        else:
            process.send_signal(signal.SIGSTOP)
            if await self._is_locked():
                self.locks += 1
                blow.hit, is_sender = Hit.NAP, False
            self._later(self._woken(process, blow))
        if is_sender:
            await self._succession(blow)

    async def _succession(self, blow: Blow) -> None:
        """Wait for the next who sends: another one, unless the sender wakes up before."""
        before = self.lab.taken()
        while True:
            await self.lab.until(before + 1)
            heard = self.lab.telegram.heard[before:]
            if another := next((one for one in heard if one.sender != blow.name), None):
                self.waits.append(another.at - blow.at)
                return
            if heard and heard[-1].at > blow.ended:
                return
            before += len(heard)
            await asyncio.sleep(LOOK)

    def _later(self, cure: Coroutine[Any, Any, None]) -> None:
        self._cures.add(task := asyncio.create_task(cure))
        task.add_done_callback(self._cures.discard)

    async def _replaced(self, after: float) -> None:
        await asyncio.sleep(after)
        if not self._over:
            await self.join()

    async def _woken(self, process: Process, blow: Blow) -> None:
        before = self.lab.taken()
        match blow.hit:
            case Hit.NAP:
                await asyncio.sleep(self.chance.random() * 1.5)
            case Hit.EDGE:
                await asyncio.sleep(LEASE - 1.5 + self.chance.random() * 2)
            case Hit.DEEP:
                await asyncio.sleep(70.0)
            case _:
                await asyncio.sleep(LAG)
                while all(one.sender == blow.name for one in self.lab.telegram.heard[before:]):  # noqa: ASYNC110
                    await asyncio.sleep(LOOK)
                await asyncio.sleep(self.chance.random() * 3)
        blow.ended = time.monotonic()
        process.send_signal(signal.SIGCONT)
        self.awake[blow.name] = process

    async def _is_locked(self) -> bool:
        """Whether somebody keeps the database locked, and does not let it go."""
        with closing(sqlite3.connect(self.lab.database, timeout=0, isolation_level=None)) as connection:
            for _ in range(LOCKED):
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    await asyncio.sleep(LOOK)
                else:
                    connection.execute("ROLLBACK")
                    return False
        return True

    async def _restock(self) -> None:
        """Enough is owed for messages to flow until the next blow."""
        lab = self.lab
        if lab.lost() < 2 * len(lab.people):
            async with self.database.transaction() as connection:
                await owe(connection, lab.people, [lab.each])
            lab.each += 1


@contextmanager
def watching(lab: Fanout) -> Iterator[Callable[[], str]]:
    """What tells whose turn it is to send: a process's name."""
    with closing(sqlite3.connect(lab.database)) as connection:

        def holder() -> str:
            row = connection.execute("SELECT holder FROM leases").fetchone()
            return lab.by_pid().get(int(row[0].split("/")[1]), "") if row else ""

        yield holder


async def instances(
    blows: int, seed: int, people: int, each: int, processes: int, hits: list[Hit], *, soon: float = SOON
) -> Verdict:
    """So many processes, so many blows; then all that is owed is sent. Another must take over `soon`."""
    async with fanout(people, each, RATE) as lab:
        with watching(lab) as lab.telegram.duty:
            async with Database(f"sqlite+aiosqlite:///{lab.database}") as database:
                nemesis = Nemesis(lab, database, random.Random(seed), hits)
                for _ in range(processes):
                    await nemesis.join()
                await lab.until(1)
                while len(nemesis.blows) < blows:
                    await nemesis.strike()
                await nemesis.recover()
            await lab.until(ALL)
        return judge(lab, nemesis, processes, soon)


def judge(lab: Fanout, nemesis: Nemesis, processes: int, soon: float) -> Verdict:
    """Whether at most one sent at any time, nothing was lost, and another came soon."""
    wrong, late = strays(lab.telegram.heard, nemesis.blows)
    odd, most = repeats(lab.telegram.heard, nemesis.blows, late)
    killed = sum(blow.hit is Hit.KILL for blow in nemesis.blows)
    worst = max(nemesis.waits, default=0.0)
    found = (
        f"{processes} processes, {killed} kills and {len(nemesis.blows) - killed} suspensions "
        f"({nemesis.locks} with the database's lock), {lab.total} messages: {wrong} sent out of turn, "
        f"{len(late)} given away late, {lab.lost()} lost, {lab.repeated()} repeated ({most} a blow at most, "
        f"{odd} without one), order {'kept' if lab.in_order() else 'BROKEN'}; "
        f"another took over {len(nemesis.waits)} times, after {worst:.1f} s at most"
    )
    sound = wrong == odd == lab.lost() == 0 and most <= ABREAST and lab.in_order() and lab.whole()
    return Verdict("instances", found, sound and 0 < worst <= soon)


def strays(heard: list[Heard], blows: list[Blow]) -> tuple[int, list[Heard]]:
    """How many messages came from whose turn it was not, and those that were on their way at a blow."""
    wrong, late = 0, list[Heard]()
    explained, rightful = Counter[float](), dict[str, float]()
    for one in heard:
        if one.sender == one.duty:
            rightful[one.sender] = one.at
            continue
        before = rightful.get(one.sender, 0.0)
        hit = next((b for b in reversed(blows) if b.name == one.sender and b.at <= one.at), None)
        if hit is None or hit.ended < before or explained[hit.at] == ABREAST:
            wrong += 1
        else:
            explained[hit.at] += 1
            late.append(one)
    return wrong, late


def repeats(heard: list[Heard], blows: list[Blow], late: list[Heard]) -> tuple[int, int]:
    """How many repeated messages were not on their way at a blow; how many were at one, at most."""
    odd, explained, last = 0, Counter[float](), dict[tuple[int, str], Heard]()
    for one in heard:
        before = last.get((one.chat, one.text))
        last[one.chat, one.text] = one
        if before is None or one in late:
            continue
        hits = [b for b in blows if b.name == before.sender and before.at - LAG <= b.at <= one.at]
        if hits:
            explained[hits[0].at] += 1
        else:
            odd += 1
    return odd, max(explained.values(), default=0)
