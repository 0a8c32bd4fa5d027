"""Subscriptions: saved, listed, paused, changed, removed."""

from datetime import timedelta

from handlers.subscribing import MOST
from people import How
from tests.handlers.talk import DANA, Talk, texts
from tests.handlers.test_first_steps import held, known


async def test_a_query_is_saved_in_its_canonical_form(talk: Talk) -> None:
    said = await talk.say("/subscribe   gas   COUNTRY:Turkmenistan")
    assert "Subscribed" in texts(said)
    assert await held(talk) == [("gas country:tm", How.NOW)]


async def test_saving_it_again_changes_nothing(talk: Talk) -> None:
    await talk.say("/subscribe gas")
    await talk.press("Weekly digest")
    said = await talk.say("/subscribe gas")
    assert "subscribed to this already" in texts(said)
    assert await held(talk) == [("gas", How.WEEKLY)]


async def test_the_list_numbers_them_as_on_their_buttons(talk: Talk) -> None:
    await talk.say("/subscribe gas")
    await talk.say("/subscribe urea")
    said = texts(await talk.say("/subscriptions"))
    assert "1. gas" in said
    assert "2. urea" in said
    opened = await talk.press("2")
    assert "urea" in texts(opened)


async def test_without_any_the_list_says_how_to_begin(talk: Talk) -> None:
    assert "no subscriptions yet" in texts(await talk.say("/subscriptions"))


async def test_one_is_paused_and_goes_on(talk: Talk) -> None:
    await talk.say("/subscribe gas")
    said = await talk.press("Pause")
    assert "paused" in texts(said)
    assert talk.answers == ["Paused"]
    said = await talk.press("Resume")
    assert "At once" in texts(said)


async def test_one_is_removed_only_after_asking(talk: Talk) -> None:
    await talk.say("/subscribe gas")
    await talk.press("Remove")
    assert await held(talk)
    await talk.press("Keep")
    assert await held(talk)
    await talk.press("Remove")
    said = await talk.press("Remove")
    assert not await held(talk)
    assert "no subscriptions yet" in texts(said)


async def test_there_is_a_most_and_it_is_said(talk: Talk) -> None:
    for number in range(MOST):
        await talk.say(f"/subscribe word{number}")
        talk.clock.push(timedelta(seconds=3))
    said = await talk.say("/subscribe onemore")
    assert str(MOST) in texts(said)
    assert len(await held(talk)) == MOST


async def test_stop_pauses_all_and_one_button_goes_on(talk: Talk) -> None:
    await talk.say("/subscribe gas")
    await talk.say("/stop")
    assert (await known(talk)).paused
    assert "Everything is paused" in texts(await talk.say("/subscriptions"))
    await talk.press("Go on")
    assert not (await known(talk)).paused
    assert await held(talk) == [("gas", How.NOW)]


async def test_a_topic_is_followed_with_one_tap(talk: Talk) -> None:
    await talk.say("/topics")
    await talk.press("Kazakhstan")
    await talk.press("Alert me")
    assert await held(talk, DANA) == [("country:kz", How.NOW)]
