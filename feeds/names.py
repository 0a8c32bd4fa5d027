"""Names -> addresses, in threads of their own: a name server that hangs must not hold up other work."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from aiohttp.abc import AbstractResolver, ResolveResult

_AT_ONCE = 16


class Names(AbstractResolver):
    """The system's resolver. Whether an address may be asked is judged at the socket, not here."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Every address of `host`, in the system's order.

        Raises:
            OSError: nobody knows the name.
        """
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        )
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
