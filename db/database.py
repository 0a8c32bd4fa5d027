"""The engine: how we connect, what a transaction is, and that a database is ours before we use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from db import migrations

BUSY_MILLISECONDS = 5_000  # how long we wait for another process's write before we say "locked"


class Database:
    """One database, its connections and its single writer."""

    def __init__(self, url: str) -> None:
        """Prepare; `open` connects. `url` is SQLAlchemy's, e.g. sqlite+aiosqlite:///data/chapar.db."""
        self._url = make_url(url)
        self._engine: AsyncEngine = create_async_engine(self._url)
        self._writing = asyncio.Lock()
        if self._url.get_backend_name() == "sqlite":
            event.listen(self._engine.sync_engine, "connect", _set_pragmas)
            event.listen(self._engine.sync_engine, "begin", _begin)

    async def __aenter__(self) -> Self:
        """Make the file and its tables where missing; bring an older one up to date."""
        if self._url.database:
            Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)
        async with self.transaction() as connection:
            await connection.run_sync(migrations.upgrade)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A connection that may write; all of it is kept, or none. One at a time in this process."""
        async with self._writing, self._engine.connect() as connection:
            writer = await connection.execution_options(chapar_writes=True)
            async with writer.begin():
                yield writer

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one moment of the database."""
        async with self._engine.connect() as connection, connection.begin():
            yield connection


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own type
    connection.isolation_level = None  # the driver must not open or commit transactions behind our back
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # FULL: with NORMAL a power cut loses commits that we have acknowledged (THREATS: up to 173 of them).
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at the start: a reader that turns writer half-way could only fail."""
    writes = connection.get_execution_options().get("chapar_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
