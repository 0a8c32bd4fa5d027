"""One small web app: health, metrics, Telegram's webhook, and saved queries as feeds."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from db import feed_links, outbox, own_sources, sources, stories
from db.database import Database
from db.health import numbers
from db.search import search
from news.query import parse
from pipeline import hubs
from views import atom

WEBHOOK_BYTES = 1_000_000  # an update is a few kilobytes; Telegram never sends so much
POST_SECONDS = 10.0  # what Telegram or a hub posts comes in one go: who takes longer only holds the door open
FEED_STORIES = 50

_TOO_SLOW = Response(status_code=408, headers={"Connection": "close"})
Accept = Callable[[dict[str, Any]], Awaitable[None]]


def routes(
    database: Database, clock: Callable[[], datetime], secret: str = "", accept: Accept | None = None
) -> list[Route]:
    """The routes everybody has; the webhook only with a way to accept updates."""

    async def health(_: Request) -> Response:
        return JSONResponse(await state(database, clock()))

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(await measured(database, clock()), media_type=CONTENT_TYPE_LATEST)

    async def webhook(request: Request) -> Response:
        return await take_update(request, secret, accept) if accept else Response(status_code=404)

    async def feed(request: Request) -> Response:
        return await atom_feed(database, request, clock())

    async def hub(request: Request) -> Response:
        return await at_hub_door(database, request, clock())

    shown = [
        Route("/health", health), Route("/metrics", metrics), Route("/feed/{secret}.atom", feed),
        Route("/hub/{door}", hub, methods=["GET", "POST"]),
    ]  # fmt: skip
    return [*shown, Route("/telegram", webhook, methods=["POST"])] if accept else shown


async def atom_feed(database: Database, request: Request, now: datetime) -> Response:
    """A saved query as a feed; whoever does not know its secret finds nothing."""
    async with database.reading() as connection:
        held = await feed_links.behind(connection, request.path_params["secret"])
        if held is None:
            return Response(status_code=404)
        query, language = held
        hits = await search(connection, replace(parse(query), sort="new"), now, FEED_STORIES)
        told = await stories.several(connection, [hit.story_id for hit in hits if hit.story_id is not None])
    body = atom.feed(query, told, language, address=str(request.url), now=now)
    return Response(body, media_type="application/atom+xml")


async def at_hub_door(
    database: Database, request: Request, now: datetime, seconds: float = POST_SECONDS
) -> Response:
    """A source's hub asks whether we meant it (GET), or tells that there is news (POST)."""
    door = request.path_params["door"]
    if request.method == "POST":
        shown = request.headers.get("X-Hub-Signature", "")
        try:
            async with asyncio.timeout(seconds):
                return Response(status_code=await hubs.hear(database, door, shown, request.stream(), now))
        except TimeoutError:
            return _TOO_SLOW
    challenge = await hubs.confirm(database, door, request.query_params, now)
    if not challenge:
        return Response(status_code=404)
    return PlainTextResponse(challenge, headers={"X-Content-Type-Options": "nosniff"})


async def state(database: Database, now: datetime) -> dict[str, Any]:
    """What works and what does not, in numbers. What somebody reads of their own is not named here."""
    async with database.reading() as connection:
        listed = await sources.every(connection)
        own = await own_sources.private(connection)
        depth = await outbox.depth(connection)
        counted = await numbers(connection, now)
    failing = {one.source.name: one.problem for one in listed if one.problem and one.source.key not in own}
    return {
        "sources": len(listed),
        "failing": failing,
        "outbox": depth,
        "oldest_seconds": (now - counted.oldest).total_seconds() if counted.oldest else 0.0,
        "sent_last_hour": counted.sent,
        "failed_last_hour": counted.failed,
        "reports_last_hour": counted.reports,
        "chats": counted.chats,
        "subscriptions": counted.subscriptions,
    }


GAUGES = {  # of what `state` tells
    "sources": "Sources that are polled",
    "oldest_seconds": "How long the oldest delivery has been due",
    "sent_last_hour": "Deliveries that Telegram took in the last hour",
    "failed_last_hour": "Deliveries given up that were owed in the last hour",
    "reports_last_hour": "Reports that came in the last hour",
    "chats": "Chats that can be written to",
    "subscriptions": "Saved queries",
}


async def measured(database: Database, now: datetime) -> str:
    """The same for Prometheus."""
    seen = await state(database, now)
    registry = CollectorRegistry()
    for name, told in GAUGES.items():
        Gauge(f"chapar_{name}", told, registry=registry).set(seen[name])
    failing = Gauge("chapar_sources_failing", "Sources whose last poll failed", registry=registry)
    failing.set(len(seen["failing"]))
    deliveries = Gauge("chapar_outbox", "Deliveries by state", ["state"], registry=registry)
    for name, count in seen["outbox"].items():
        deliveries.labels(name).set(count)
    return generate_latest(registry).decode()


async def take_update(
    request: Request, secret: str, accept: Accept, seconds: float = POST_SECONDS
) -> Response:
    """Accept an update from Telegram: only with the secret it was given, of a sane size and in time."""
    shown = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    if not secret or not hmac.compare_digest(shown.encode(), secret.encode()):
        return Response(status_code=403)
    try:
        async with asyncio.timeout(seconds):
            body = await _body(request)
    except TimeoutError:
        return _TOO_SLOW
    if body is None:
        return Response(status_code=413)
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return Response(status_code=400)
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        return Response(status_code=400)
    await accept(update)
    return Response()


async def _body(request: Request) -> bytes | None:
    """What was sent; None when it is more than an update can be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > WEBHOOK_BYTES:
            return None
    return bytes(body)
