"""A task may be cancelled at any of its waits: nobody finds the database locked, nothing is half done."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.database import Database

Work = Callable[[Database], Coroutine[Any, Any, None]]


@dataclass
class CutShort:
    """Awaited, it runs the work and cancels the task that awaits it at the work's n-th wait."""

    work: Coroutine[Any, Any, None]
    wait: int
    waits: int = 0

    def __await__(self) -> Generator[Any, Any, None]:
        running = self.work.__await__()
        step: Callable[[], Any] = lambda: next(running)  # noqa: E731
        while True:
            try:
                waited_for = step()
            except StopIteration:
                return
            self.waits += 1
            task = asyncio.current_task()
            if self.waits == self.wait and task is not None:
                task.cancel()
            try:
                yield waited_for
                step = lambda: next(running)  # noqa: E731
            except BaseException as error:  # noqa: BLE001  the work decides what becomes of it
                step = lambda error=error: running.throw(error)  # type: ignore[misc]  # noqa: E731


async def write(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("INSERT INTO pairs VALUES (1)"))
        await connection.execute(text("SELECT * FROM pairs"))
        await connection.execute(text("INSERT INTO pairs VALUES (2)"))


async def read(database: Database) -> None:
    async with database.reading() as connection:
        await connection.execute(text("SELECT * FROM pairs"))


async def awaited(work: Awaitable[None]) -> None:
    await work


@pytest.mark.parametrize("is_warm", [True, False], ids=["connected", "connecting"])
@pytest.mark.parametrize("work", [write, read])
async def test_whoever_is_cancelled_leaves_no_lock_behind(tmp_path: Path, work: Work, is_warm: bool) -> None:
    file = tmp_path / "chapar.db"
    held: list[asyncio.Task[None]] = []  # with their tracebacks, as somebody may hold them
    async with Database(f"sqlite+aiosqlite:///{file}") as database:
        async with database.transaction() as connection:
            await connection.execute(text("CREATE TABLE pairs (x)"))
        for wait in range(1, 100):
            if not is_warm:
                await database.__aexit__()
            cut = CutShort(work(database), wait)
            held.append(asyncio.create_task(awaited(cut)))
            await asyncio.wait(held[-1:])
            with closing(sqlite3.connect(file, timeout=0.2, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                assert other.execute("SELECT count(*) % 2 FROM pairs").fetchone() == (0,)
                other.execute("COMMIT")
                busy, *_ = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                assert not busy, "a reader stayed behind"
            if cut.waits < wait:
                break
            assert held[-1].cancelled()
    assert len(held) > 5
    assert not held[-1].cancelled()
