from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, leaving, outbox
from db.database import Database
from message import Message, Paragraph, Text
from people import Chat, Delivery, Priority

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LEASE = timedelta(seconds=60)
DAY = timedelta(days=1)
OWED = Delivery(
    0, 1, "story:1", Message((Paragraph((Text("hello"),)),)), Priority.PUSH, NOW, story_ids=(1, 2)
)


@pytest.fixture
async def opened(database: Database) -> Database:
    async with database.transaction() as connection:
        for number in range(1, 13):
            await chats.greet(connection, Chat(number), NOW)
    return database


async def claim(
    connection: AsyncConnection, now: datetime, limit: int = 8, ready: Callable[[int], bool] = lambda _: True
) -> list[Delivery]:
    """Lease what is due to chats that are ready, as many as there is room for."""
    found = [one.owed async for one in leaving.due(connection, now, now - DAY) if ready(one.owed.chat_id)]
    return await leaving.lease(connection, found[:limit], now, LEASE)


async def test_owing_the_same_thing_twice_owes_it_once(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED], NOW)
        await outbox.owe(connection, [replace(OWED, priority=Priority.DIGEST)], NOW)
        await outbox.owe(connection, [], NOW)
        (claimed,) = await claim(connection, NOW)
    assert replace(claimed, id=0, lease="") == OWED


async def test_pushes_go_before_digests_and_one_message_a_chat_is_on_its_way(opened: Database) -> None:
    async with opened.transaction() as connection:
        digest = replace(OWED, key="digest", priority=Priority.DIGEST, chat_id=2)
        await outbox.owe(connection, [digest, OWED, replace(OWED, key="story:2")], NOW)
        first = await claim(connection, NOW)
        again = await claim(connection, NOW)
    assert [(owed.chat_id, owed.key) for owed in first] == [(1, "story:1"), (2, "digest")]
    assert again == []


async def test_a_push_waits_while_a_digest_to_the_same_chat_is_on_its_way(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [replace(OWED, key="digest", priority=Priority.DIGEST)], NOW)
        (digest,) = await claim(connection, NOW)
        await outbox.owe(connection, [OWED], NOW)
        assert await claim(connection, NOW) == []
        await outbox.sent(connection, {digest.id: 1}, NOW)
        assert [owed.key for owed in await claim(connection, NOW)] == ["story:1"]


async def test_the_oldest_go_first_and_only_to_chats_that_are_ready(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [replace(OWED, chat_id=number) for number in range(12, 0, -1)], NOW)
        claimed = await claim(connection, NOW, 4, ready=lambda chat: chat != 11)
    assert [owed.chat_id for owed in claimed] == [12, 10, 9, 8]


async def test_a_chat_s_long_backlog_hides_nobody_behind_it(opened: Database) -> None:
    async with opened.transaction() as connection:
        backlog = [replace(OWED, key=f"story:{number}") for number in range(3 * leaving.PAGE)]
        others = [replace(OWED, chat_id=chat) for chat in range(2, 12)]
        await outbox.owe(connection, [*backlog, *others], NOW)
        found = [one.owed.chat_id async for one in leaving.due(connection, NOW, NOW - DAY)]
    assert found == list(range(1, 12))


async def test_more_chats_than_a_page_are_all_found_in_order(opened: Database) -> None:
    many = range(100, 100 + 2 * leaving.PAGE)
    async with opened.transaction() as connection:
        for number in many:
            await chats.greet(connection, Chat(number), NOW)
        await outbox.owe(connection, [replace(OWED, chat_id=chat) for chat in many], NOW)
        assert [one.owed.chat_id async for one in leaving.due(connection, NOW, NOW - DAY)] == list(many)


async def test_the_lease_of_a_dead_process_runs_out(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED], NOW)
        await claim(connection, NOW)
        await outbox.free(connection, NOW + LEASE / 2, LEASE)
        assert await claim(connection, NOW + LEASE / 2) == []
        await outbox.free(connection, NOW + LEASE, LEASE)
        assert len(await claim(connection, NOW + LEASE)) == 1


async def test_a_lease_from_a_clock_that_was_wrong_is_over(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED], NOW)
        await claim(connection, NOW + 365 * DAY)
        await outbox.free(connection, NOW, LEASE)
        assert len(await claim(connection, NOW)) == 1


