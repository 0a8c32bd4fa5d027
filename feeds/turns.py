"""Whose turn it is at a host: so many at once, and a pause before each place there is free again."""

import asyncio
from types import TracebackType

from feeds.addresses import is_own


class Turns:
    """The hosts at which somebody is, wants to be, or was a moment ago."""

    def __init__(self, at_once: int, pause_seconds: float) -> None:
        """At most `at_once` at one host. Our own hosts need no pause."""
        self._at_once = at_once
        self._pause_seconds = pause_seconds
        self._hosts: dict[str, _Host] = {}

    def at(self, host: str) -> "_Turn":
        """A block inside which we are at the host."""
        return _Turn(self, host)

    async def come(self, name: str) -> None:
        """Wait for a place at the host and take it."""
        host = self._hosts.get(name) or self._hosts.setdefault(name, _Host(self._at_once))
        host.wanted += 1
        try:
            await host.places.acquire()
        except BaseException:
            self._forget(name)
            raise

    def go(self, name: str) -> None:
        """Give the place back, after the pause."""
        if is_own(name):
            self._free(name)
        else:
            asyncio.get_running_loop().call_later(self._pause_seconds, self._free, name)

    def _free(self, name: str) -> None:
        self._hosts[name].places.release()
        self._forget(name)

    def _forget(self, name: str) -> None:
        self._hosts[name].wanted -= 1
        if not self._hosts[name].wanted:
            del self._hosts[name]


class _Host:
    """The places at one host and how many want one, hold one or keep one free for a moment's pause."""

    def __init__(self, places: int) -> None:
        self.places = asyncio.Semaphore(places)
        self.wanted = 0


class _Turn:
    """A class and no generator: there is one for every question to the web."""

    def __init__(self, turns: Turns, host: str) -> None:
        self._turns = turns
        self._host = host

    async def __aenter__(self) -> None:
        await self._turns.come(self._host)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turns.go(self._host)
