"""What operators may, and nobody else."""

import pytest
from sqlalchemy import select, update

from db import own_sources
from db.schema import outbox, search_articles
from model import Source, SourceKind
from tests.handlers.talk import DANA, MARAL, TIMUR, Talk, texts


async def owed(talk: Talk) -> list[int]:
    async with talk.database.reading() as connection:
        asked = select(outbox.c.chat_id).where(outbox.c.key.like("broadcast:%"))
        return sorted((await connection.execute(asked)).scalars())


@pytest.mark.parametrize("command", ["/health", "/broadcast Hello", "/adopt own-desk"])
async def test_to_others_these_commands_do_not_exist(talk: Talk, command: str) -> None:
    assert "do not know this command" in texts(await talk.say(command))


async def test_health_tells_how_the_house_is(talk: Talk) -> None:
    await talk.send_language("en", MARAL)
    said = texts(await talk.say("/health", MARAL))
    assert "How the house is" in said
    assert "sources that answer" in said


async def test_health_shows_how_far_the_search_is_made_anew(talk: Talk) -> None:
    await talk.send_language("en", MARAL)
    assert "made anew" not in texts(await talk.say("/health", MARAL))
    async with talk.database.transaction() as connection:
        old = update(search_articles).where(search_articles.c.article_id == 1)
        await connection.execute(old.values(analyser="an older one"))
    assert "search terms made anew: ▰▰▰▰▰▰▱▱▱▱ 66 %" in texts(await talk.say("/health", MARAL))


async def test_a_broadcast_is_previewed_confirmed_and_owed_once_to_everybody_who_stayed(talk: Talk) -> None:
    await talk.send_language("en", MARAL)
    await talk.say("/help")
    await talk.say("/help", TIMUR)
    await talk.say("/stop", TIMUR)
    said = await talk.say("/broadcast Tonight I rest.", MARAL)
    assert said[0]["text"] == "Tonight I rest."
    assert await owed(talk) == []
    data = talk.data(MARAL)
    await talk.press("Send to 2", MARAL)
    assert await owed(talk) == [DANA, MARAL]
    await talk.send(data[0], MARAL)
    assert await owed(talk) == [DANA, MARAL]


async def test_a_forged_confirmation_sends_nothing(talk: Talk) -> None:
    await talk.send_language("en", MARAL)
    await talk.say("/broadcast Tonight I rest.", MARAL)
    (data, *_) = talk.data(MARAL)
    await talk.say("/help")
    await talk.send(data)
    assert await owed(talk) == []


async def test_an_empty_broadcast_says_how(talk: Talk) -> None:
    await talk.send_language("en", MARAL)
    assert "/broadcast" in texts(await talk.say("/broadcast", MARAL))


async def test_an_operator_opens_somebody_s_source_to_everybody(talk: Talk) -> None:
    await talk.send_language("en", MARAL)
    assert "Nobody has added" in texts(await talk.say("/adopt", MARAL))
    await talk.say("/help")
    desk = Source("own-desk", "The Desk", SourceKind.FEED, "https://desk.example/rss")
    async with talk.database.transaction() as connection:
        await own_sources.add(connection, DANA, desk, talk.clock())
    assert "The Desk · 1 · /adopt own-desk" in texts(await talk.say("/adopt", MARAL))
    assert "Nobody’s own source is called own-disk" in texts(await talk.say("/adopt own-disk", MARAL))
    assert "own-desk is read for everybody" in texts(await talk.say("/adopt own-desk", MARAL))
    assert "Nobody has added" in texts(await talk.say("/adopt", MARAL))
    assert "The Desk" in texts(await talk.say("/sources", TIMUR))
