"""The engine: how we connect, what a transaction is, and that a database is ours before we use it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from db import migrations
from db.copies import UnusableError, copy, judge
from db.driver import connect
from db.refusals import Refusals

LARGEST_WAL = 64 * 2**20  # bytes that are kept of the log after a long reader let it grow
BUSY_MILLISECONDS = 5_000  # how long we wait for another process's write before we say "locked"


class Database:
    """One database, its connections and its single writer."""

    steps: Path = migrations.FOLDER  # to today's schema

    def __init__(self, url: str) -> None:
        """Prepare; `open` connects. `url` is SQLAlchemy's, e.g. sqlite+aiosqlite:///data/chapar.db."""
        self._url = make_url(url)
        is_sqlite = self._url.get_backend_name() == "sqlite"
        self._engine: AsyncEngine = create_async_engine(
            self._url, connect_args={"async_creator_fn": connect} if is_sqlite else {}
        )
        self._writing = asyncio.Lock()
        self.refusals = Refusals()
        if is_sqlite:
            event.listen(self._engine.sync_engine, "connect", _set_pragmas)
            event.listen(self._engine.sync_engine, "begin", _begin)

    @property
    def file(self) -> Path | None:
        """The file that holds it; None in memory or on a server."""
        here = self._url.get_backend_name() == "sqlite" and self._url.database not in {None, "", ":memory:"}
        return Path(str(self._url.database)) if here else None

    async def __aenter__(self) -> Self:
        """Make the file and its tables where missing; bring an older one up to date, after a copy of it.

        Raises:
            UnusableError: it is damaged, locked, full, not ours or of a newer version: the text says which.
        """
        try:
            await self._prepare()
        except BaseException as error:
            await self._engine.dispose()
            if reason := self._reason(error):
                raise UnusableError(f"{self.name} {reason}") from None
            raise
        return self

    @staticmethod
    def _reason(error: BaseException) -> str:
        """What is the matter with the database, in words; "" when something else is."""
        match error:
            case migrations.NewerError():
                return f"was written by a newer Chapar (schema {error}): run that one, or restore a copy"
            case migrations.BrokenStepError():
                return f"cannot be brought up to date without a loss ({error}): it stays as it was"
            case DBAPIError():
                return f"cannot be opened: {error.orig}"
            case _:
                return ""

    @property
    def name(self) -> str:
        """How people know it: its file, or its address without a password."""
        return str(self.file or self._url.render_as_string(hide_password=True))

    async def _prepare(self) -> None:
        if self.file is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            await asyncio.to_thread(judge, self.file)
        async with self.reading() as connection:
            steps = await connection.run_sync(migrations.behind, self.steps)
        if steps is None:
            return
        at, head = steps
        if at:
            await self._catch_up(head)
            return
        async with self.transaction() as connection:
            await connection.run_sync(migrations.upgrade, self.steps)

    async def _catch_up(self, head: str) -> None:
        """All steps in one transaction, after a copy, and with references not followed.

        A step that builds a table anew drops the old one, and SQLite would then delete every row that refers
        to it. What the steps leave is checked before it is kept.
        """
        if self.file is not None:  # a copy from an earlier attempt may be old by now
            before = self.file.with_name(f"{self.file.stem}.before-{head}{self.file.suffix}")
            await asyncio.to_thread(partial(copy, self.file, before, over=True))
        async with self._writing, self._engine.connect() as connection:
            try:
                await connection.execution_options(chapar_writes=True, chapar_migrates=True)
                async with connection.begin():
                    await connection.run_sync(migrations.upgrade, self.steps)
            finally:
                await connection.invalidate()  # nobody else gets a connection without references

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A connection that may write; all of it is kept, or none. One at a time in this process."""
        try:
            async with self._writing, self._engine.connect() as connection:
                writer = await connection.execution_options(chapar_writes=True)
                async with writer.begin():
                    yield writer
        except DBAPIError as error:
            self.refusals.refused(error)
            raise
        self.refusals.took()

    async def forget_log(self) -> None:
        """What was erased leaves the write-ahead log, too, as far as no reader needs it."""
        if self.file is not None:
            async with self._writing, self._engine.connect() as connection:
                raw = await connection.get_raw_connection()  # a checkpoint is none within a transaction
                await raw.driver_connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]

    @asynccontextmanager
    async def reading(self, seconds: float | None = None) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one moment of the database.

        Raises:
            TimeoutError: it took longer than so many seconds, and was stopped, in the database, too.
        """
        async with (
            self._engine.connect() as connection,
            self._stopped_after(connection, seconds),
            connection.begin(),
        ):
            yield connection

    @asynccontextmanager
    async def _stopped_after(self, connection: AsyncConnection, seconds: float | None) -> AsyncIterator[None]:
        """Who waits for a statement gives up after so long, and so does SQLite's thread."""
        if seconds is None:
            yield
            return
        driver: Any = (await connection.get_raw_connection()).driver_connection
        ending = asyncio.get_running_loop().call_later(seconds, driver.break_off)
        try:
            async with asyncio.timeout(seconds):
                yield
        finally:
            ending.cancel()


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own type
    connection.isolation_level = None  # the driver must not open or commit transactions behind our back
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    # FULL: with NORMAL a power cut loses commits that we have acknowledged (THREATS: up to 173 of them).
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What is deleted is overwritten: /deleteme promises that nothing is left, not even in free pages.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute(f"PRAGMA journal_size_limit={LARGEST_WAL}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at the start: a reader that turns writer half-way could only fail."""
    options = connection.get_execution_options()
    if options.get("chapar_migrates", False):
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # within a transaction it would do nothing
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("chapar_writes", False) else "BEGIN")
