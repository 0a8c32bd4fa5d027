"""SQLite's driver, with one walk to its thread a statement.

SQLAlchemy asks aiosqlite for a cursor, the work, the rows and the end: four walks, which take longer than
most of our statements. Here the thread carries a statement out, reads its rows and closes it at once.

So no statement outlives its walk. SQLite keeps a connection's transaction, and its lock on the file, until
the last statement is let go; one in the traceback of a cancelled task kept everybody from writing.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Any, Self

import aiosqlite

Rows = list[tuple[Any, ...]]
Work = Callable[[sqlite3.Cursor], object]


class Connection(aiosqlite.Connection):
    """A connection whose cursors are done with when they answer."""

    def cursor(self) -> "Cursor":  # type: ignore[override]  # it need not be awaited, only entered
        """A cursor that has opened nothing yet."""
        return Cursor(self)

    def break_off(self) -> None:
        """End the statement that the thread is at, if it is at one."""
        self._conn.interrupt()

    async def run(self, work: Work) -> "Done":
        """Let the thread work with a cursor, and read what it gives."""
        done: Done = await self._execute(self._carry_out, work)  # type: ignore[no-untyped-call]
        return done

    def _carry_out(self, work: Work) -> "Done":
        with closing(self._conn.cursor()) as cursor:
            work(cursor)
            rows = cursor.fetchall()
            return cursor.description, rows, cursor.rowcount, cursor.lastrowid


Done = tuple[Any, Rows, int, int | None]
"""What a statement left: what its columns are, its rows, how many it changed, the last one's number."""


class Cursor:
    """What SQLAlchemy asks of an aiosqlite cursor; the answers are here already."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.description: Any = None
        self._rows: Rows = []
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        """Nothing is opened before it is needed."""
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """One statement."""
        return await self._have(lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> Self:
        """One statement, many times."""
        return await self._have(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> Rows:
        """All rows."""
        return self._rows

    async def close(self) -> None:
        """It is closed."""

    async def _have(self, work: Work) -> Self:
        done = await self._connection.run(work)
        self.description, self._rows, self.rowcount, self.lastrowid = done
        return self


def connect(database: str, **options: Any) -> Connection:  # noqa: ANN401  sqlite3's own
    """A connection, opened when it is awaited; it ends with the program, whoever has forgotten it."""
    connection = Connection(partial(sqlite3.connect, database, **options), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001  as SQLAlchemy does with those that it makes
    return connection
