"""A house with outlets, and a newsroom without them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from db.database import Database
from people import Chat
from playground.clock import Clock
from playground.flood import NO_LIMITS
from playground.request import PlaygroundRequest
from playground.telegram import Telegram
from tests.blank import blank
from tests.pipeline.hub_server import HOME, HubServer
from tests.pipeline.newsroom import DANA, MARAL, NILUFAR, TIMUR, Newsroom, line_to
from tests.pipeline.outlets import Press, press
from web import routes


@pytest.fixture
async def outlets(tmp_path: Path) -> AsyncIterator[Press]:
    async with press(tmp_path) as made:
        yield made


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """Noon of a Tuesday in Tashkent; Dana, Timur, Nilufar and Maral have started the bot."""
    clock = Clock(still=datetime(2026, 11, 24, 7, tzinfo=UTC))
    telegram = Telegram(clock, limits=NO_LIMITS)
    request = PlaygroundRequest(telegram)
    async with Database(blank(tmp_path / "chapar.db")) as database:
        room = Newsroom(database, clock, telegram, request, line_to(request, clock))
        for person in (DANA, TIMUR, NILUFAR, MARAL):
            telegram.say(person, person, "/start")
            await room.meet(Chat(person))
        yield room


@pytest.fixture
async def hub() -> AsyncIterator[HubServer]:
    made = HubServer()
    app = web.Application()
    app.router.add_post("/hub", made.take)
    async with TestServer(app) as server:
        made.url = str(server.make_url("/hub"))
        yield made


@pytest.fixture
async def door(outlets: Press) -> AsyncIterator[AsyncClient]:
    """Our own address, as the world reaches it."""
    app = Starlette(routes=routes(outlets.database, outlets.clock))
    async with AsyncClient(transport=ASGITransport(app), base_url=HOME) as client:
        yield client
