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
    answered = asyncio.Event()

    def knock(host: str, port: int) -> None:
        # RuntimeError: the loop was closed in the meantime
        with suppress(OSError, RuntimeError), socket.create_connection((host, port), timeout=PATIENCE):
            loop.call_soon_threadsafe(answered.set)

    for host, port in _addresses(outlets)[:ASKED]:
        Thread(target=knock, args=(host, port), daemon=True).start()
    with suppress(TimeoutError):
        await asyncio.wait_for(answered.wait(), PATIENCE)
    return answered.is_set()


def _addresses(outlets: Iterable[Source]) -> list[tuple[str, int]]:
    parts = (urlsplit(outlet.url) for outlet in outlets)
    hosts = {(one.hostname, one.port or (443 if one.scheme == "https" else 80)): None for one in parts}
    return [(host, port) for host, port in hosts if host and host != "127.0.0.1"]
