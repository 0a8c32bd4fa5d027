"""Sources of one's own: from the typed address to the preview, the list, the alert and the end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db import chats, own_sources, sources
from db.own_sources import Added, Wanted
from db.schema import outbox
from feeds.opml import write
from feeds.probe import named
from message import Bold, Bullets, Link, Message, Paragraph, Text, Time, from_json
from model import Source, SourceKind
from people import Chat
from pipeline.discover import discover, own, tell_ends
from tests.feeds.hosts import reply
from tests.pipeline.newsroom import DANA, TIMUR, Newsroom
from tests.pipeline.outlets import START, Press, item, rss


async def meet(press: Press, chat_id: int = DANA) -> None:
    async with press.database.transaction() as connection:
        await chats.greet(connection, Chat(chat_id), press.now)


async def wish(press: Press, said: str, kind: Wanted = Wanted.ADDRESS) -> int:
    async with press.database.transaction() as connection:
        number = await own_sources.wish(connection, DANA, said, press.now, kind)
    assert number is not None
    return number


async def told(press: Press) -> list[Message]:
    async with press.database.reading() as connection:
        rows = await connection.execute(select(outbox.c.message).order_by(outbox.c.id))
        return [from_json(text) for (text,) in rows]


async def answer(press: Press) -> Message:
    """What the only wish that waits is answered."""
    assert await discover(press.database, press.reader, press.clock) == 1
    assert await discover(press.database, press.reader, press.clock) == 0
    return (await told(press))[-1]


def prose(message: Message) -> str:
    lines = [part for block in message.blocks if isinstance(block, Paragraph) for part in block.line]
    return "".join(part.fallback if isinstance(part, Time) else part.text for part in lines)


async def test_an_address_is_answered_with_a_preview_and_a_button(outlets: Press) -> None:
    await meet(outlets)
    number = await wish(outlets, outlets.host.says("/rss", reply(rss(*map(item, range(5))))))
    said = await answer(outlets)
    (shown,) = (block.items for block in said.blocks if isinstance(block, Bullets))
    assert [line[0] for line in shown] == [
        Link(f"Report {n}", f"https://orient.example/{n}") for n in range(3)
    ]
    assert str(number) in said.keyboard[0][0].data  # type: ignore[union-attr]
    async with outlets.database.transaction() as connection:
        found = await own_sources.found(connection, DANA, number)
        assert found is not None
        assert (found.name, found.key.startswith("own-")) == ("Orient", True)
        assert await own_sources.add(connection, DANA, found, outlets.now) is Added.ADDED
    (polled,) = await outlets.ask()
    assert (polled.source.key, polled.entries, polled.problem) == (found.key, 5, "")


async def test_a_site_with_several_feeds_is_answered_with_all_of_them(outlets: Press) -> None:
    await meet(outlets)
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}" title="{name}">'
        for name in ("News", "Oil")
    )
    news = outlets.host.says("/News", reply(rss(item(1))))
    number = await wish(outlets, outlets.host.says("/", reply(links.encode())))
    said = await answer(outlets)
    (shown,) = (block.items for block in said.blocks if isinstance(block, Bullets))
    assert [line[0].text for line in shown if isinstance(line[0], Bold)] == ["News", "Oil"]
    assert next(line[1].text for line in shown if isinstance(line[1], Text)) == f" /addsource {news}"
    async with outlets.database.reading() as connection:
        assert await own_sources.found(connection, DANA, number) is None


async def test_an_address_that_leads_nowhere_is_answered_with_a_reason(outlets: Press) -> None:
    await meet(outlets)
    number = await wish(outlets, outlets.host.says("/x", reply(status=404)))
    assert "could not read" in prose(await answer(outlets))
    async with outlets.database.reading() as connection:
        assert await own_sources.found(connection, DANA, number) is None


async def test_what_is_read_for_everybody_needs_no_adding(outlets: Press) -> None:
    await meet(outlets)
    url = outlets.host.says("/rss", reply(rss(item(1))))
    await outlets.open(url)
    await wish(outlets, url)
    assert "Outlet 0" in prose(await answer(outlets))


async def test_a_list_of_feeds_is_added_whole_as_far_as_there_is_room(outlets: Press) -> None:
    await meet(outlets)
    many = [
        Source("k", f"Feed {n}", SourceKind.FEED, f"https://f{n}.example/rss")
        for n in range(own_sources.MOST + 1)
    ]
    await wish(outlets, write(many), Wanted.LIST)
    said = await answer(outlets)
    (shown,) = (block.items for block in said.blocks if isinstance(block, Bullets))
    assert len(shown) == own_sources.MOST
    assert str(own_sources.MOST) in prose(said)
    async with outlets.database.reading() as connection:
        held = await own_sources.of(connection, DANA)
    assert [state.source.url for state in held] == [source.url for source in many[:-1]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing I can read"), ("hello", "nothing I can read"), ("<html/>", "nothing I can read"),
        ("<opml><body/></opml>", "nothing I can read"), ("<opml>" * 99, "more than is safe"),
        ('<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml>', "more than is safe"),
    ],
)  # fmt: skip
async def test_a_list_that_is_none_says_why(outlets: Press, text: str, why: str) -> None:
    await meet(outlets)
    await wish(outlets, text, Wanted.LIST)
    said = prose(await answer(outlets))
    assert "OPML" in said
    assert why in said


@pytest.mark.parametrize("codec", ["utf-8", "windows-1251", "utf-16"])
async def test_a_list_is_read_in_the_charset_it_names(outlets: Press, codec: str) -> None:
    await meet(outlets)
    outline = '<outline text="Газета «Орион»" xmlUrl="https://orion.example/rss"/>'
    listed = f'<?xml version="1.0" encoding="{codec}"?><opml><body>{outline}</body></opml>'
    await wish(outlets, listed.encode(codec).decode("latin-1"), Wanted.LIST)
    assert "Газета «Орион»" in str(await answer(outlets))


async def test_whoever_left_meanwhile_is_told_nothing(outlets: Press) -> None:
    await meet(outlets)
    await wish(outlets, outlets.host.says("/rss", reply(rss(item(1)))))
    async with outlets.database.transaction() as connection:
        await chats.erase(connection, DANA)
    assert await discover(outlets.database, outlets.reader, outlets.clock) == 0
    assert await told(outlets) == []


async def test_the_end_of_a_source_is_told_once_with_a_way_to_let_it_go(outlets: Press) -> None:
    await meet(outlets)
    source = own(named("https://one.example/rss") or Source("", "", SourceKind.FEED, ""))
    async with outlets.database.transaction() as connection:
        await own_sources.add(connection, DANA, source, START)
        (state,) = await own_sources.of(connection, DANA)
        await sources.keep(connection, [replace(state, ended="gone", problem="gone")])
    assert await tell_ends(outlets.database, outlets.clock) == 1
    assert await tell_ends(outlets.database, outlets.clock) == 0
    (said,) = await told(outlets)
    assert "one.example" in prose(said)
    assert source.key in said.keyboard[0][0].data  # type: ignore[union-attr]


async def test_old_answers_are_forgotten_with_the_round(outlets: Press) -> None:
    await meet(outlets)
    number = await wish(outlets, outlets.host.says("/rss", reply(rss(item(1)))))
    await answer(outlets)
    outlets.now += timedelta(days=8)
    await tell_ends(outlets.database, outlets.clock)
    async with outlets.database.reading() as connection:
        assert await own_sources.found(connection, DANA, number) is None


async def test_what_only_somebodys_own_source_tells_is_news_to_its_readers(newsroom: Newsroom) -> None:
    source = Source("own-s", "S", SourceKind.FEED, "https://s.example/rss")
    for person in (DANA, TIMUR):
        await newsroom.subscribe(person, "plant")
    async with newsroom.database.transaction() as connection:
        await own_sources.add(connection, DANA, source, newsroom.clock())
    await newsroom.write("A plant opened", source="own-s")
    await newsroom.work()
    assert [len(newsroom.texts(person)) for person in (DANA, TIMUR)] == [1, 0]
    await newsroom.write("Another plant opened")
    await newsroom.work()
    assert [len(newsroom.texts(person)) for person in (DANA, TIMUR)] == [2, 1]
