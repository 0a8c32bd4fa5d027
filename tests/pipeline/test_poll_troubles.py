"""Outlets that move, trap, hang or come all at once."""

import asyncio
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from db import sources
from db.database import Database
from db.sources import SourceState
from feeds.reader import Listed, Trouble
from feeds.timing import SILENT
from model import PageRules, Source, SourceKind, Validators
from pipeline.poll import Polled, Rhythm, poll_these
from pipeline.standing import Patience, after
from tests.feeds.hosts import reply
from tests.pipeline.outlets import START, Press, greet, item, rss

COSTLY = Trouble("too-costly")

# ---------------------------------------------------------------- moves


async def test_a_move_is_believed_when_it_was_seen_three_times(outlets: Press) -> None:
    there = outlets.host.says("/there", *(reply(rss(item(n))) for n in range(9)))
    await outlets.open(outlets.host.says("/feed", reply(status=301, location="/there")))
    for believed in ("", "", there, there):
        await outlets.ask_anew()
        assert (await outlets.state()).moved_to == believed
    assert [asked.path for asked in outlets.host.asked] == ["/feed", "/there"] * 3 + ["/there"]


async def test_a_redirect_of_an_hour_is_forgotten(outlets: Press) -> None:
    outlets.host.says("/there", *(reply(rss(item(n))) for n in range(9)))
    moved, well = reply(status=301, location="/there"), reply(rss(item(1)))
    await outlets.open(outlets.host.says("/feed", moved, moved, well, moved, moved, well))
    for _ in range(6):
        await outlets.ask_anew()
        assert (await outlets.state()).moved_to == ""


async def test_a_source_that_comes_home_is_asked_at_home(outlets: Press) -> None:
    home = outlets.host.says("/feed", *(reply(rss(item(n))) for n in range(9)))
    await outlets.open(home)
    await outlets.ask()
    async with outlets.database.transaction() as connection:
        await sources.keep(connection, [replace(await outlets.state(), moved_to=home + "/moved")])
    for _ in range(3):
        assert [one.problem for one in await outlets.ask_anew()] == [""]
    assert (await outlets.state()).moved_to == ""


# ---------------------------------------------------------------- traps and storms


def test_a_feed_that_kills_its_reader_three_times_is_asked_no_more() -> None:
    state = SourceState(Source("s", "S", SourceKind.FEED, "https://s.example/"), Validators(), START)
    patience, ends = Patience(900.0, 0.0), []
    for outcome in (COSTLY, COSTLY, Trouble("timeout"), COSTLY):
        state = after(state, outcome, START, patience)
        ends.append(state.ended)
    assert ends == ["", "", "", "poisoned"]


def test_a_list_between_two_kills_forgives_the_first() -> None:
    state = SourceState(Source("s", "S", SourceKind.FEED, "https://s.example/"), Validators(), START, kills=2)
    well = after(state, Listed((), Validators(), SILENT), START, Patience(900.0, 0.0))
    assert (well.kills, after(well, COSTLY, START, Patience(900.0, 0.0)).ended) == (0, "")


async def test_a_poisoned_source_is_left_alone(outlets: Press) -> None:
    await outlets.open(outlets.host.says("/feed", reply(rss(item(1)))))
    async with outlets.database.transaction() as connection:
        await sources.keep(connection, [replace(await outlets.state(), ended="poisoned")])
    assert await outlets.ask_anew() == []


async def test_a_source_that_only_hangs_delays_nobody(outlets: Press) -> None:
    all_asked = asyncio.Event()

    async def last(writer: asyncio.StreamWriter) -> None:
        await all_asked.wait()
        await reply(rss(item(0)))(writer)

    async def counted(writer: asyncio.StreamWriter) -> None:
        await reply(rss(item(len(outlets.host.asked))))(writer)
        if len(outlets.host.asked) == 31:
            all_asked.set()

    urls = [outlets.host.says(f"/{number}", counted) for number in range(30)]
    await outlets.open(outlets.host.says("/slow", last), *urls)
    assert [one.problem for one in await outlets.ask()] == [""] * 31
    assert outlets.host.open_at_most <= 2


