"""A database that is stopped at a statement of its opening; by SIGKILL when this is run by itself."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event

from db.database import Database


class Stopped(Exception):  # noqa: N818  the lab's own hand
    """The work was stopped here."""


def refuse() -> None:
    """Stop by an error."""
    raise Stopped


async def stopped_at(
    number: int, kind: type[Database], path: Path, hand: Callable[[], None], seen: list[int]
) -> bool:
    """Open the database and call `hand` at its n-th statement (0: never); whether that stopped it.

    `seen` gets an item a statement.
    """

    def listen(*_: object) -> None:
        seen.append(1)
        if len(seen) == number:
            hand()

    database = kind(f"sqlite+aiosqlite:///{path}")
    event.listen(database._engine.sync_engine, "before_cursor_execute", listen)  # noqa: SLF001
    try:
        async with database:
            return False
    except Stopped:
        return True


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _path, _steps, _number = sys.argv[1:]
    _kind = type("Next", (Database,), {"steps": Path(_steps)})
    asyncio.run(stopped_at(int(_number), _kind, Path(_path), _die, []))
