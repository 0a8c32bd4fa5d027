"""The web app: health, metrics, feeds."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from db import chats, feed_links, leaving, outbox, own_sources, sources, subscriptions
from db.database import Database
from message import Message, Paragraph, Text
from model import Source, SourceKind
from people import Chat, Delivery, How, Priority
from web import routes

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
async def client(database: Database) -> AsyncIterator[AsyncClient]:
    app = Starlette(routes=routes(database, lambda: NOW))
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
