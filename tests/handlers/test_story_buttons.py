"""A story's buttons."""

import pytest
from sqlalchemy import select

from db import stories
from db.schema import mutes, saved
from tests.handlers.talk import DANA, Talk, texts


@pytest.fixture
async def opened(talk: Talk) -> Talk:
    """Dana has opened the story of the turnover."""
    await talk.say("/search Товарооборот")
    await talk.press("1")
    return talk


async def test_a_story_shows_flags_figures_outlet_and_time(opened: Talk) -> None:
    message = opened.telegram.messages(DANA)[-1]
    assert message["text"].startswith(("🇺🇿🇰🇿", "🇰🇿🇺🇿"))
    assert "4,6 млрд" in message["text"]
    assert "[RU]" in message["text"], "its language differs from the reader's"
    assert "date_time" in {entity["type"] for entity in message["entities"]}
    labels = opened.labels(DANA)
    assert labels == ["Read", "Background", "More like this", "Save", "Mute"]


async def test_background_tells_what_came_before(opened: Talk) -> None:
    assert "план сотрудничества" in texts(await opened.press("Background"))


async def test_why_tells_what_it_is_about(opened: Talk) -> None:
    await opened.press("Background")
    said = texts(await opened.press("Why this?"))
    assert "Uzbekistan" in said
    assert "You opened it yourself" not in said
    assert "🇺🇿 Uzbekistan ← “" in said


async def test_more_like_this_never_shows_the_story_itself(opened: Talk) -> None:
    said = texts(await opened.press("More like this"))
    assert said.count("Товарооборот") == 0


async def test_a_story_can_be_saved_and_its_thread_muted(opened: Talk) -> None:
    await opened.press("Save")
    assert opened.answers == ["Saved"]
    await opened.press("Mute")
    async with opened.database.reading() as connection:
        assert (await connection.execute(select(saved.c.story_id))).scalars().all() == [2]
        assert (await connection.execute(select(mutes.c.thread))).scalars().all() == [2]
        assert await stories.muting(connection, 2, opened.clock()) == {DANA}


MISSING = ("o:999", "b:999", "r:999", "s:999", "m:999", "w:999", "+:999", "u:999", "p:999:0", "a:999")


@pytest.mark.parametrize("data", [*MISSING, "ux:999:1", "zzz", "o:-1", "cz:Mars/Olympus", "dh:25"])
async def test_what_is_gone_is_said_on_the_button(talk: Talk, data: str) -> None:
    await talk.say("/help")
    assert await talk.send(data) == []
    assert len(talk.answers) == 1
    assert talk.answers[0]
