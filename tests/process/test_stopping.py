"""The web app stops, whoever stands in the door."""

import asyncio
import socket

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service import serving


async def test_half_a_post_keeps_nobody_from_stopping() -> None:
    begun = asyncio.Event()

    async def listening(request: Request) -> Response:
        begun.set()
        await request.body()
        raise AssertionError("the other half never comes")

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    app = Starlette(routes=[Route("/", listening, methods=["POST"])])
    async with asyncio.timeout(60):
        async with serving(app, f"127.0.0.1:{port}"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST / HTTP/1.1\r\nHost: us\r\nContent-Length: 9\r\n\r\nhalf")
            await begun.wait()
        assert b"200 OK" not in await reader.read()
    writer.close()
