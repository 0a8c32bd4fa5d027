from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.database import Database


async def scalar(connection: AsyncConnection, sql: str) -> object:
    return (await connection.execute(text(sql))).scalar()


async def test_a_fresh_file_gets_every_table(database: Database) -> None:
    async with database.reading() as connection:
        names = (await connection.execute(text("SELECT name FROM sqlite_master"))).scalars().all()
    assert {"articles", "stories", "chats", "outbox", "alembic_version"} <= set(names)


async def test_every_connection_survives_a_power_cut_and_keeps_references(database: Database) -> None:
    async with database.reading() as connection:
        assert await scalar(connection, "PRAGMA journal_mode") == "wal"
        assert await scalar(connection, "PRAGMA synchronous") == 2
        assert await scalar(connection, "PRAGMA foreign_keys") == 1


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.transaction() as connection:
            await connection.execute(text("CREATE TABLE half (x)"))
            raise RuntimeError
    async with database.reading() as connection:
        assert await scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0


async def test_the_log_that_a_long_reader_let_grow_is_cut_when_it_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.database.LARGEST_WAL", 50_000)
    log = tmp_path / "chapar.db-wal"

    async def write(database: Database) -> int:
        async with database.transaction() as connection:
            await connection.execute(text("INSERT INTO leases VALUES (hex(randomblob(50000)), '', 0)"))
        return log.stat().st_size

    async with Database(f"sqlite+aiosqlite:///{tmp_path}/chapar.db") as database:
        async with database.reading() as reader:
            await reader.execute(text("SELECT count(*) FROM leases"))
            grown = [await write(database) for _ in range(60)][-1]
        assert grown > 4_000_000
        assert min([await write(database) for _ in range(4)]) < 1_000_000


async def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(database: Database) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(TimeoutError):
        async with database.reading(0.05) as connection:
            await connection.execute(text(endless))
    async with database.reading(60.0) as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
    async with database.transaction():
        pass


async def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/deep/down/chapar.db"
    async with Database(url) as first, first.transaction() as connection:
        await connection.execute(text("CREATE TABLE mine (x)"))
    async with Database(url) as second, second.reading() as connection:
        assert await scalar(connection, "SELECT count(*) FROM mine") == 0
