"""One small web app: health, metrics, Telegram's webhook, and saved queries as feeds."""

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

from db import feed_links, outbox, sources, stories
from db.database import Database
from db.search import search
from news.query import parse
from pipeline import hubs
from views import atom

WEBHOOK_BYTES = 1_000_000  # an update is a few kilobytes; Telegram never sends so much
FEED_STORIES = 50

Accept = Callable[[dict[str, Any]], Awaitable[None]]


def routes(
    database: Database, clock: Callable[[], datetime], secret: str = "", accept: Accept | None = None
) -> list[Route]:
    """The routes everybody has; the webhook only with a way to accept updates."""

    async def health(_: Request) -> Response:
        return JSONResponse(await state(database))

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(await measured(database), media_type=CONTENT_TYPE_LATEST)

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


async def at_hub_door(database: Database, request: Request, now: datetime) -> Response:
    """A source's hub asks whether we meant it (GET), or tells that there is news (POST)."""
    door = request.path_params["door"]
    if request.method == "POST":
        shown = request.headers.get("X-Hub-Signature", "")
        return Response(status_code=await hubs.hear(database, door, shown, request.stream(), now))
    challenge = await hubs.confirm(database, door, request.query_params, now)
    if not challenge:
        return Response(status_code=404)
    return PlainTextResponse(challenge, headers={"X-Content-Type-Options": "nosniff"})


async def state(database: Database) -> dict[str, Any]:
    """What works and what does not, in numbers."""
    async with database.reading() as connection:
        listed = await sources.every(connection)
        depth = await outbox.depth(connection)
    failing = {one.source.name: one.problem for one in listed if one.problem}
    return {"sources": len(listed), "failing": failing, "outbox": depth}


async def measured(database: Database) -> str:
    """The same for Prometheus."""
    seen = await state(database)
    registry = CollectorRegistry()
    Gauge("chapar_sources", "Sources in the catalogue", registry=registry).set(seen["sources"])
    Gauge("chapar_sources_failing", "Sources whose last poll failed", registry=registry).set(
        len(seen["failing"])
    )
    deliveries = Gauge("chapar_outbox", "Deliveries by state", ["state"], registry=registry)
    for name, count in seen["outbox"].items():
        deliveries.labels(name).set(count)
    return generate_latest(registry).decode()


async def take_update(request: Request, secret: str, accept: Accept) -> Response:
    """Accept an update from Telegram: only with the secret it was given, and of a sane size."""
    shown = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    if not secret or not hmac.compare_digest(shown.encode(), secret.encode()):
        return Response(status_code=403)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > WEBHOOK_BYTES:
            return Response(status_code=413)
    try:
        update = json.loads(body)
    except ValueError:
        return Response(status_code=400)
    if not isinstance(update, dict):
        return Response(status_code=400)
    await accept(update)
    return Response()
