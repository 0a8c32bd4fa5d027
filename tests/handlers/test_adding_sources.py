"""Sources of one's own, as a person adds and removes them; outlets and the stage that asks them are real."""

from collections.abc import AsyncIterator

import pytest

from db import own_sources, sources, subscriptions
from feeds.reader import Reader
from pipeline.deliver import deliver
from pipeline.discover import discover
from tests.feeds.hosts import Host, reply
from tests.handlers.talk import DANA, TIMUR, Talk, texts
from tests.pipeline.outlets import item, rss


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with Host() as made:
        yield made


async def looked(talk: Talk) -> str:
    """What the bot says once it has looked at the address."""
    async with Reader("Chapar/test (+https://example.org)", allow_private=True) as reader:
        await discover(talk.database, reader, talk.clock)
    await deliver(talk.database, talk.sender, talk.clock)
    return texts(await talk.fresh())


async def read_by(talk: Talk, chat: int) -> list[str]:
    async with talk.database.reading() as connection:
        return [state.source.name for state in await own_sources.of(connection, chat)]


async def alerts(talk: Talk, chat: int) -> list[str]:
    async with talk.database.reading() as connection:
        return [one.query for one in await subscriptions.of_chat(connection, chat)]


async def test_a_source_is_previewed_added_listed_and_removed(talk: Talk, host: Host) -> None:
    url = host.says("/rss", reply(rss(*map(item, range(5)))))
    assert url in texts(await talk.say(f"/addsource {url}"))
    shown = await looked(talk)
    assert "Orient" in shown
    assert [f"Report {n}" in shown for n in range(5)] == [True, True, True, False, False]
    assert await read_by(talk, DANA) == []

    assert "Orient" in texts(await talk.press("Read it"))
    assert await read_by(talk, DANA) == ["Orient"]
    assert await alerts(talk, DANA) == ["source:orient"]
    assert "Orient" in texts(await talk.say("/removesource"))
    assert "Stop reading" in texts(await talk.press("✕ 1"))
    assert await read_by(talk, DANA) == ["Orient"]
    assert "no sources of your own" in texts(await talk.press("Remove"))
    assert await read_by(talk, DANA) == []
    assert await alerts(talk, DANA) == []


async def test_adding_twice_changes_nothing(talk: Talk, host: Host) -> None:
    await talk.say(f"/addsource {host.says('/rss', reply(rss(item(1))))}")
    await looked(talk)
    (data, *_) = talk.data(DANA)
    await talk.send(data)
    assert "Your own sources" in texts(await talk.send(data))
    assert await read_by(talk, DANA) == ["Orient"]


async def test_what_one_reads_another_does_not_see(talk: Talk, host: Host) -> None:
    await talk.say(f"/addsource {host.says('/rss', reply(rss(item(1))))}")
    await looked(talk)
    (data, *_) = talk.data(DANA)
    await talk.press("Read it")
    await talk.say("/help", TIMUR)
    await talk.send(data, TIMUR)
    assert await read_by(talk, TIMUR) == []
    assert "Orient" not in texts(await talk.say("/sources", TIMUR))
    assert "Своих источников у вас нет" in texts(await talk.say("/removesource", TIMUR))


async def test_an_address_that_leads_nowhere_gets_a_reason(talk: Talk, host: Host) -> None:
    await talk.say(f"/addsource {host.says('/x', reply(status=404))}")
    assert "its page is gone" in await looked(talk)


@pytest.mark.parametrize("said", ["/addsource", "/addsource " + "x" * 3_000])
async def test_without_a_sensible_address_it_says_how(talk: Talk, said: str) -> None:
    assert "/addsource https://example.com" in texts(await talk.say(said))


async def test_a_forged_button_removes_nothing_of_anybodys(talk: Talk, host: Host) -> None:
    await talk.say(f"/addsource {host.says('/rss', reply(rss(item(1))))}")
    await looked(talk)
    await talk.press("Read it")
    await talk.say("/removesource")
    await talk.press("✕ 1")
    sure = talk.data(DANA)[0]
    await talk.say("/help", TIMUR)
    await talk.send(sure, TIMUR)
    assert await read_by(talk, DANA) == ["Orient"]
    async with talk.database.reading() as connection:
        assert len(await sources.every(connection)) == 1


async def test_too_many_wishes_at_once_are_asked_to_wait(talk: Talk) -> None:
    for number in range(own_sources.MOST_WAITING):
        await talk.say(f"/addsource site{number}.example")
    assert "a lot of addresses" in texts(await talk.say("/addsource more.example"))
