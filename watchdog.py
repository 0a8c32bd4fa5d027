"""Whoever stops the loop stops everybody: it is said where the work was that should not be done there."""

import asyncio
import faulthandler
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TextIO

import structlog

LONGEST = 1.0  # seconds for which the loop may do one thing

log = structlog.get_logger()


@asynccontextmanager
async def watched(longest: float = LONGEST, out: TextIO | None = None) -> AsyncIterator[None]:
    """While inside, a loop that stands still for `longest` has every thread's stack written to `out`.

    Standard error, if none is given. The clock runs in C: it strikes even when the loop's thread lets no
    other one run. When the loop goes on, the log says how long it stood.
    """
    beating = asyncio.create_task(_beat(longest, out or sys.stderr))
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.wait({beating})
        faulthandler.cancel_dump_traceback_later()


async def _beat(longest: float, out: TextIO) -> None:
    pause = longest / 2
    while True:
        began = time.monotonic()
        faulthandler.dump_traceback_later(pause + longest, file=out)
        await asyncio.sleep(pause)
        stood = time.monotonic() - began - pause
        if stood >= longest:
            log.error("the loop stood still", seconds=round(stood, 1))
