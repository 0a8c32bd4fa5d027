"""Every hostile server beside a hundred healthy ones, with the limits and by the stage of the running bot.

    python -m tests.feeds.siege        prints a table within a minute; exit 1 when a promise is broken

The servers are another process, each at a loopback address of its own; Linux only. What of this does not
hang on a clock is kept by test_hostile_servers.py in every run of the tests.
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from bench.outlets import address, feed
from db import sources
from db.database import Database
from feeds.reader import Listed, Outcome, Reader, Trouble
from model import Source, SourceKind, Validators
from pipeline.poll import Rhythm, poll
from tests.feeds.hostile import TRAPS
from tests.feeds.hosts import Script, reply

HEALTHY, PORT = 100, 8_767
LONGEST, DELAY, MEMORY = 20.0, 1.0, 32.0  # seconds, seconds, MiB
STATM = Path("/proc/self/statm")


class Timed(Reader):
    """A reader that notes how long each question took, and when it ended since the round began."""

    def __init__(self) -> None:
        super().__init__("siege", allow_private=True)
        self.outcomes: dict[str, Outcome] = {}
        self.took: dict[str, float] = {}
        self.ended: dict[str, float] = {}
        self.began = time.perf_counter()

    async def poll(
        self,
        source: Source,
        validators: Validators,
        moved_to: str,
        now: datetime,
        known: Collection[str] = (),
    ) -> Outcome:
        begun = time.perf_counter()
        outcome = await super().poll(source, validators, moved_to, now, known)
        ended = time.perf_counter()
        self.outcomes[source.key] = outcome
        self.took[source.key], self.ended[source.key] = ended - begun, ended - self.began
        return outcome


def catalogue(*, besieged: bool) -> list[Source]:
    """The hostile ones first, as if they had waited longest, and the healthy ones."""
    numbers = range(0 if besieged else len(TRAPS), len(TRAPS) + HEALTHY)
    return [
        Source(f"s{n:03}", f"Outlet {n}", SourceKind.FEED, f"http://{address(n)}:{PORT}/feed")
        for n in numbers
    ]


async def round_of(*, besieged: bool) -> tuple[Timed, float]:
    """One poll of all these sources; gives its times, and by how many MiB our memory grew at most."""
    seen: list[int] = []

    async def watch() -> None:
        while True:
            seen.append(held())
            await asyncio.sleep(0.005)

    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/siege.db") as database, Timed() as reader:
            async with database.transaction() as connection:
                await sources.list_catalogue(connection, catalogue(besieged=besieged), clock())
            watching = asyncio.create_task(watch())
            await asyncio.sleep(0.02)
            reader.began = time.perf_counter()
            await poll(database, reader, Rhythm(900.0, lambda: 0.5), clock)
            watching.cancel()
    return reader, (max(seen) - seen[0]) / 2**20


def held() -> int:
    """Bytes of memory this process holds."""
    return int(STATM.read_text("ascii").split()[1]) * resource.getpagesize()


def clock() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def servers() -> AsyncIterator[None]:
    process = subprocess.Popen(  # noqa: ASYNC220  nothing else runs yet
        [sys.executable, "-m", "tests.feeds.siege", "serve"], stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.wait()


async def serve() -> None:
    """Each trap and each healthy outlet at its address."""
    scripts: list[Script] = [trap.script for trap in TRAPS]
    scripts += [reply(feed(number, 0), content_type="application/rss+xml") for number in range(HEALTHY)]
    said = {address(number): script for number, script in enumerate(scripts)}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await said[writer.get_extra_info("sockname")[0]](writer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        writer.close()

    server = await asyncio.start_server(answer, list(said), PORT, backlog=1_000)
    print("ready", flush=True)  # noqa: T201
    await server.serve_forever()


async def siege() -> int:
    """Print what each kind of server cost; 1 if a promise is broken."""
    async with servers():
        await round_of(besieged=False)  # all code is loaded, the children have started once
        alone, _ = await round_of(besieged=False)
        besieged, grown = await round_of(besieged=True)
    hostile = {f"s{number:03}": trap for number, trap in enumerate(TRAPS)}
    wrong = [trap.name for key, trap in hostile.items() if reason(besieged.outcomes[key]) != trap.reason]
    longest = max(besieged.took[key] for key in hostile)
    delay = p99(besieged, hostile.keys()) - p99(alone, ())
    rows = [
        f"{kind:10} {len(took):3} servers, the longest {max(took):4.1f} s"
        for kind in dict.fromkeys(trap.kind for trap in TRAPS)
        if (took := [besieged.took[key] for key, trap in hostile.items() if trap.kind == kind])
    ]
    rows += [
        f"hostile: {len(hostile)} end within {longest:.1f} s of {LONGEST:.0f}, {len(wrong)} not as foretold",
        f"healthy: {HEALTHY}, p99 {p99(besieged, hostile.keys()):.2f} s, {delay:+.2f} s of {DELAY:.0f}",
        f"memory: {grown:+.1f} MiB of {MEMORY:.0f}",
    ]
    print(*rows, *wrong, sep="\n")  # noqa: T201
    return int(bool(wrong) or longest > LONGEST or delay > DELAY or grown > MEMORY)


def p99(timed: Timed, without: Collection[str]) -> float:
    """Until when 99 of a hundred healthy ones were read, in seconds since the round began."""
    return quantiles((ended for key, ended in timed.ended.items() if key not in without), n=100)[98]


def reason(outcome: Outcome) -> str:
    return outcome.code if isinstance(outcome, Trouble) else "" if isinstance(outcome, Listed) else "odd"


if __name__ == "__main__":
    sys.exit(asyncio.run(serve() if sys.argv[1:] == ["serve"] else siege()) or 0)
