"""Telegram's door: only with the secret, only what can be an update, and not for ever."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from db.database import Database
from web import WEBHOOK_BYTES, routes, take_update

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SECRET = "a-secret-of-the-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def taken() -> list[dict[str, Any]]:
    """Updates that the webhook let in."""
    return []


@pytest.fixture
def app(database: Database, taken: list[dict[str, Any]]) -> Starlette:
    async def accept(update: dict[str, Any]) -> None:
        taken.append(update)

    return Starlette(routes=routes(database, lambda: NOW, SECRET, accept))


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://chapar.example") as made:
        yield made


def told(secret: str) -> dict[str, str]:
    return {HEADER: secret}


async def test_an_update_is_let_in_with_the_secret_only(
    client: AsyncClient, taken: list[dict[str, Any]]
) -> None:
    for headers in ({}, told("wrong"), told("")):
        assert (await client.post("/telegram", json={"update_id": 1}, headers=headers)).status_code == 403
    assert taken == []
    assert (await client.post("/telegram", json={"update_id": 1}, headers=told(SECRET))).status_code == 200
    assert taken == [{"update_id": 1}]


def guesses(count: int) -> Iterator[bytes]:
    """The secret cut, lengthened, in other letters, with one byte changed; and what is nothing like it."""
    chance, secret = random.Random(11), SECRET.encode()
    for number in range(count):
        place = chance.randrange(len(secret))
        yield (
            secret[:place],
            secret + bytes([chance.randrange(256)]),
            secret.upper(),
            secret[:place] + bytes([secret[place] ^ (1 << chance.randrange(8))]) + secret[place + 1 :],
            chance.randbytes(chance.randrange(256)),
        )[number % 5]


async def test_of_ten_thousand_guesses_none_is_let_in_and_none_is_read(
    app: Starlette, taken: list[dict[str, Any]]
) -> None:
    seen: set[int] = set()

    async def unread() -> Message:
        raise AssertionError("nobody without the secret is listened to")

    async def send(said: Message) -> None:
        seen.add(said.get("status", 403))

    scope = {"type": "http", "method": "POST", "path": "/telegram", "query_string": b"", "app": None}
    for guess in guesses(10_000):
        await app(scope | {"headers": [(HEADER.lower().encode(), guess)]}, unread, send)
    assert (seen, taken) == ({403}, [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "1"}', 400),
        (b"\xff", 400),
        (b"[" * 200_000, 400),
        (b'"' + b"x" * WEBHOOK_BYTES + b'"', 413),
    ],
    ids=["empty", "half", "list", "no number", "a word", "no text", "deep", "huge"],
)
async def test_what_is_no_update_is_refused(
    client: AsyncClient, taken: list[dict[str, Any]], body: bytes, status: int
) -> None:
    assert (await client.post("/telegram", content=body, headers=told(SECRET))).status_code == status
    assert taken == []


async def test_who_speaks_too_slowly_is_not_waited_for(taken: list[dict[str, Any]]) -> None:
    async def accept(update: dict[str, Any]) -> None:
        taken.append(update)

    async def door(request: Request) -> Response:
        return await take_update(request, SECRET, accept, seconds=0.01)

    async def dripping() -> AsyncIterator[bytes]:
        yield b'{"update_id": '
        await asyncio.Event().wait()

    app = Starlette(routes=[Route("/telegram", door, methods=["POST"])])
    async with AsyncClient(transport=ASGITransport(app), base_url="http://chapar.example") as client:
        answer = await client.post("/telegram", content=dripping(), headers=told(SECRET))
    assert (answer.status_code, taken) == (408, [])


async def test_without_a_webhook_there_is_no_door(database: Database) -> None:
    app = Starlette(routes=routes(database, lambda: NOW))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://chapar.example") as client:
        assert (await client.post("/telegram", content=json.dumps({}))).status_code == 404
