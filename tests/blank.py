"""A new database, by all the steps of a first start once a process: most tests begin with a copy of it."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from db.database import Database

Life = Callable[[Database], Awaitable[None]]


def blank(file: Path) -> str:
    """Lay a new database at `file`; its address. Opening it still judges it, as any start does."""
    return laid(_first_start(), file)


def laid(body: bytes, file: Path) -> str:
    """Lay a database that was closed at `file`; its address."""
    file.write_bytes(body)
    return f"sqlite+aiosqlite:///{file}"


def lived(life: Life) -> bytes:
    """What a database holds after this life, closed. In a thread of its own: who asks may be in a loop."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as aside:
        file = Path(folder) / "chapar.db"
        aside.submit(asyncio.run, _live(file, life)).result()
        return file.read_bytes()


async def _live(file: Path, life: Life) -> None:
    async with Database(f"sqlite+aiosqlite:///{file}") as database:
        await life(database)


@cache
def _first_start() -> bytes:
    return lived(_nothing)


async def _nothing(_: Database) -> None:
    pass
