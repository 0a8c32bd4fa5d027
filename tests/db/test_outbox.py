from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db import chats, outbox
from db.database import Database
from message import Message, Paragraph, Text
from people import Chat, Delivery, Priority

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LEASE = timedelta(seconds=60)
OWED = Delivery(
    0, 1, "story:1", Message((Paragraph((Text("hello"),)),)), Priority.PUSH, NOW, story_ids=(1, 2)
)


@pytest.fixture
async def opened(database: Database) -> Database:
    async with database.transaction() as connection:
        for number in range(1, 13):
            await chats.greet(connection, Chat(number), NOW)
    return database


async def test_owing_the_same_thing_twice_owes_it_once(opened: Database) -> None:
    async with opened.transaction() as connection:
        assert await outbox.owe(connection, OWED, NOW)
        assert not await outbox.owe(connection, replace(OWED, priority=Priority.DIGEST), NOW)
        (claimed,) = await outbox.claim(connection, NOW, LEASE, 8)
    assert replace(claimed, id=0) == OWED


async def test_pushes_go_before_digests_and_one_message_a_chat_is_in_flight(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, replace(OWED, key="digest", priority=Priority.DIGEST, chat_id=2), NOW)
        await outbox.owe(connection, OWED, NOW)
        await outbox.owe(connection, replace(OWED, key="story:2"), NOW)
        first = await outbox.claim(connection, NOW, LEASE, 8)
        again = await outbox.claim(connection, NOW, LEASE, 8)
    assert [(owed.chat_id, owed.key) for owed in first] == [(1, "story:1"), (2, "digest")]
    assert again == []


async def test_a_limit_is_kept_and_the_oldest_go_first(opened: Database) -> None:
    async with opened.transaction() as connection:
        for number in range(12, 0, -1):
            await outbox.owe(connection, replace(OWED, chat_id=number), NOW)
        claimed = await outbox.claim(connection, NOW, LEASE, 8)
    assert [owed.chat_id for owed in claimed] == list(range(12, 4, -1))


async def test_the_lease_of_a_dead_process_runs_out(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, OWED, NOW)
        await outbox.claim(connection, NOW, LEASE, 8)
        assert await outbox.claim(connection, NOW + LEASE / 2, LEASE, 8) == []
        assert len(await outbox.claim(connection, NOW + LEASE, LEASE, 8)) == 1


async def test_a_process_that_stops_gives_back_what_it_leased(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, OWED, NOW)
        (claimed,) = await outbox.claim(connection, NOW, LEASE, 8)
        await outbox.release(connection, [claimed.id])
        assert len(await outbox.claim(connection, NOW, LEASE, 8)) == 1


async def test_what_was_sent_is_not_sent_again(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, OWED, NOW)
        (claimed,) = await outbox.claim(connection, NOW, LEASE, 8)
        await outbox.sent(connection, claimed.id, 55, NOW)
        assert await outbox.claim(connection, NOW + timedelta(days=1), LEASE, 8) == []
        assert await outbox.depth(connection) == {"sent": 1}


async def test_a_retry_waits_until_its_time_and_counts(opened: Database) -> None:
    later = NOW + timedelta(minutes=2)
    async with opened.transaction() as connection:
        await outbox.owe(connection, OWED, NOW)
        (claimed,) = await outbox.claim(connection, NOW, LEASE, 8)
        await outbox.retry(connection, claimed.id, later, "429")
        assert await outbox.claim(connection, later - timedelta(seconds=1), LEASE, 8) == []
        (again,) = await outbox.claim(connection, later, LEASE, 8)
    assert again.attempts == 1


async def test_nothing_is_sent_to_who_left_or_paused(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, OWED, NOW)
        await outbox.owe(connection, replace(OWED, chat_id=2), NOW)
        await outbox.owe(connection, replace(OWED, chat_id=3), NOW)
        await outbox.drop_all(connection, 1, "blocked")
        await chats.change(connection, 2, paused=True)
        await chats.leave(connection, 3, "kicked")
        assert await outbox.claim(connection, NOW, LEASE, 8) == []
        assert await outbox.depth(connection) == {"dropped": 1, "pending": 2}


async def test_the_dead_stay_visible_until_they_are_old(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, OWED, NOW)
        (claimed,) = await outbox.claim(connection, NOW, LEASE, 8)
        await outbox.give_up(connection, claimed.id, "message is too long")
        await outbox.forget(connection, NOW)
        assert await outbox.depth(connection) == {"dead": 1}
        await outbox.forget(connection, NOW + timedelta(seconds=1))
        assert await outbox.depth(connection) == {}
