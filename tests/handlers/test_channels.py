"""Channels: an administrator decides in private what is posted there."""

import pytest
from sqlalchemy import select

from db.schema import chats as table
from tests.handlers.talk import DANA, MARAL, TIMUR, Talk, texts
from tests.handlers.test_first_steps import held
from views.actions import encode
from views.choices import PostThere, SetLikeMine, Unlink


@pytest.fixture
async def channel(talk: Talk) -> int:
    """Dana owns a channel, Timur reads it; Dana has made the bot its administrator."""
    await talk.say("/subscribe gas")
    await talk.say("/subscribe country:tm trade")
    made = talk.telegram.add_group("Gas desk", {DANA: "creator", TIMUR: "member"}, "channel")
    talk.telegram.add_to_channel(DANA, made)
    said = await talk.heard()
    assert "I can post here now" in texts(said)
    assert {message["chat"]["id"] for message in said} == {DANA}
    return made


async def gone(talk: Talk, chat: int) -> str | None:
    async with talk.database.reading() as connection:
        return (await connection.execute(select(table.c.gone).where(table.c.id == chat))).scalar()


async def test_a_tap_posts_an_alert_there_and_another_takes_it_away(talk: Talk, channel: int) -> None:
    await talk.press("gas")
    assert await held(talk, channel) == [("gas", "now")]
    assert any(label.startswith("✓ gas") for label in talk.labels(DANA))
    await talk.press("✓ gas")
    assert await held(talk, channel) == []
    assert [query for query, _ in await held(talk, DANA)] == ["gas", "country:tm trade"]


async def test_the_list_leads_to_each_channel_and_offers_another(talk: Talk, channel: int) -> None:
    assert channel
    await talk.say("/channels")
    assert talk.labels(DANA) == ["Gas desk", "Add me to a channel", "Settings"]
    assert "Tap to change it" in texts(await talk.press("Gas desk"))


async def test_a_channel_is_served_as_its_person_until_told_otherwise(talk: Talk, channel: int) -> None:
    await talk.say("/settings London")
    await talk.say("/channels")
    assert "(Tashkent)" in texts(await talk.press("Gas desk"))
    assert "(London)" in texts(await talk.press("Set it like my chat"))
    assert "Set it like my chat" not in talk.labels(DANA)
    async with talk.database.reading() as connection:
        zone = (await connection.execute(select(table.c.zone).where(table.c.id == channel))).scalar()
    assert zone == "Europe/London"


async def test_another_administrator_links_it_by_its_name(talk: Talk, channel: int) -> None:
    talk.telegram.world.chats[channel].username = "gas_desk"
    talk.telegram.world.chats[channel].members[MARAL] = "administrator"
    await talk.send_language("en", MARAL)
    assert "I can post here now" in texts(await talk.say("/channels @gas_desk", MARAL))


@pytest.mark.parametrize("name", ["@gas_desk", "@nowhere", "-1009999999999", "gas desk"])
async def test_readers_and_strangers_decide_nothing(talk: Talk, channel: int, name: str) -> None:
    talk.telegram.world.chats[channel].username = "gas_desk"
    await talk.send_language("en", TIMUR)
    assert "Either I am not an administrator" in texts(await talk.say(f"/channels {name}", TIMUR))
    for forged in (PostThere(-channel, 1), SetLikeMine(-channel), Unlink(-channel, sure=True)):
        await talk.send(encode(forged), TIMUR)
        assert talk.answers == ["This is not here any more."]
    assert await held(talk, channel) == []
    assert await gone(talk, channel) == ""


async def test_who_administers_no_more_decides_no_more(talk: Talk, channel: int) -> None:
    talk.telegram.world.chats[channel].members[DANA] = "member"
    assert "Either I am not an administrator" in texts(await talk.press("gas"))
    assert await held(talk, channel) == []
    await talk.say("/channels")
    assert "Gas desk" not in talk.labels(DANA)


async def test_without_the_right_to_post_what_is_owed_waits_and_the_person_is_told(
    talk: Talk, channel: int
) -> None:
    talk.telegram.add_to_channel(DANA, channel, may_post=False)
    assert "I may not write in “Gas desk”" in texts(await talk.heard())
    assert await gone(talk, channel) == "may not write"
    talk.telegram.add_to_channel(DANA, channel)
    await talk.heard()
    assert await gone(talk, channel) == ""


async def test_the_bot_leaves_when_the_person_is_sure(talk: Talk, channel: int) -> None:
    await talk.press("gas")
    await talk.press("Leave this channel")
    assert await gone(talk, channel) == ""
    assert "I have left “Gas desk”" in texts(await talk.press("Leave this channel"))
    assert talk.telegram.world.chats[channel].members[1] == "left"
    assert await gone(talk, channel) is None
    await talk.press("Channels")
    assert "Gas desk" not in talk.labels(DANA)


async def test_thrown_out_it_is_forgotten_and_welcome_again_with_what_was_posted(
    talk: Talk, channel: int
) -> None:
    await talk.press("gas")
    talk.telegram.remove_from_group(DANA, channel)
    await talk.heard()
    await talk.say("/channels")
    assert "Gas desk" not in talk.labels(DANA)
    talk.telegram.add_to_channel(DANA, channel)
    await talk.heard()
    assert any(label.startswith("✓ gas") for label in talk.labels(DANA))


async def test_nothing_is_said_to_somebody_who_blocked_the_bot(talk: Talk, channel: int) -> None:
    talk.telegram.block(DANA)
    await talk.heard()
    talk.telegram.add_to_channel(DANA, channel, may_post=False)
    assert await talk.heard() == []
    assert await gone(talk, DANA) == "left"


async def test_in_groups_it_is_said_where_channels_are_looked_after(talk: Talk) -> None:
    group = talk.telegram.add_group("Gas desk", {DANA: "administrator"})
    talk.telegram.add_to_group(DANA, group)
    await talk.heard()
    assert "in private" in texts(await talk.say("/channels", DANA, group))


async def test_what_operators_say_to_everybody_is_not_for_a_channels_readers(
    talk: Talk, channel: int
) -> None:
    await talk.send_language("en", MARAL)
    assert await gone(talk, channel) == ""
    await talk.say("/broadcast Tonight I rest.", MARAL)
    assert "Send to 2" in talk.labels(MARAL)
