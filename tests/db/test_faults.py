"""Databases that are damaged, locked, full, foreign, newer or older; and copies of live ones."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from db import chats
from db.copies import UnusableError, copy, forget_before_steps, judge, keep_copies
from db.database import Database
from people import Chat
from tests.blank import laid, lived

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="module")
def five_hundred() -> bytes:
    """A database with so many chats."""
    return lived(_greet)


async def _greet(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(1, 501):
            await chats.greet(connection, Chat(number), NOW)


@pytest.fixture
def file(five_hundred: bytes, tmp_path: Path) -> Path:
    """It, closed, in a file of its own."""
    path = tmp_path / "chapar.db"
    laid(five_hundred, path)
    return path


async def refusal(path: Path) -> str:
    with pytest.raises(UnusableError) as refused:
        async with Database(url(path)):
            pass
    return str(refused.value)


async def count(path: Path) -> int:
    async with Database(url(path)) as database, database.reading() as connection:
        return int((await connection.execute(text("SELECT count(*) FROM chats"))).scalar_one())


def damage(file: Path) -> bytes:
    """Overwrites most of a file; gives what it holds now."""
    body = bytearray(file.read_bytes())
    body[4096 * 3 : 4096 * 60] = b"\xa5" * (4096 * 57)
    file.write_bytes(body)
    return bytes(body)


def unreadable_name(file: Path) -> None:
    """Spoils the name of an index, so that it is no text any more."""
    body, name = file.read_bytes(), b"indexix_chats_digestchats"
    assert name in body
    file.write_bytes(body.replace(name, b"index\xd1\xff_chats_digestchat\xd1"))


async def test_a_damaged_database_is_refused_with_what_to_do(file: Path) -> None:
    body = damage(file)
    said = await refusal(file)
    assert "is damaged" in said
    assert "newest copy" in said
    assert damage(file) == body


def test_no_flipped_page_is_started_on_silently(file: Path, tmp_path: Path) -> None:
    sound = file.read_bytes()
    spoilt = tmp_path / "spoilt.db"
    for page in range(1, len(sound) // 4096, 7):
        body = bytearray(sound)
        body[page * 4096 : page * 4096 + 512] = b"\xff" * 512
        spoilt.write_bytes(body)
        with closing(sqlite3.connect(spoilt)) as oracle:
            try:
                ok = oracle.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            except sqlite3.DatabaseError:
                ok = False
        if ok:
            judge(spoilt)
        else:
            with pytest.raises(UnusableError):
                judge(spoilt)


async def test_damage_that_sqlite_cannot_put_into_words_is_damage(file: Path) -> None:
    unreadable_name(file)
    assert "is damaged" in await refusal(file)


@pytest.mark.parametrize("body", [b"no database at all" * 100, b"SQLite format 3\0" + b"\0" * 5000])
async def test_a_file_that_is_no_database_is_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "chapar.db"
    path.write_bytes(body)
    assert "is damaged" in await refusal(path)


async def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (x)")
    assert "another program" in await refusal(path)


async def test_a_newer_database_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    assert "newer Chapar (schema 9999)" in await refusal(file)


async def test_a_locked_database_says_so_and_opens_when_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "chapar.db"
    monkeypatch.setattr("db.database.BUSY_MILLISECONDS", 10)
    monkeypatch.setattr("db.copies.BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE alembic_version (version_num)")
        assert "locked" in await refusal(file)
        other.execute("ROLLBACK")
    assert await count(file) == 0


async def test_a_full_disk_loses_nothing_and_reading_goes_on(file: Path) -> None:
    async with Database(url(file)) as database:
        async with database.transaction() as connection:
            pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
            await connection.execute(text(f"PRAGMA max_page_count = {pages}"))
            with pytest.raises(OperationalError, match="full"):
                for number in range(1_000, 5_000):
                    await chats.greet(connection, Chat(number), NOW)
            await connection.execute(text("PRAGMA max_page_count = 1073741823"))
        async with database.reading() as connection:
            assert await chats.one(connection, 7) is not None
        async with database.transaction() as connection:
            await chats.greet(connection, Chat(999), NOW)
    assert await count(file) >= 501


async def test_a_live_database_is_copied_whole(file: Path, tmp_path: Path) -> None:
    to = tmp_path / "deep" / "copy.db"
    async with Database(url(file)) as database, database.transaction() as connection:
        await chats.greet(connection, Chat(9_999), NOW)
        copy(file, to)
    assert await count(to) == 500
    assert [path.name for path in to.parent.iterdir()] == ["copy.db"]


def test_a_copy_overwrites_nothing_and_is_of_something(tmp_path: Path) -> None:
    (tmp_path / "there.db").write_bytes(b"no database" * 1000)
    for source, to, said in [
        ("none.db", "new.db", "no database"),
        ("there.db", "there.db", "exists already"),
        ("there.db", "new.db", "cannot be copied"),
    ]:
        with pytest.raises(UnusableError, match=said):
            copy(tmp_path / source, tmp_path / to)
    assert not (tmp_path / "new.db").exists()


async def test_hourly_copies_are_made_once_an_hour_and_the_oldest_go(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    made = [keep_copies(file, folder, NOW + timedelta(minutes=20 * step), 3) for step in range(12)]
    assert sum(path is not None for path in made) == 5
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"chapar-2026-11-24T{hour}00.db" for hour in (10, 11, 12)]
    assert await count(folder / names[-1]) == 500


async def test_a_copy_from_before_an_upgrade_goes_after_a_while(file: Path) -> None:
    before = file.with_name("chapar.before-0002.db")
    await asyncio.to_thread(copy, file, before)
    made = datetime.fromtimestamp(before.stat().st_mtime, UTC)
    forget_before_steps(file, made - timedelta(seconds=1))
    assert before.exists()
    forget_before_steps(file, made + timedelta(seconds=1))
    assert not before.exists()
    assert await count(file) == 500


def test_a_server_s_address_is_named_without_its_password() -> None:
    memory = Database("sqlite+aiosqlite://")
    assert memory.file is None
    assert memory.name == "sqlite+aiosqlite://"
