"""Several processes on one database: each source is asked by one of them."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db import sources
from db.database import Database
from pipeline.poll import LEASE, Rhythm, poll
from tests.feeds.hosts import reply
from tests.pipeline.outlets import Press, item, rss


async def test_two_processes_ask_each_source_once(outlets: Press, tmp_path: Path) -> None:
    paths = [f"/{number}" for number in range(30)]
    await outlets.open(*(outlets.host.says(path, reply(rss(item(1)))) for path in paths))
    async with Database(f"sqlite+aiosqlite:///{tmp_path}/chapar.db") as other:
        rhythm = Rhythm(900.0, random.random)
        ours, theirs = await asyncio.gather(outlets.ask(), poll(other, outlets.reader, rhythm, outlets.clock))
    assert sorted(asked.path for asked in outlets.host.asked) == sorted(paths)
    assert len(ours) + len(theirs) == len(paths)


async def test_a_lease_ends_with_the_answer_or_with_its_time(outlets: Press) -> None:
    await outlets.open(outlets.host.says("/feed", reply(rss(item(1)))))
    at = datetime.now(UTC)
    async with outlets.database.transaction() as connection:
        (state,) = await sources.lease(connection, outlets.now, 9, at, at + LEASE)
        assert await sources.lease(connection, outlets.now, 9, at, at + LEASE) == []
        assert len(await sources.lease(connection, outlets.now, 9, at + LEASE, at + 2 * LEASE)) == 1
        await sources.keep(connection, [state])
        assert len(await sources.lease(connection, outlets.now, 9, at, at + LEASE)) == 1


async def test_what_a_stopped_process_was_asking_is_anybodys_at_once(outlets: Press) -> None:
    silence = asyncio.Event()

    async def wait(_: asyncio.StreamWriter) -> None:
        await silence.wait()

    await outlets.open(outlets.host.says("/feed", wait, reply(rss(item(1)))))
    asking = asyncio.create_task(outlets.ask())
    await outlets.host.first.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    silence.set()
    assert [one.problem for one in await outlets.ask()] == [""]


async def test_who_answered_without_news_is_not_asked_again_after_a_stop(outlets: Press) -> None:
    silence, answered = asyncio.Event(), asyncio.Event()

    async def wait(_: asyncio.StreamWriter) -> None:
        await silence.wait()

    def chance() -> float:  # every answer takes one
        answered.set()
        return 0.0

    unchanged = outlets.host.says("/0", reply(rss(item(1)), etag='"1"'), reply(status=304))
    await outlets.open(unchanged, outlets.host.says("/1", reply(rss(item(2))), wait, reply(rss(item(2)))))
    await outlets.ask()
    asking = asyncio.create_task(outlets.ask(later=timedelta(days=2), chance=chance))
    await answered.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    silence.set()
    await outlets.ask()
    assert sorted(asked.path for asked in outlets.host.asked[2:]) == ["/0", "/1", "/1"]


async def test_the_longest_waiting_are_asked_first(outlets: Press) -> None:
    await outlets.open(*(outlets.host.says(f"/{n}", reply(rss(item(1)))) for n in range(3)))
    at = datetime.now(UTC)
    async with outlets.database.transaction() as connection:
        states = await sources.lease(connection, outlets.now, 2, at, at + LEASE)
    assert [state.source.key for state in states] == ["s0", "s1"]
    assert timedelta(0) < states[1].next_poll_at - states[0].next_poll_at < timedelta(seconds=1)
