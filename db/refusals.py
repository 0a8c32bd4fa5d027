"""When the database takes nothing: the disk is full, the file is locked, read-only or damaged.

It is nobody's fault then who wants to write: whatever was to be written is tried again later, as it is.
"""

import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

ALARMING = 10.0  # seconds for which a lock may last that nobody needs to look at
CALM = 60.0  # seconds without a refusal after which it is over: on a full disk small writes still go through
CODES = {  # of SQLite (sqlite.org/rescode.html); the others speak of what was asked
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL,
}  # fmt: skip

log = structlog.get_logger()


def takes_nothing(error: BaseException | None) -> bool:
    """Whether the database refused to work at all; a broken rule of a table is no such thing."""
    match error:
        case BaseExceptionGroup(exceptions=several):
            return all(map(takes_nothing, several))
        case DBAPIError(orig=sqlite3.Error() as told):
            return getattr(told, "sqlite_errorcode", 0) & 0xFF in CODES
        case _:
            return isinstance(error, OperationalError)


def is_of_one_row(error: Exception) -> bool:
    """Whether something is wrong with what was to be written, so that the next may well go through."""
    return not isinstance(error, DBAPIError) or isinstance(error, IntegrityError | DataError)


@asynccontextmanager
async def apart(connection: AsyncConnection) -> AsyncIterator[None]:
    """A part of a transaction that is undone by itself when it fails.

    A database that is full has undone everything by then, and would answer to a second wish that there is
    nothing to undo: that must not hide why.
    """
    part = await connection.begin_nested()
    try:
        yield
    except BaseException as error:
        if not takes_nothing(error):
            await part.rollback()
        raise
    await part.commit()


class Refusals:
    """Refusals that follow each other are one trouble: said once in the log, and once when it is over."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock that nobody sets."""
        self._seconds = seconds
        self._first = self._last = 0.0
        self.reason = ""  # in the database's words; "" while it takes everything

    @property
    def are_serious(self) -> bool:
        """Whether somebody has to do something: a lock may be of a moment, a full disk is not."""
        return bool(self.reason) and ("locked" not in self.reason or self._last - self._first >= ALARMING)

    def refused(self, error: DBAPIError) -> None:
        """A transaction failed so; what only that one did wrong is not looked at."""
        if not takes_nothing(error):
            return
        self._last = self._seconds()
        if not self.reason:
            self._first, self.reason = self._last, str(error.orig)
            log.error("the database takes nothing", reason=self.reason)

    def took(self) -> None:
        """A transaction went through."""
        if self.reason and self._seconds() - self._last >= CALM:
            self.reason = ""
            log.warning("the database takes everything again")
