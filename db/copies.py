"""Copies of a live database, and whether a file is a sound database of ours.

Plain sqlite3, outside the engine: a copy must be possible while the bot runs, and a file is judged before
anything is written to it. All of it blocks: call it in a thread.
"""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

STAMP = "%Y-%m-%dT%H%M"  # of hourly copies: names sort by time
SUFFIX = ".db"
BUSY_SECONDS = 5.0  # how long another program's lock is waited for


class UnusableError(OSError):
    """The database cannot be used as it is; the text says why, and what to do."""


def copy(source: Path, to: Path, *, over: bool = False) -> None:
    """A sound copy of the database as of now, also while it is in use; `to` is whole or as it was before.

    Raises:
        UnusableError: there is no such database, `to` exists (and is not to be written `over`), or the copy
            failed.
    """
    if not source.exists():
        raise UnusableError(f"{source}: there is no database")
    if to.exists() and not over:
        raise UnusableError(f"{to} exists already")
    half = to.with_name(f".{to.name}.half")
    half.unlink(missing_ok=True)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with closing(_open(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(half),))
        judge(half)
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(to)
        _settle(to.parent)
    except sqlite3.Error as error:
        raise UnusableError(f"{source} cannot be copied to {to}: {error}") from None
    finally:
        half.unlink(missing_ok=True)


def judge(path: Path) -> None:
    """Say so if a file is no sound database; one that is not there or empty is fine: it will be made.

    Raises:
        UnusableError: the file is damaged, or no database.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        with closing(_open(path)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        if _is_busy(error):
            raise UnusableError(f"{path} is locked by another program: {error}") from None
        raise UnusableError(_damaged(path, str(error))) from None
    except (UnicodeDecodeError, MemoryError):  # what SQLite says quotes the damage; or a size there is absurd
        raise UnusableError(_damaged(path, "its schema is unreadable")) from None
    if found != ["ok"]:
        raise UnusableError(_damaged(path, found[0]))
    if tables and "alembic_version" not in tables:
        raise UnusableError(f"{path} is the database of another program: choose another DATABASE_URL")


def keep_copies(source: Path, folder: Path, now: datetime, most: int) -> Path | None:
    """This hour's copy, if it is not there yet; the oldest beyond `most` go. The file made, if one was.

    Raises:
        UnusableError: the copy failed; older ones stay.
    """
    made = folder / f"{source.stem}-{now.strftime(STAMP)[:-2]}00{SUFFIX}"
    if made.exists():
        return None
    copy(source, made)
    for old in sorted(folder.glob(f"{source.stem}-????-??-??T????{SUFFIX}"))[:-most]:
        old.unlink()
    return made


def forget_before_steps(source: Path, moment: datetime) -> None:
    """Copies from before an upgrade go when nobody will go back there: who was erased since is in them."""
    for old in source.parent.glob(f"{source.stem}.before-*{source.suffix}"):
        if old.stat().st_mtime < moment.timestamp():
            old.unlink()


def _settle(folder: Path) -> None:
    """The folder's names are on the disk, too, where a system can say so."""
    if hasattr(os, "O_DIRECTORY"):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _damaged(path: Path, reason: str) -> str:
    return (
        f"{path} is damaged ({reason.splitlines()[0]}). Nothing was changed. Move it away together with "
        f"{path.name}-wal and {path.name}-shm, and put the newest copy in its place."
    )
