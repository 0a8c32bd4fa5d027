"""What an outlet without news costs in processor time, beside the least that any client needs.

Each way asks every outlet once, `AT_ONCE` at a time, and every outlet answers 304. Counted is the processor
time of the whole process with its threads, user and system; nothing else runs in the process, and the outlets
run in another one. The ways take turns, so that whatever slows the machine down slows them all.

The floor is *streams*: asyncio.open_connection, the very bytes of the request that we send, read to the end
of the answer's head (a 304 has no body), close, wait until it is closed. It resolves no name (the outlets'
are addresses), judges no address, has no time-out, parses no header and keeps nothing.

*aiohttp* is the library that we ask with, alone, with its own defaults. What *ours* costs more than it is
what we do ourselves: the lease, the rules for addresses and hosts, the total time-out, what the headers wish,
when to ask again, the row that is written back.

*new* opens a connection for each question and closes it, as it must be on the web, where a server has hung up
long before it is asked again; opening and closing the session is counted. *kept* is a round over connections
that the round before has left open.
"""

import asyncio
import random
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bench.outlets import address
from bench.press import PORT, now
from db import sources
from db.database import Database
from feeds.reader import FEED, Reader
from pipeline.poll import AT_ONCE, Rhythm, poll

AGENT = "bench"
FLOOR = "streams, new"

AskAll = Callable[[], Awaitable[None]]
Way = Callable[[], AbstractAsyncContextManager[AskAll]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time: of this process, and of the children that ended meanwhile."""

    own: float
    children: float


async def costs(database: Database, many: int, times: int) -> dict[str, list[Cost]]:
    """Every way, so many times. The database knows the outlets' latest lists."""
    async with database.reading() as connection:
        states = {state.source.key: state for state in await sources.every(connection)}
    tags = [states[f"s{number}"].validators.etag for number in range(many)]

    async def due() -> None:
        async with database.transaction() as connection:
            await sources.make_due(connection, now())

    found: dict[str, list[Cost]] = {}
    for _ in range(times):
        found.setdefault(FLOOR, []).append(await _new(lambda: _streams(tags)))
        for name, way in (("aiohttp", lambda: _aiohttp(tags)), ("ours", lambda: _ours(database, many))):
            await due()
            found.setdefault(f"{name}, new", []).append(await _new(way))
            await due()
            found.setdefault(f"{name}, kept", []).append(await _kept(way, due))
    return found


async def _new(way: Way) -> Cost:
    own, children = time.process_time(), _children()
    async with way() as ask_all:
        await ask_all()
    return Cost(time.process_time() - own, _children() - children)


async def _kept(way: Way, due: AskAll) -> Cost:
    async with way() as ask_all:
        await ask_all()
        await due()
        own, children = time.process_time(), _children()
        await ask_all()
        return Cost(time.process_time() - own, _children() - children)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def _side_by_side(ask: Callable[[int], Awaitable[None]], many: int) -> None:
    places = asyncio.Semaphore(AT_ONCE)

    async def in_turn(number: int) -> None:
        async with places:
            await ask(number)

    await asyncio.gather(*(in_turn(number) for number in range(many)))


def _headers(tag: str) -> dict[str, str]:
    return {"User-Agent": AGENT, "Accept": FEED, "Accept-Encoding": "gzip", "If-None-Match": tag}


@asynccontextmanager
async def _streams(tags: Sequence[str]) -> AsyncIterator[AskAll]:
    async def ask(number: int) -> None:
        reader, writer = await asyncio.open_connection(address(number), PORT)
        lines = "".join(f"{name}: {value}\r\n" for name, value in _headers(tags[number]).items())
        writer.write(f"GET /feed HTTP/1.1\r\nHost: {address(number)}:{PORT}\r\n{lines}\r\n".encode())
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 304")
        writer.close()
        await writer.wait_closed()

    yield lambda: _side_by_side(ask, len(tags))


@asynccontextmanager
async def _aiohttp(tags: Sequence[str]) -> AsyncIterator[AskAll]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def ask(number: int) -> None:
            url = f"http://{address(number)}:{PORT}/feed"
            async with session.get(url, headers=_headers(tags[number]), allow_redirects=False) as answer:
                assert answer.status == 304

        yield lambda: _side_by_side(ask, len(tags))


@asynccontextmanager
async def _ours(database: Database, many: int) -> AsyncIterator[AskAll]:
    async with Reader(AGENT, allow_private=True) as reader:

        async def ask_all() -> None:
            polled = await poll(database, reader, Rhythm(900.0, random.random), now)
            assert len(polled) == many
            assert all(one.unchanged for one in polled)

        yield ask_all
