"""The outlets of bench/outlets.py: started in a process of their own, listed, told to go on."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.outlets import address
from model import Source, SourceKind

PORT = 8_765
HERE = Path(__file__).parent


def now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def catalogue(many: int) -> Iterator[Source]:
    """So many outlets."""
    for number in range(many):
        url = f"http://{address(number)}:{PORT}/feed"
        yield Source(f"s{number}", f"Outlet {number}", SourceKind.FEED, url)


@asynccontextmanager
async def outlets(many: int) -> AsyncIterator[None]:
    """The outlets answer inside this block."""
    command = (sys.executable, str(HERE / "outlets.py"), str(many), str(PORT))
    server = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    assert server.stdout is not None
    await server.stdout.readline()
    try:
        yield
    finally:
        server.terminate()
        await server.wait()


async def turn() -> None:
    """Every fifth outlet goes on to its next list."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(b"GET /turn HTTP/1.1\r\n\r\n")
    await reader.read()
    writer.close()
