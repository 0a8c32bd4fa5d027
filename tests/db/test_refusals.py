"""What a database that takes nothing says, and for how long it is a trouble."""

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from db import chats
from db.database import Database
from db.refusals import ALARMING, CALM, Refusals, apart, is_of_one_row, takes_nothing
from people import Chat
from playground.clock import Clock
from tests.refusing import refusing

LONG = "x" * 90_000


def refusal(code: int, said: str) -> OperationalError:
    told = sqlite3.OperationalError(said)
    told.sqlite_errorcode = code
    return OperationalError("", None, told)


FULL = refusal(sqlite3.SQLITE_FULL, "database or disk is full")
LOCKED = refusal(sqlite3.SQLITE_BUSY, "database is locked")


async def test_a_disk_that_is_full_in_a_part_of_a_transaction_says_so(database: Database) -> None:
    async with database.reading() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
    with pytest.raises(DBAPIError, match="full") as refused:
        async with database.transaction() as connection:
            await connection.execute(text(f"PRAGMA max_page_count = {pages}"))
            async with apart(connection):
                await chats.greet(connection, Chat(1, zone=LONG), Clock()())
    assert takes_nothing(refused.value)
    assert not is_of_one_row(refused.value)
    assert "full" in database.refusals.reason


async def test_what_is_wrong_with_one_row_is_undone_alone(database: Database) -> None:
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(1), Clock()())
        with pytest.raises(IntegrityError) as refused:
            async with apart(connection):
                await chats.greet(connection, Chat(2), Clock()())
                await connection.execute(text("INSERT INTO mutes (chat_id, thread, until) VALUES (9, 9, 0)"))
        assert is_of_one_row(refused.value)
        assert not takes_nothing(refused.value)
    async with database.reading() as connection:
        assert [await chats.one(connection, number) is None for number in (1, 2)] == [False, True]
    assert not database.refusals.reason


async def test_while_nothing_can_be_written_it_can_be_read(database: Database) -> None:
    async with refusing(database):
        with pytest.raises(OperationalError, match="readonly"):
            async with database.transaction():
                pass
        async with database.reading() as connection:
            assert await chats.one(connection, 1) is None
        assert database.refusals.are_serious
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(1), Clock()())


def test_our_own_mistake_is_no_refusal() -> None:
    troubles = Refusals()
    troubles.refused(refusal(sqlite3.SQLITE_ERROR, "no such table: questions"))
    assert not troubles.reason


def test_trouble_ends_with_a_minute_without_a_refusal() -> None:
    now = [1_000.0]
    troubles = Refusals(lambda: now[0])
    for _ in range(5):  # on a full disk small writes go through, large ones do not
        troubles.refused(FULL)
        troubles.took()
        now[0] += CALM - 1
        troubles.took()
        assert troubles.are_serious
    now[0] += CALM
    troubles.took()
    assert not troubles.are_serious


def test_a_lock_needs_somebody_when_it_lasts() -> None:
    now = [1_000.0]
    troubles = Refusals(lambda: now[0])
    troubles.refused(LOCKED)
    assert not troubles.are_serious
    now[0] += ALARMING
    troubles.refused(LOCKED)
    assert troubles.are_serious


def test_of_several_errors_at_once_each_must_be_a_refusal() -> None:
    assert takes_nothing(ExceptionGroup("polls", [FULL, LOCKED]))
    assert not takes_nothing(ExceptionGroup("polls", [FULL, ValueError()]))
