"""A newcomer's first minute."""

from dataclasses import replace

import pytest

from db import chats, subscriptions
from people import Chat, How
from tests.handlers.talk import DANA, MARAL, NILUFAR, TIMUR, Talk, texts


async def held(talk: Talk, chat: int = DANA) -> list[tuple[str, How]]:
    async with talk.database.reading() as connection:
        return [(one.query, one.how) for one in await subscriptions.of_chat(connection, chat)]


async def known(talk: Talk, chat: int = DANA) -> Chat:
    async with talk.database.reading() as connection:
        found = await chats.one(connection, chat)
    assert found is not None
    return found


async def test_three_taps_lead_to_the_first_subscription_and_to_the_latest_stories(talk: Talk) -> None:
    await talk.say("/start")
    await talk.press("Turkmenistan")
    await talk.press("Chemicals")
    said = await talk.press("At once")
    assert await held(talk) == [("country:tm sector:chemicals", How.NOW)]
    assert "Done" in said[0]["text"]
    assert "urea" in said[1]["text"]


async def test_only_the_first_of_the_stories_rings(talk: Talk) -> None:
    await talk.say("/start")
    await talk.press("All countries")
    await talk.press("All sectors")
    said = await talk.press("At once")
    assert len(said) == 4, "the answer and three stories"
    calls = [call for name, call in talk.telegram.calls if name == "sendMessage"][-3:]
    assert all(call.get("disable_notification") for call in calls)


async def test_several_countries_can_be_chosen(talk: Talk) -> None:
    await talk.say("/start")
    await talk.press("Turkmenistan")
    await talk.press("another country")
    await talk.press("Uzbekistan")
    await talk.press("Next")
    await talk.press("Chemicals")
    await talk.press("Daily")
    assert await held(talk) == [("(country:tm OR country:uz) sector:chemicals", How.DAILY)]


async def test_a_newcomer_is_addressed_in_the_language_of_their_telegram(talk: Talk) -> None:
    languages = [(await known(talk, who)).language async for who in _greeted(talk)]
    assert languages == ["en", "ru", "uz", "tk"]


async def _greeted(talk: Talk):  # type: ignore[no-untyped-def]  # noqa: ANN202
    for who in (DANA, TIMUR, NILUFAR, MARAL):
        await talk.say("/start", who)
        yield who


async def test_another_language_can_be_chosen_at_once(talk: Talk) -> None:
    await talk.say("/start")
    said = await talk.press("Русский")
    assert "Туркмен" in str(said)
    assert (await known(talk)).language == "ru"


async def test_start_wakes_a_chat_that_had_paused_everything(talk: Talk) -> None:
    await talk.say("/stop")
    assert (await known(talk)).paused
    await talk.say("/start")
    assert not (await known(talk)).paused


async def test_where_nothing_is_held_yet_the_newcomer_is_told_so(talk: Talk) -> None:
    await talk.say("/start")
    await talk.press("Tajikistan")
    await talk.press("Pharma")
    said = await talk.press("Weekly")
    assert len(said) == 1
    assert "on its way" in texts(said)


@pytest.mark.parametrize("field", ["zone", "digest_at"])
async def test_a_new_chat_has_the_operators_zone_and_hour(talk: Talk, field: str) -> None:
    await talk.say("/help")
    assert getattr(await known(talk), field) == getattr(Chat(DANA), field)
    assert replace(await known(talk), created=None) == Chat(DANA)
