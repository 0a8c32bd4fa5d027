"""Topics, countries, pairs; the outlets; help; what was saved."""

import pytest

from tests.handlers.talk import DANA, Talk, texts


async def test_topics_count_stories_and_lead_on(talk: Talk) -> None:
    assert "In the news" in texts(await talk.say("/topics"))
    assert {"🇰🇿 Kazakhstan · 2", "🇹🇲 Turkmenistan · 1"} <= set(talk.labels(DANA))
    said = texts(await talk.press("Kazakhstan"))
    assert "2 stories" in said


@pytest.mark.parametrize(
    "asked", ["/country kz", "/country Kazakhstan", "/country Қазақстан", "/country Казахстан"]
)
async def test_a_country_is_named_by_its_code_or_in_any_language(talk: Talk, asked: str) -> None:
    assert "2 stories" in texts(await talk.say(asked))


@pytest.mark.parametrize("asked", ["/between uz kz", "/between Узбекистан, Казахстан", "/between uz–kz"])
async def test_two_countries_show_what_they_do_together(talk: Talk, asked: str) -> None:
    assert "1 story" in texts(await talk.say(asked))


@pytest.mark.parametrize("asked", ["/topic chemicals", "/topic химия"])
async def test_a_topic_is_named_in_any_language(talk: Talk, asked: str) -> None:
    assert "1 story" in texts(await talk.say(asked))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/country atlantis", "no country"),
        ("/topic basketweaving", "no topic"),
        ("/between uz", "Name two countries"),
        ("/between uz uz", "Name two countries"),
    ],
)
async def test_what_is_unknown_is_said(talk: Talk, asked: str, answer: str) -> None:
    assert answer in texts(await talk.say(asked))


@pytest.mark.parametrize("asked", ["/country", "/topic"])
async def test_without_a_name_all_topics_are_shown(talk: Talk, asked: str) -> None:
    assert "In the news" in texts(await talk.say(asked))


async def test_a_saved_story_is_found_again_and_can_go(talk: Talk) -> None:
    assert "Nothing is saved" in texts(await talk.say("/saved"))
    await talk.say("/search copper smelter")
    await talk.press("Open")
    await talk.press("Save")
    assert "✓ Saved" in talk.labels(DANA)
    said = await talk.press("✓ Saved")
    assert "smelter" in texts(said)
    await talk.send("su:3:0")
    assert "Nothing is saved" in texts(await talk.say("/saved"))


async def test_a_muted_thread_can_be_heard_of_again(talk: Talk) -> None:
    await talk.say("/search copper smelter")
    await talk.press("Open")
    await talk.press("Mute")
    (mute,) = [label for label in talk.labels(DANA) if "Muted" in label]
    await talk.press(mute)
    assert "Mute" in talk.labels(DANA)


async def test_help_lists_every_command(talk: Talk) -> None:
    said = texts(await talk.say("/help"))
    assert "/search" in said
    assert "/deleteme" in said
    assert "/broadcast" not in said
    assert "country:tm" in texts(await talk.press("How to search"))
