"""Groups: everybody asks, administrators decide."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from db.schema import chats as table
from tests.handlers.talk import DANA, TIMUR, Talk, texts
from tests.handlers.test_first_steps import held


@pytest.fixture
async def group(talk: Talk) -> int:
    """Dana administers, Timur is a member; the bot was taken in."""
    made = talk.telegram.add_group("Gas desk", {DANA: "administrator", TIMUR: "member"})
    talk.telegram.add_to_group(DANA, made)
    said = await talk.heard()
    assert "Everybody may ask" in texts(said)
    return made


async def test_every_member_may_search_and_gets_a_reply(talk: Talk, group: int) -> None:
    said = await talk.say("/search urea", TIMUR, group)
    assert "urea" in texts(said)
    assert "reply_to_message" in said[0]


async def test_only_administrators_change_what_comes(talk: Talk, group: int) -> None:
    said = await talk.say("/subscribe gas", TIMUR, group)
    assert "only administrators" in texts(said)
    assert await held(talk, group) == []
    await talk.say("/subscribe gas", DANA, group)
    assert [query for query, _ in await held(talk, group)] == ["gas"]


async def test_a_members_press_on_a_setting_changes_nothing(talk: Talk, group: int) -> None:
    await talk.say("/subscribe gas", DANA, group)
    await talk.press("Remove", TIMUR, group)
    assert "only administrators" in talk.answers[0]
    assert [query for query, _ in await held(talk, group)] == ["gas"]


async def test_commands_of_other_bots_are_not_ours(talk: Talk, group: int) -> None:
    assert await talk.say("/weather", TIMUR, group) == []
    assert await talk.say("/search@other_bot gas", TIMUR, group) == []
    assert "do not know this command" in texts(await talk.say("/weather@chapar_playground_bot", TIMUR, group))


async def test_a_group_that_moves_takes_everything_along(talk: Talk, group: int) -> None:
    await talk.say("/subscribe gas", DANA, group)
    new = talk.telegram.upgrade(group)
    await talk.heard()
    assert [query for query, _ in await held(talk, new)] == ["gas"]
    assert await held(talk, group) == []


async def test_a_group_that_moved_is_told_so_once(talk: Talk, group: int) -> None:
    await talk.say("/subscribe gas", DANA, group)
    new = talk.telegram.upgrade(group)
    talk.telegram.add_to_group(DANA, new)
    assert "supergroup now" in texts(await talk.heard())
    assert texts(await talk.heard()) == ""


async def test_who_silences_the_bot_in_a_group_is_told_and_what_is_owed_waits(talk: Talk, group: int) -> None:
    await talk.say("/help")
    talk.telegram.silence(DANA, group)
    said = await talk.heard()
    assert "I may not write in “Gas desk”" in texts(said)
    assert said[0]["chat"]["id"] == DANA
    async with talk.database.reading() as connection:
        gone = (await connection.execute(select(table.c.gone).where(table.c.id == group))).scalar_one()
    assert gone == "may not write"


async def _thrown_out(talk: Talk, group: int) -> int:
    talk.telegram.remove_from_group(DANA, group)
    return group


async def _blocked(talk: Talk, _: int) -> int:
    await talk.say("/start", TIMUR)
    talk.telegram.block(TIMUR)
    return TIMUR


@pytest.mark.parametrize("leave", [_thrown_out, _blocked])
async def test_whoever_shows_the_door_is_not_written_to(
    talk: Talk, group: int, leave: Callable[[Talk, int], Awaitable[int]]
) -> None:
    chat = await leave(talk, group)
    await talk.heard()
    async with talk.database.reading() as connection:
        gone = (await connection.execute(select(table.c.gone).where(table.c.id == chat))).scalar_one()
    assert gone == "left"
