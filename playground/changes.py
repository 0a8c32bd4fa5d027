"""Everything that happened, in order, for a page that wants to follow."""

import asyncio
from collections import deque

from playground.refusal import Json


class Changes:
    """The last events, numbered from 1. Each is a dict with `number`, `kind`, and what belongs to it."""

    def __init__(self, kept: int = 5000) -> None:
        self.last = 0
        self._events: deque[Json] = deque(maxlen=kept)
        self._news = asyncio.Event()
        self._closed = False

    def close(self) -> None:
        """Nothing more will happen: nobody waits any longer."""
        self._closed = True
        self._news.set()

    def add(self, kind: str, body: Json) -> None:
        """Something happened."""
        self.last += 1
        self._events.append({"number": self.last, "kind": kind, **body})
        self._news.set()
        self._news = asyncio.Event()

    async def since(self, number: int, timeout: float = 0) -> list[Json]:  # noqa: ASYNC109  a long poll's patience
        """The events after `number`; waits up to `timeout` real seconds for the first one."""
        await asyncio.sleep(0)  # a loop around this lets others live
        if self.last <= number and timeout > 0 and not self._closed:
            try:
                await asyncio.wait_for(self._news.wait(), timeout)
            except TimeoutError:
                return []
        return [event for event in self._events if event["number"] > number]
