"""Names -> addresses, in threads of their own: a name server that hangs must not hold up other work."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

_AT_ONCE = 16
_UNKNOWN = 30.0  # seconds for which a name that nobody knew is not asked for again
_MOST_UNKNOWN = 10_000  # names


class Names(AbstractResolver):
    """The system's resolver. Whether an address may be asked is judged at the socket, not here."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="names")
        self._unknown: dict[str, tuple[float, OSError]] = {}  # until when, and what the system said

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Every address of `host`, in the system's order.

        A name server that does not answer costs seconds, and a feed's items all stand on one host: a failure
        is remembered for half a minute.

        Raises:
            OSError: nobody knows the name.
        """
        loop = asyncio.get_running_loop()
        until, error = self._unknown.get(host, (0.0, None))
        if error is not None and loop.time() < until:
            raise type(error)(*error.args)
        try:
            found = await loop.run_in_executor(
                self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
            )
        except OSError as unknown:
            if len(self._unknown) >= _MOST_UNKNOWN:
                self._unknown.clear()
            self._unknown[host] = (loop.time() + _UNKNOWN, unknown)
            raise
        numeric = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        return [
            ResolveResult(
                hostname=host, host=str(address[0]), port=port, family=kind, proto=protocol, flags=numeric
            )
            for kind, _, protocol, _, address in found
        ]

    async def close(self) -> None:
        """Let the threads go; a question still open ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)
