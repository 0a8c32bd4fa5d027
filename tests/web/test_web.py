"""The web app: health, metrics, the webhook, feeds."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from db import chats, feed_links, leaving, outbox, own_sources, sources, subscriptions
from db.database import Database
from message import Message, Paragraph, Text
from model import Source, SourceKind
from people import Chat, Delivery, How, Priority
from web import WEBHOOK_BYTES, routes

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SECRET = "a-secret-of-the-webhook"


@pytest.fixture
def taken() -> list[dict[str, Any]]:
    """Updates that the webhook let in."""
    return []


@pytest.fixture
async def client(database: Database, taken: list[dict[str, Any]]) -> AsyncIterator[AsyncClient]:
    async def accept(update: dict[str, Any]) -> None:
        taken.append(update)

    app = Starlette(routes=routes(database, lambda: NOW, SECRET, accept))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://chapar.example") as made:
        yield made


async def test_health_and_metrics_answer(client: AsyncClient) -> None:
    assert (await client.get("/health")).json()["sources"] == 0
    assert "chapar_sources 0.0" in (await client.get("/metrics")).text


async def test_what_waits_too_long_and_what_was_given_up_are_seen(
    client: AsyncClient, database: Database
) -> None:
    said = Message((Paragraph((Text("word"),)),))
    late = NOW - timedelta(minutes=5)
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(101), late)
        owed = [Delivery(n, 101, f"word:{n}", said, Priority.PUSH, late) for n in (1, 2)]
        await outbox.owe(connection, owed, late)
        (_, given_up) = await leaving.lease(connection, owed, late, timedelta(minutes=1))
        await outbox.give_up(connection, given_up, "refused")
    seen = (await client.get("/health")).json()
    assert seen["outbox"] == {"leased": 1, "dead": 1}
    assert (seen["oldest_seconds"], seen["failed_last_hour"], seen["chats"]) == (300.0, 1, 1)
    assert "chapar_oldest_seconds 300.0" in (await client.get("/metrics")).text


async def test_nobodys_own_sources_are_named(client: AsyncClient, database: Database) -> None:
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(101), NOW)
        desk = Source("own-desk", "The Desk", SourceKind.FEED, "https://desk.example/rss")
        await own_sources.add(connection, 101, desk, NOW)
        (added,) = await sources.every(connection)
        await sources.keep(connection, [replace(added, problem="timeout")])
    seen = (await client.get("/health")).json()
    assert (seen["sources"], seen["failing"]) == (1, {})


def told(secret: str) -> dict[str, str]:
    return {"X-Telegram-Bot-Api-Secret-Token": secret}


async def test_an_update_is_let_in_with_the_secret_only(
    client: AsyncClient, taken: list[dict[str, Any]]
) -> None:
    for headers in ({}, told("wrong"), told("")):
        assert (await client.post("/telegram", json={"update_id": 1}, headers=headers)).status_code == 403
    assert taken == []
    assert (await client.post("/telegram", json={"update_id": 1}, headers=told(SECRET))).status_code == 200
    assert taken == [{"update_id": 1}]


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[]", 400), (b'"' + b"x" * WEBHOOK_BYTES + b'"', 413)]
)
async def test_what_is_no_update_is_refused(
    client: AsyncClient, taken: list[dict[str, Any]], body: bytes, status: int
) -> None:
    assert (await client.post("/telegram", content=body, headers=told(SECRET))).status_code == status
    assert taken == []


async def test_without_a_webhook_there_is_no_door(database: Database) -> None:
    app = Starlette(routes=routes(database, lambda: NOW))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://chapar.example") as client:
        assert (await client.post("/telegram", content=json.dumps({}))).status_code == 404


async def test_a_saved_query_is_a_feed_under_its_secret_and_nowhere_else(
    client: AsyncClient, database: Database
) -> None:
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(101, language="ru"), NOW)
        number = await subscriptions.subscribe(connection, 101, "country:tm", How.NOW, NOW)
        secret = await feed_links.secret_of(connection, number, "hard-to-guess")
        assert await feed_links.secret_of(connection, number, "another") == secret
    answer = await client.get(f"/feed/{secret}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "Туркменистан" in feedparser.parse(answer.content).feed.title
    assert (await client.get("/feed/guessed.atom")).status_code == 404
    async with database.transaction() as connection:
        await subscriptions.remove(connection, 101, number)
    assert (await client.get(f"/feed/{secret}.atom")).status_code == 404
