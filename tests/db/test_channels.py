"""Channels: who looks after which."""

from datetime import UTC, datetime

import pytest

from db import channels, chats
from db.channels import Channel
from db.database import Database
from people import Chat

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DANA, TIMUR = 101, 102
GAS, STEEL = Channel(-1001, "Gas desk"), Channel(-1002, "Steel desk")


@pytest.fixture
async def linked(database: Database) -> Database:
    """Dana looks after both channels, Timur after one."""
    async with database.transaction() as connection:
        for person in (DANA, TIMUR):
            await chats.greet(connection, Chat(person), NOW)
        for person, channel in ((DANA, STEEL), (DANA, GAS), (TIMUR, GAS)):
            await channels.link(connection, person, channel)
    return database


async def test_each_person_has_the_channels_they_look_after_by_title(linked: Database) -> None:
    async with linked.reading() as connection:
        assert await channels.of(connection, DANA) == [GAS, STEEL]
        assert await channels.one(connection, TIMUR, GAS.id) == GAS
        assert await channels.one(connection, TIMUR, STEEL.id) is None


async def test_linked_again_it_has_its_new_title(linked: Database) -> None:
    async with linked.transaction() as connection:
        await channels.link(connection, TIMUR, Channel(GAS.id, "Energy"))
        assert await channels.of(connection, TIMUR) == [Channel(GAS.id, "Energy")]


async def test_one_person_steps_back_or_all_do(linked: Database) -> None:
    async with linked.transaction() as connection:
        await channels.unlink(connection, DANA, GAS.id)
        assert await channels.of(connection, DANA) == [STEEL]
        assert await channels.of(connection, TIMUR) == [GAS]
        await channels.unlink_all(connection, GAS.id)
        assert await channels.of(connection, TIMUR) == []


async def test_whoever_is_erased_looks_after_nothing(linked: Database) -> None:
    async with linked.transaction() as connection:
        await chats.erase(connection, DANA)
        assert await channels.of(connection, DANA) == []
