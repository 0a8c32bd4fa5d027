"""Whether the world outside answers: only then the real outlets are polled beside the sample ones."""

import asyncio
import socket
from collections.abc import Iterable
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit

from db import sources
from house import House
from model import Source

PATIENCE = 4.0  # seconds for one of the outlets to accept a connection
ASKED = 3  # outlets tried side by side


async def list_real_outlets(house: House) -> None:
    """Lets the catalogue be polled, too, if one of its outlets can be reached."""
    if await any_answers(house.catalogue.values()):
        async with house.database.transaction() as connection:
            await sources.list_catalogue(connection, list(house.catalogue.values()), house.clock())


async def any_answers(outlets: Iterable[Source]) -> bool:
    """Whether one of the first outlets beyond this machine accepts a connection.

    Asked in threads that nobody waits for: without a network, looking up a name can take half a minute.
    """
    loop = asyncio.get_running_loop()
    heard: asyncio.Queue[bool] = asyncio.Queue()

    def knock(host: str, port: int) -> None:
        with suppress(RuntimeError):  # the loop was closed in the meantime
            loop.call_soon_threadsafe(heard.put_nowait, _opens(host, port))

    asked = _addresses(outlets)[:ASKED]
    for host, port in asked:
        Thread(target=knock, args=(host, port), daemon=True).start()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            for _ in asked:
                if await heard.get():
                    return True
    return False


def _opens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=PATIENCE).close()
    except OSError:
        return False
    return True


def _addresses(outlets: Iterable[Source]) -> list[tuple[str, int]]:
    parts = (urlsplit(outlet.url) for outlet in outlets)
    hosts = {(one.hostname, one.port or (443 if one.scheme == "https" else 80)): None for one in parts}
    return [(host, port) for host, port in hosts if host and host != "127.0.0.1"]
