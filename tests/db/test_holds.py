from datetime import UTC, datetime, timedelta

from db import holds
from db.database import Database

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LASTING = timedelta(seconds=15)


async def test_a_hold_lasts_as_long_as_the_longest_that_was_told(database: Database) -> None:
    async with database.transaction() as connection:
        await holds.hold(connection, 1, NOW + timedelta(seconds=30))
        await holds.hold(connection, 1, NOW + timedelta(seconds=5))
        await holds.hold(connection, holds.EVERYBODY, NOW)
        assert await holds.held(connection, NOW) == {1: NOW + timedelta(seconds=30)}
        await holds.forget(connection, NOW + timedelta(seconds=30))
        assert await holds.held(connection, NOW - timedelta(days=1)) == {}


async def test_one_process_holds_a_lease_until_it_ends_or_is_given_back(database: Database) -> None:
    async with database.transaction() as connection:
        assert await holds.take(connection, "bot", "one", NOW, LASTING)
        assert not await holds.take(connection, "bot", "two", NOW + LASTING / 2, LASTING)
        assert await holds.take(connection, "bot", "one", NOW + LASTING / 2, LASTING)
        assert not await holds.take(connection, "bot", "two", NOW + LASTING, LASTING)
        assert await holds.take(connection, "bot", "two", NOW + 2 * LASTING, LASTING)
        await holds.give_back(connection, "bot", "one", NOW + 2 * LASTING)
        assert not await holds.take(connection, "bot", "one", NOW + 2 * LASTING, LASTING)
        await holds.give_back(connection, "bot", "two", NOW + 2 * LASTING)
        assert await holds.take(connection, "bot", "one", NOW + 2 * LASTING, LASTING)


async def test_a_lease_from_a_clock_that_was_wrong_ends_all_the_same(database: Database) -> None:
    async with database.transaction() as connection:
        assert await holds.take(connection, "bot", "one", NOW + timedelta(days=365), LASTING)
        assert await holds.take(connection, "bot", "two", NOW, LASTING)
