"""People's own sources: added within limits, polled while somebody reads them, told to nobody else."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, own_sources, sources, subscriptions
from db.database import Database
from db.own_sources import MOST, MOST_A_DAY, MOST_WAITING, Added, Wanted
from model import Source, SourceKind
from people import Chat, How

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DANA, TIMUR = 101, 102
CATALOGUE = Source("gazeta", "Gazeta", SourceKind.FEED, "https://www.gazeta.example/rss/")


def source(name: str) -> Source:
    return Source(f"own-{name}", name.title(), SourceKind.FEED, f"https://{name}.example/rss")


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[AsyncConnection]:
    async with database.transaction() as made:
        for person in (DANA, TIMUR):
            await chats.greet(made, Chat(person), NOW)
        await sources.list_catalogue(made, [CATALOGUE], NOW)
        yield made


async def polled(connection: AsyncConnection) -> list[str]:
    return sorted(state.source.key for state in await sources.every(connection))


async def test_what_is_added_is_polled_and_listed_for_its_chat(connection: AsyncConnection) -> None:
    assert await own_sources.add(connection, DANA, source("one"), NOW) is Added.ADDED
    assert await polled(connection) == ["gazeta", "own-one"]
    assert [state.source for state in await own_sources.of(connection, DANA)] == [source("one")]
    assert await own_sources.of(connection, TIMUR) == []


async def test_what_is_added_is_heard_of_until_it_is_removed(connection: AsyncConnection) -> None:
    await own_sources.add(connection, DANA, source("one"), NOW)
    await subscriptions.subscribe(connection, DANA, "trade", How.DAILY, NOW)
    held = await subscriptions.of_chat(connection, DANA)
    assert [one.query for one in held] == ["source:one", "trade"]
    await own_sources.remove(connection, DANA, "own-one")
    assert [one.query for one in await subscriptions.of_chat(connection, DANA)] == ["trade"]


@pytest.mark.parametrize(
    ("name", "query"),
    [("The Outlet", 'source:"the outlet"'), ('A "B" c', 'source:"a b c"'), ("⚡", "source:own-one")],
)
def test_any_name_makes_a_query_that_wants_the_source(name: str, query: str) -> None:
    assert own_sources.query_of(replace(source("one"), name=name)) == query


async def test_the_same_source_again_is_mine(connection: AsyncConnection) -> None:
    await own_sources.add(connection, DANA, source("one"), NOW)
    again = replace(source("one"), key="own-other", url="http://www.one.example/rss/")
    assert await own_sources.add(connection, DANA, again, NOW) is Added.MINE


async def test_what_is_read_for_everybody_is_known(connection: AsyncConnection) -> None:
    same = replace(source("gazeta"), url="http://gazeta.example/rss")
    assert await own_sources.add(connection, DANA, same, NOW) is Added.KNOWN
    assert await own_sources.everybodys(connection, same.url) == CATALOGUE


async def test_a_chat_has_room_for_so_many(connection: AsyncConnection) -> None:
    for number in range(MOST):
        assert await own_sources.add(connection, DANA, source(f"s{number}"), NOW) is Added.ADDED
    assert await own_sources.add(connection, DANA, source("more"), NOW) is Added.FULL
    assert await own_sources.remove(connection, DANA, "own-s0")
    assert await own_sources.add(connection, DANA, source("more"), NOW) is Added.ADDED
    assert await own_sources.add(connection, TIMUR, source("s1"), NOW) is Added.ADDED


async def test_a_source_is_polled_until_its_last_reader_goes(connection: AsyncConnection) -> None:
    for person in (DANA, TIMUR):
        await own_sources.add(connection, person, source("one"), NOW)
    assert await own_sources.remove(connection, DANA, "own-one")
    assert "own-one" in await polled(connection)
    assert not await own_sources.remove(connection, DANA, "own-one")
    assert await own_sources.remove(connection, TIMUR, "own-one")
    assert await polled(connection) == ["gazeta"]


async def test_the_catalogues_sources_cannot_be_removed(connection: AsyncConnection) -> None:
    assert not await own_sources.remove(connection, DANA, "gazeta")
    assert await polled(connection) == ["gazeta"]


async def test_after_a_restart_own_sources_are_polled_again(connection: AsyncConnection) -> None:
    await own_sources.add(connection, DANA, source("one"), NOW)
    await own_sources.add(connection, DANA, source("two"), NOW)
    await own_sources.remove(connection, DANA, "own-two")
    await sources.list_catalogue(connection, [CATALOGUE], NOW)
    await own_sources.list_again(connection)
    assert await polled(connection) == ["gazeta", "own-one"]


async def test_what_only_own_sources_tell_is_for_their_readers(connection: AsyncConnection) -> None:
    for person in (DANA, TIMUR):
        await own_sources.add(connection, person, source("one"), NOW)
    await own_sources.add(connection, DANA, source("two"), NOW)
    assert await own_sources.owners(connection, {"own-two"}) == {DANA}
    assert await own_sources.owners(connection, {"own-one", "own-two"}) == {DANA, TIMUR}
    assert await own_sources.owners(connection, {"own-two", "gazeta"}) is None
    assert await own_sources.owners(connection, {""}) is None
    assert await own_sources.owners(connection, set()) is None


async def test_an_adopted_source_is_everybodys_for_good(connection: AsyncConnection) -> None:
    await own_sources.add(connection, DANA, source("one"), NOW)
    assert await own_sources.adopt(connection, "own-one", NOW)
    assert await own_sources.adopt(connection, "own-one", NOW)
    assert not await own_sources.adopt(connection, "gazeta", NOW)
    assert not await own_sources.adopt(connection, "own-nothing", NOW)
    assert await own_sources.owners(connection, {"own-one"}) is None
    assert await own_sources.add(connection, TIMUR, source("one"), NOW) is Added.KNOWN
    await own_sources.remove(connection, DANA, "own-one")
    await sources.list_catalogue(connection, [CATALOGUE], NOW)
    await own_sources.list_again(connection)
    assert await polled(connection) == ["gazeta", "own-one"]


async def test_wishes_wait_in_order_and_are_answered_once(connection: AsyncConnection) -> None:
    first = await own_sources.wish(connection, DANA, "one.example", NOW)
    second = await own_sources.wish(connection, TIMUR, "<opml/>", NOW, Wanted.LIST)
    assert first is not None
    waiting = await own_sources.waiting(connection, 10)
    assert [(one.id, one.chat_id, one.kind) for one in waiting] == [
        (first, DANA, Wanted.ADDRESS),
        (second, TIMUR, Wanted.LIST),
    ]
    await own_sources.answer(connection, first, source("one"))
    assert [one.id for one in await own_sources.waiting(connection, 10)] == [second]
    assert await own_sources.found(connection, DANA, first) == source("one")
    assert await own_sources.found(connection, TIMUR, first) is None
    assert await own_sources.found(connection, DANA, 999) is None


async def test_a_chat_may_wish_only_so_much_at_once(connection: AsyncConnection) -> None:
    wished = [await own_sources.wish(connection, DANA, "x", NOW) for _ in range(MOST_WAITING + 1)]
    assert wished[-1] is None
    assert None not in wished[:-1]
    assert await own_sources.wish(connection, TIMUR, "x", NOW) is not None
    await own_sources.answer(connection, wished[0] or 0)
    assert await own_sources.wish(connection, DANA, "x", NOW) is not None


async def test_a_chat_may_wish_only_so_much_a_day(connection: AsyncConnection) -> None:
    for _ in range(MOST_A_DAY):
        number = await own_sources.wish(connection, DANA, "x", NOW)
        await own_sources.answer(connection, number or 0)
    assert await own_sources.wish(connection, DANA, "x", NOW + timedelta(hours=23)) is None
    assert await own_sources.wish(connection, TIMUR, "x", NOW) is not None
    assert await own_sources.wish(connection, DANA, "x", NOW + timedelta(hours=25)) is not None


async def test_answered_wishes_are_forgotten_waiting_ones_are_not(connection: AsyncConnection) -> None:
    answered = await own_sources.wish(connection, DANA, "one.example", NOW)
    await own_sources.wish(connection, DANA, "two.example", NOW)
    await own_sources.answer(connection, answered or 0, source("one"))
    await own_sources.forget(connection, NOW + timedelta(days=1))
    assert await own_sources.found(connection, DANA, answered or 0) is None
    assert [one.said for one in await own_sources.waiting(connection, 10)] == ["two.example"]


async def test_a_source_that_fell_silent_is_told_once_and_again_after_it_was_well(
    connection: AsyncConnection,
) -> None:
    await own_sources.add(connection, DANA, source("one"), NOW - timedelta(days=30))
    (state,) = await own_sources.of(connection, DANA)
    week = NOW - timedelta(days=7)
    assert await own_sources.silent(connection, week) == []
    lost = replace(state, failures=9, problem="dns", ok_at=NOW - timedelta(days=8))
    await sources.keep(connection, [lost])
    assert [(chat, one.problem) for chat, one in await own_sources.silent(connection, week)] == [
        (DANA, "dns")
    ]
    await sources.keep(connection, [replace(lost, ok_at=NOW - timedelta(days=6))])
    assert await own_sources.silent(connection, week) == []
    await sources.keep(connection, [replace(state, ended="gone")])
    assert len(await own_sources.silent(connection, week)) == 1
    await sources.mourn(connection, ["own-one"])
    assert await own_sources.silent(connection, week) == []


async def test_deleting_a_chat_takes_its_sources_and_wishes(connection: AsyncConnection) -> None:
    await own_sources.add(connection, DANA, source("one"), NOW)
    wished = await own_sources.wish(connection, DANA, "x", NOW)
    await chats.erase(connection, DANA)
    assert await own_sources.owners(connection, {"own-one"}) == set()
    await own_sources.forget(connection, NOW)
    assert await polled(connection) == ["gazeta"]
    assert wished not in [one.id for one in await own_sources.waiting(connection, 10)]