async def test_who_lost_its_lease_settles_nothing_but_that_telegram_has_it(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED], NOW)
        (stale,) = await claim(connection, NOW)
        await outbox.free(connection, NOW + LEASE, LEASE)
        (fresh,) = await claim(connection, NOW + LEASE)
        assert (fresh.id, fresh.lease == stale.lease) == (stale.id, False)
        for settle in (outbox.retry(connection, stale, NOW, "x"), outbox.give_up(connection, stale, "x")):
            await settle
        await outbox.drop(connection, stale, "x")
        await outbox.release(connection, stale)
        assert await outbox.depth(connection) == {"leased": 1}
        await outbox.sent(connection, {stale.id: 5}, NOW)
        assert await outbox.depth(connection) == {"sent": 1}


async def test_nobody_leases_what_another_has(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED], NOW)
        (mine,) = await claim(connection, NOW)
        assert await leaving.lease(connection, [mine], NOW, LEASE) == []


async def test_what_was_leased_and_not_tried_is_given_back(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED], NOW)
        (claimed,) = await claim(connection, NOW)
        await outbox.release(connection, claimed)
        assert [owed.attempts for owed in await claim(connection, NOW)] == [0]


async def test_what_was_sent_is_not_sent_again(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED], NOW)
        (claimed,) = await claim(connection, NOW)
        await outbox.sent(connection, {claimed.id: 55}, NOW)
        assert await claim(connection, NOW + DAY) == []
        assert await outbox.depth(connection) == {"sent": 1}


async def test_a_retry_waits_until_its_time_counts_and_holds_its_chat_s_order(opened: Database) -> None:
    later = NOW + timedelta(minutes=2)
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED, replace(OWED, key="story:2")], NOW)
        (claimed,) = await claim(connection, NOW)
        await outbox.retry(connection, claimed, later, "502")
        assert await claim(connection, later - timedelta(seconds=1)) == []
        (again,) = await claim(connection, later)
    assert (again.key, again.attempts) == ("story:1", 1)


async def test_nothing_is_sent_to_who_left_or_paused(opened: Database) -> None:
    async with opened.transaction() as connection:
        await outbox.owe(connection, [replace(OWED, chat_id=chat) for chat in (1, 2, 3)], NOW)
        await outbox.drop_all(connection, 1, "blocked")
        await chats.change(connection, 2, paused=True)
        await chats.leave(connection, 3, "kicked")
        assert await claim(connection, NOW) == []
        assert await outbox.depth(connection) == {"dropped": 1, "pending": 2}
        assert await outbox.oldest(connection) is None


async def test_alerts_of_yesterday_are_not_due_but_late(opened: Database) -> None:
    digest = replace(OWED, key="digest:1", priority=Priority.DIGEST, chat_id=2)
    word = replace(OWED, key="broadcast:1", chat_id=3)
    later = NOW + DAY + timedelta(seconds=1)
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED, digest, word], NOW)
        assert await outbox.late(connection, later - 2 * DAY, 10) == []
        assert await outbox.late(connection, later - DAY, 10) == [1]
        assert [owed.key for owed in await claim(connection, later)] == ["broadcast:1", "digest:1"]


async def test_what_waits_for_a_chat_is_counted_and_listed_by_its_kind(opened: Database) -> None:
    digest = replace(OWED, key="digest:1", priority=Priority.DIGEST)
    async with opened.transaction() as connection:
        await outbox.owe(connection, [OWED, replace(OWED, key="story:2"), digest], NOW)
        (first,) = [one async for one in leaving.due(connection, NOW, NOW - DAY)]
        assert first.waiting == 2
        await claim(connection, NOW)
        assert await outbox.unsent(connection, 1, "story:") == [2]
        assert await outbox.unsent(connection, 1, "digest:") == [3]
        assert await outbox.unsent(connection, 1, "st_ry:") == []
        await outbox.withdraw(connection, [1, 2], "goes another way")
        assert await outbox.depth(connection) == {"leased": 1, "dropped": 1, "pending": 1}


async def test_operators_see_what_is_dead_and_since_when_something_waits(opened: Database) -> None:
    async with opened.transaction() as connection:
        assert await outbox.oldest(connection) is None
        await outbox.owe(connection, [OWED], NOW)
        await outbox.owe(connection, [replace(OWED, chat_id=2)], NOW + DAY)
        assert await outbox.oldest(connection) == NOW
        (claimed, _) = await claim(connection, NOW + DAY)
        await outbox.give_up(connection, claimed, "message is too long")
        assert await outbox.dead(connection) == [(1, "story:1", "message is too long")]
        await outbox.forget(connection, NOW)
        assert await outbox.depth(connection) == {"dead": 1, "leased": 1}
        await outbox.forget(connection, NOW + timedelta(seconds=1))
        assert await outbox.depth(connection) == {"leased": 1}
