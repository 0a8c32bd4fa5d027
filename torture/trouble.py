"""A database that is damaged, or locked by somebody else: it is said, nothing is lost, and it goes on."""

import asyncio
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import OperationalError

from db import chats
from db.copies import UnusableError
from db.database import Database
from people import Chat
from torture.releases import restore, stored
from torture.scenes import NOON
from torture.verdict import Verdict, bench

PATIENT = 4.0  # seconds of somebody's lock that nobody may notice


# ---------------------------------------------------------------- damage


async def damage(copies: int, seed: int) -> Verdict:
    """Spoil so many copies of a house; none that SQLite's check refuses may be started on."""
    chance, seen = random.Random(seed), Counter[str]()
    with bench() as folder:
        path = Path(folder) / "chapar.db"
        sound = await _sound(path)
        for _ in range(copies):
            spoilt = chance.choice(_WAYS)(bytearray(sound), chance)
            seen[await _outcome(path, bytes(spoilt))] += 1
    found = (
        f"{copies} spoilt copies: {seen['refused']} refused in a sentence and left as they were, "
        f"{seen['passed']} pass quick_check and open, {seen['strict']} pass it and are refused, "
        f"{seen['silent']} started on silently, {seen['touched']} changed by a start that was refused"
    )
    return Verdict("damage", found, kept=not seen["silent"] and not seen["touched"] and seen["refused"] > 0)


async def _sound(path: Path) -> bytes:
    restore(stored()[-1], path)
    async with Database(f"sqlite+aiosqlite:///{path}"):
        pass
    return _body(path)


def _flipped(body: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 4, 64))):
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    return body


def _overwritten(body: bytearray, chance: random.Random) -> bytearray:
    size = chance.choice((16, 512, 4096))
    start = chance.randrange(0, len(body) - size, size)
    body[start : start + size] = chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size)))
    return body


def _cut_off(body: bytearray, chance: random.Random) -> bytearray:
    return body[: chance.randrange(1, len(body))]


def _header(body: bytearray, chance: random.Random) -> bytearray:
    body[chance.randrange(100)] = chance.randrange(256)
    return body


_WAYS: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (
    _flipped, _flipped, _overwritten, _overwritten, _cut_off, _header,
)  # fmt: skip


async def _outcome(path: Path, body: bytes) -> str:
    passes = _put(path, body)
    try:
        async with Database(f"sqlite+aiosqlite:///{path}"):
            return "passed" if passes else "silent"
    except UnusableError:
        if passes:
            return "strict"
        return "refused" if _body(path) == body else "touched"


def _body(path: Path) -> bytes:
    return path.read_bytes()


def _put(path: Path, body: bytes) -> bool:
    """Put the file there alone; whether SQLite itself finds it sound, looking at a copy."""
    for left in path.parent.iterdir():
        left.unlink()
    path.write_bytes(body)
    copy = path.with_name("copy.db")
    copy.write_bytes(body)
    with closing(sqlite3.connect(copy)) as oracle:
        try:
            return oracle.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError):
            return False


# ---------------------------------------------------------------- locks


async def locked(seconds: Sequence[float]) -> Verdict:
    """Somebody else writes for so long: up to four seconds nobody notices; later all is done after all."""
    with bench() as folder:
        paths = [Path(folder) / f"{number}.db" for number in range(len(seconds))]
        for path in paths:  # made one after the other: steps of a schema know one database at a time
            async with Database(f"sqlite+aiosqlite:///{path}"):
                pass
        outcomes = await asyncio.gather(*map(_wait_out, paths, seconds))
    errors = sum(
        wait <= PATIENT and not at_once for wait, (at_once, _) in zip(seconds, outcomes, strict=True)
    )
    lost = sum(not done for _, done in outcomes)
    said = ", ".join(f"{wait:g}" for wait in seconds)
    found = f"somebody's lock for {said} s: {errors} errors within {PATIENT:g} s, {lost} writes lost"
    return Verdict("locks", found, kept=errors == lost == 0)


async def _wait_out(path: Path, seconds: float) -> tuple[bool, bool]:
    """Whether a write under somebody's lock went through at the first try, and whether it did at last."""
    async with Database(f"sqlite+aiosqlite:///{path}") as database:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            free = asyncio.get_running_loop().call_later(seconds, other.execute, "ROLLBACK")
            tries, end = 1, time.monotonic() + seconds + 2 * PATIENT
            while time.monotonic() < end and not await _greets(database, tries):
                tries += 1
            free.cancel()
        async with database.reading() as connection:
            return tries == 1, await chats.one(connection, tries) is not None


async def _greets(database: Database, number: int) -> bool:
    try:
        async with database.reading() as connection:
            await chats.one(connection, number)  # reading goes on meanwhile
        async with database.transaction() as connection:
            await chats.greet(connection, Chat(number, created=NOON), NOON)
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        return False
    return True
