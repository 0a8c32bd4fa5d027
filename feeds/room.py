"""Room for bodies in memory: small ones as they come, of the larger ones only a few at a time.

A hundred servers may answer at once and each may send ten megabytes; together they must not fill the house.
"""

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

SMALL, MIDDLE = 128 * 1024, 1024 * 1024  # bytes up to which a body asks nobody, up to which it is not large
_MIDDLE_AT_ONCE, _LARGE_AT_ONCE = 8, 1


class Room:
    """How many bodies may grow beyond a size at the same time; the others wait, within their own time."""

    def __init__(self) -> None:
        self._steps = (
            (SMALL, asyncio.Semaphore(_MIDDLE_AT_ONCE)),
            (MIDDLE, asyncio.Semaphore(_LARGE_AT_ONCE)),
        )

    def body(self) -> "Growing":
        """A new body, which is empty."""
        return Growing(self._steps)


class Growing:
    """A body on its way in. Leaving gives its room back."""

    def __init__(self, steps: tuple[tuple[int, asyncio.Semaphore], ...]) -> None:
        self._left = list(steps)
        self._taken = AsyncExitStack()
        self.data = bytearray()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._taken.__aexit__(kind, error, trace)

    async def add(self, piece: bytes) -> None:
        """Append, after waiting for room if the body becomes larger than most."""
        while self._left and len(self.data) + len(piece) > self._left[0][0]:
            _, places = self._left.pop(0)
            await self._taken.enter_async_context(places)
        self.data += piece
