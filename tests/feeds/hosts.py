"""A web host on loopback that says what it is told, byte for byte, and remembers what it was asked."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self

from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.fetch import Limits

PATIENT = Limits(body_bytes=100_000)
SHORT = Limits(  # where silence is waited for: elsewhere a busy machine would be taken for it
    body_bytes=100_000, total_seconds=0.5, connect_seconds=0.4, read_seconds=0.3
)

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """A request as it came in; header names in lower case."""

    path: str
    headers: dict[str, str]


def reply(body: bytes = b"", status: int = 200, **headers: str) -> Script:
    """An ordinary answer; `content_type="text/xml"` becomes Content-Type: text/xml."""
    lines = {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines.setdefault("Content-Length", str(len(body)))
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return raw(head.encode() + b"Connection: close\r\n\r\n" + body)


def raw(*pieces: bytes) -> Script:
    """These very bytes, then the end."""

    async def say(writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return say


def drip(head: bytes, piece: bytes) -> Script:
    """`head`, then a little every now and then, for ever."""

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.02)

    return say


def flood(head: bytes, piece: bytes) -> Script:
    """`head`, then as much as the other side takes, for ever."""

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()

    return say


@dataclass
class Host:
    """`host.says("/feed", reply(b"..."))` scripts a path; its last script is repeated."""

    scripts: dict[str, list[Script]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    first: asyncio.Event = field(default_factory=asyncio.Event)  # somebody has asked
    heard: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))  # once a question
    open_now: int = 0
    open_at_most: int = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1024 * 1024)
        self.port = self._server.sockets[0].getsockname()[1]
        self._talks: set[asyncio.Task[None]] = set()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    def says(self, path: str, *scripts: Script) -> str:
        """Let `path` answer so; returns its address."""
        self.scripts[path] = list(scripts)
        return f"http://127.0.0.1:{self.port}{path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        self.open_now += 1
        self.open_at_most = max(self.open_at_most, self.open_now)
        try:
            await self._answer((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"), writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.open_now -= 1
            self._talks.discard(task)
            writer.close()

    async def _answer(self, request: str, writer: asyncio.StreamWriter) -> None:
        self.first.set()
        self.heard.release()
        first, *lines = request.splitlines()
        path = first.split(" ")[1]
        headers = dict(line.split(": ", 1) for line in lines if ": " in line)
        self.asked.append(Asked(path, {name.lower(): value for name, value in headers.items()}))
        scripts = self.scripts.get(path, [reply(status=404)])
        await (scripts.pop(0) if len(scripts) > 1 else scripts[0])(writer)
        await writer.drain()


class Spoken(AbstractResolver):
    """A name server that says what it is told, another address with every question."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        address = self.addresses.pop(0)
        if not address:
            raise OSError("no such name")
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None: ...
