"""A hundred thousand addresses inside houses, in every spelling, behind redirects and names that change.

Nobody is connected to: a socket that passes the guard is noted and refused, or led to a host on loopback.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from itertools import cycle
from typing import Any
from urllib.parse import quote, unquote

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.fetch import Failed, Fetcher, Limits
from tests.feeds.special import SPECIAL, may_be_asked, public, samples, spellings

DOOR = "9.9.9.9"  # a public address; whoever asks there is led to our redirecting host
FRONT = "http://door.example"
DRAWN = 196  # addresses of each special class, beside its first, middle and last
SLICES = 6


class Names(AbstractResolver):
    """A name server under a stranger's hand: `answers` in turn, the last for ever."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, ...]] = []

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        said = (DOOR,) if host == "door.example" else self.answers[0]
        if host != "door.example" and len(self.answers) > 1:
            self.answers.pop(0)
        return [
            ResolveResult(
                hostname=host, host=one, port=port, proto=0, flags=0,
                family=socket.AF_INET6 if ":" in one else socket.AF_INET,
            )
            for one in said
        ]  # fmt: skip

    async def close(self) -> None: ...


class Led(socket.socket):
    """A socket that goes to our host wherever it is sent."""

    home: tuple[str, int]

    def connect(self, _: object) -> None:
        super().connect(self.home)


class Spy(Fetcher):
    """A Fetcher that notes which addresses its guard lets through."""

    def __init__(self, home: tuple[str, int]) -> None:
        self.names = Names()
        super().__init__(user_agent="x", limits=Limits(pause_seconds=0.0), resolver=self.names)
        self.home = home
        self.opened: list[str] = []

    def _socket(self, found: tuple[Any, ...]) -> socket.socket:
        super()._socket(found).close()
        address = str(found[4][0])
        if address != DOOR:
            self.opened.append(address)
            raise OSError("a spy connects to nobody")
        led = Led(socket.AF_INET, socket.SOCK_STREAM)
        led.home = self.home
        return led


async def _redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """/3/TARGET leads to TARGET by three redirects."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            left, target = head.split(b" ", 2)[1].decode().lstrip("/").split("/", 1)
            there = unquote(target) if left == "1" else f"{FRONT}/{int(left) - 1}/{target}"
            location = there.encode("utf-8", "replace")
            writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n")
    except (asyncio.IncompleteReadError, OSError):
        writer.close()


@asynccontextmanager
async def spying() -> AsyncIterator[Spy]:
    server = await asyncio.start_server(_redirect, "127.0.0.1", 0)
    async with server, Spy(server.sockets[0].getsockname()) as spy:
        yield spy


@dataclass(frozen=True)
class Trial:
    """An address to ask for, and what names mean meanwhile."""

    url: str
    answers: tuple[tuple[str, ...], ...]


def literals(part: int = 0, parts: int = 1) -> Iterator[Trial]:
    """Every special class in every spelling; what is no address to us is a name that means it."""
    ways = cycle(("http://{}/feed", "https://{}/feed", "http://{}:8080/feed", "HTTP://{}:1024/"))
    for special in SPECIAL[part::parts]:
        for address in samples(ip_network(special), DRAWN):
            for place in spellings(address):
                yield Trial(next(ways).format(place), ((address,),))


def names() -> Iterator[Trial]:
    """Names that lead inside, at once, beside a public address, or from the second question on."""
    for number, special in enumerate(SPECIAL * 2):
        for place, address in enumerate(samples(ip_network(special), DRAWN // 4)):
            host = f"n{number}-{place}.example"
            yield Trial(f"http://{host}/", ((address,),))
            yield Trial(f"https://mixed-{host}/", ((address, "8.8.8.8", address),))
            yield Trial(
                f"{FRONT}/1/" + quote(f"http://turning-{host}:8081/", safe=""), (("8.8.4.4",), (address,))
            )


def behind_redirects() -> Iterator[Trial]:
    """Special addresses one to five redirects away."""
    depths = cycle(range(1, 6))
    for special in SPECIAL:
        for address in samples(ip_network(special), 2):
            for place in spellings(address):
                there = quote(f"http://{place}/feed", safe="")
                yield Trial(f"{FRONT}/{next(depths)}/{there}", ((address,),))


async def unlawful(trials: Iterator[Trial]) -> tuple[int, list[str]]:
    """How many were tried, and which special addresses were let through."""
    tried, loose = 0, []
    async with spying() as spy:
        for trial in trials:
            tried += 1
            spy.names.answers = list(trial.answers)
            await spy.get(trial.url)
            loose += [f"{trial.url} {one}" for one in spy.opened if not may_be_asked(one)]
            spy.opened.clear()
    return tried, loose


@pytest.mark.parametrize("part", range(SLICES))
async def test_no_spelling_of_a_special_address_reaches_a_socket(part: int) -> None:
    tried, loose = await unlawful(literals(part, SLICES))
    assert not loose
    assert tried > 8_000


async def test_no_name_that_leads_inside_reaches_a_socket() -> None:
    tried, loose = await unlawful(names())
    assert not loose
    assert tried > 10_000


async def test_no_redirect_leads_inside() -> None:
    tried, loose = await unlawful(behind_redirects())
    assert not loose
    assert tried > 2_500


def test_a_hundred_thousand_are_tried() -> None:
    assert sum(1 for trials in (literals, names, behind_redirects) for _ in trials()) >= 100_000


async def test_a_thousand_public_addresses_are_let_through() -> None:
    async with spying() as spy:
        for address in public(1_000):
            await spy.get(f"http://[{address}]/" if ":" in address else f"http://{address}:8080/")
        assert spy.opened == list(public(1_000))


async def test_public_addresses_are_let_through_behind_redirects_and_names() -> None:
    async with spying() as spy:
        for number, address in enumerate(public(100, seed=8)):
            spy.names.answers = [(address,)]
            there = quote(f"http://outlet{number}.example/", safe="")
            outcome = await spy.get(f"{FRONT}/{1 + number % 5}/{there}")
            assert isinstance(outcome, Failed)
        assert spy.opened == list(public(100, seed=8))


async def test_a_name_that_was_public_is_judged_again_when_it_turned() -> None:
    async with spying() as spy:
        spy.names.answers = [(DOOR,), ("127.0.0.1",)]
        there = quote("http://turning.example:8081/", safe="")
        outcome = await spy.get(f"http://turning.example/1/{there}")
        assert isinstance(outcome, Failed)
        assert outcome.reason == "refused-address"
        assert spy.opened == []


class Careless(Spy):
    """What the spy would see if sockets were not judged."""

    def _socket(self, found: tuple[Any, ...]) -> socket.socket:
        self._allow_private = True
        return super()._socket(found)


async def test_without_the_guard_at_the_socket_this_test_would_be_red() -> None:
    async with Careless(("127.0.0.1", 9)) as careless:
        await careless.get("http://127.0.0.1:8080/")
        assert careless.opened == ["127.0.0.1"]