async def test_a_source_that_cannot_be_read_hurts_no_other(outlets: Press) -> None:
    url = outlets.host.says("/page", reply(b"<html><p></p></html>"))
    bad_rules = Source("page", "Page", SourceKind.PAGE, url, page=PageRules("p["))
    outlets.listed.append(bad_rules)
    await outlets.open(outlets.host.says("/feed", reply(rss(item(1)))))
    problems = {one.source.key: one.problem for one in await outlets.ask()}
    assert problems["s1"] == ""
    assert problems["page"] == "broken"


async def test_an_address_that_is_none_hurts_no_other(outlets: Press) -> None:
    await outlets.open("http://[::1/feed", outlets.host.says("/feed", reply(rss(item(1)))))
    assert sorted(one.problem for one in await outlets.ask()) == ["", "bad-url"]


async def test_entries_that_cannot_be_kept_hurt_no_other_source(outlets: Press) -> None:
    async with outlets.database.transaction() as connection:
        await connection.execute(
            text(
                "CREATE TRIGGER curse BEFORE INSERT ON articles WHEN NEW.title = 'cursed' "
                "BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
        )
    cursed = outlets.host.says("/cursed", reply(rss(item(1), item(2, title="cursed"))))
    await outlets.open(cursed, outlets.host.says("/feed", reply(rss(item(3)))))
    assert [one.problem for one in await outlets.ask()] == ["", ""]
    assert list(await outlets.held()) == ["https://orient.example/3"]
    async with outlets.database.reading() as connection:
        (ill, well) = await sources.every(connection)
    assert (ill.problem, ill.greeted, ill.items) == ("broken", False, "")
    assert well.greeted


async def test_sources_are_asked_on_demand_whatever_the_time(outlets: Press) -> None:
    await greet(outlets, rss(item(1)), rss(item(2)))
    heard: list[Polled] = []
    rhythm = Rhythm(900.0, lambda: 0.0)
    polled = await poll_these(
        outlets.database, outlets.reader, rhythm, outlets.clock, [await outlets.state()], heard.append
    )
    assert polled == heard
    assert [one.new for one in polled] == [1]


async def test_asking_on_demand_beside_a_running_bot_announces_nothing_twice(
    outlets: Press, tmp_path: Path
) -> None:
    """Why no lease is taken for it: whoever asks second brings nothing new."""
    await greet(outlets, rss(item(1)), rss(item(1), item(2), item(3)))
    state = await outlets.state()
    async with outlets.database.transaction() as connection:
        await sources.make_due(connection, outlets.now)
    async with Database(f"sqlite+aiosqlite:///{tmp_path}/chapar.db") as other:
        rhythm = Rhythm(900.0, lambda: 0.0)
        demanded = poll_these(other, outlets.reader, rhythm, outlets.clock, [state])
        both = await asyncio.gather(outlets.ask(), demanded)
    assert sum(one.new for polled in both for one in polled) == 2
    assert len(await outlets.held()) == 3


async def test_many_lists_at_once_are_all_kept(outlets: Press) -> None:
    urls = [
        outlets.host.says(f"/{n}", reply(rss(*(item(100 * n + i) for i in range(30))))) for n in range(20)
    ]
    await outlets.open(*urls)
    assert sum(one.new for one in await outlets.ask()) == 600
    assert len(await outlets.held()) == 600


async def test_whatever_is_due_is_asked_once(outlets: Press) -> None:
    urls = [outlets.host.says(f"/{n}", reply(b'{"items": [')) for n in range(250)]
    await outlets.open(*urls)
    polled = await outlets.ask()
    assert len(polled) == 250
    assert {asked.path for asked in outlets.host.asked} == {f"/{n}" for n in range(250)}
    assert len(outlets.host.asked) == 250
