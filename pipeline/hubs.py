"""Hubs (WebSub, W3C) tell us at once when a source has news: asked, confirmed, renewed, left.

What a hub brings is not read. It is proof that there is something to read: the source becomes due, and is
asked over the one door by which everything comes in, with its limits. A hub that falls silent costs nothing,
for its sources are polled in their rhythm all the same.
"""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, timedelta

import structlog

from db import hubs
from db.database import Database
from db.hubs import Hub
from feeds.reader import Reader
from feeds.timing import patience

AT_ONCE = 5
LEASE = timedelta(days=10)  # what we ask for
SOONEST = timedelta(hours=1)  # between two questions to a hub about one source, whatever it grants
CHALLENGE = 2_048  # characters
LARGEST = 10 * 1024 * 1024  # bytes of what a hub brings
METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})  # of signing, as the recommendation lists them

log = structlog.get_logger()


async def ask_hubs(database: Database, reader: Reader, home: str, clock: Callable[[], datetime]) -> int:
    """Subscribe, renew, leave, as it is due; gives how many hubs were asked. `home` is our public address."""
    now = clock()
    async with database.transaction() as connection:
        waiting = await hubs.due(connection, now, now + SOONEST, AT_ONCE)

    async def ask(hub: Hub, *, wanted: bool) -> None:
        await (_subscribe if wanted else _leave)(database, reader, home, hub, now)

    await asyncio.gather(*(ask(hub, wanted=wanted) for hub, wanted in waiting))
    return len(waiting)


async def _subscribe(database: Database, reader: Reader, home: str, hub: Hub, now: datetime) -> None:
    """Ask to be told. Taking the question is no yes: that comes to our door (`confirm`)."""
    wait = timedelta(seconds=patience(SOONEST.total_seconds(), hub.failures + 1, chance=1.0))
    async with database.transaction() as connection:
        await hubs.ask_again(connection, hub.door, now + wait)
    trouble = await reader.post(hub.url, _form("subscribe", home, hub))
    if trouble is not None:
        log.info("a hub cannot be subscribed to", source=hub.key, problem=trouble.code)


async def _leave(database: Database, reader: Reader, home: str, hub: Hub, now: datetime) -> None:
    """Ask to be told no more, once; who never said yes, or does not answer, is forgotten."""
    async with database.transaction() as connection:
        if hub.until is None:
            await hubs.forget(connection, hub.door)
            return
        await hubs.leave(connection, hub.door, now + SOONEST)
    await reader.post(hub.url, _form("unsubscribe", home, hub))


def _form(mode: str, home: str, hub: Hub) -> dict[str, str]:
    asked = {"hub.mode": mode, "hub.topic": hub.topic, "hub.callback": f"{home}/hub/{hub.door}"}
    wished = {"hub.lease_seconds": str(int(LEASE.total_seconds())), "hub.secret": hub.secret}
    return asked | wished if mode == "subscribe" else asked


async def confirm(database: Database, door: str, said: Mapping[str, str], now: datetime) -> str:
    """A hub asks whether we meant it: what to say back, "" for "no"."""
    mode, topic, challenge = (said.get(f"hub.{name}", "") for name in ("mode", "topic", "challenge"))
    async with database.transaction() as connection:
        hub = await hubs.behind(connection, door)
        wanted = "unsubscribe" if hub is not None and hub.leaving else "subscribe"
        if hub is None or topic != hub.topic or mode != wanted or not 0 < len(challenge) <= CHALLENGE:
            return ""
        if hub.leaving:
            await hubs.forget(connection, door)
        else:
            lasting = _lease(said.get("hub.lease_seconds", ""))
            await hubs.granted(connection, door, now + lasting, now + max(lasting * 0.8, SOONEST))
    return challenge


def _lease(said: str) -> timedelta:
    return min(timedelta(seconds=int(said[:9])), LEASE * 10) if said.isdecimal() else LEASE


async def hear(
    database: Database, door: str, signature: str, body: AsyncIterator[bytes], now: datetime
) -> int:
    """A hub brings something: the status to answer with. Only what our secret signs wakes the source.

    410 for a door that nobody has, so that the hub forgets it; 413 for too much.
    """
    async with database.reading() as connection:
        hub = await hubs.behind(connection, door)
    if hub is None or hub.leaving:
        return 410
    method, _, shown = signature.partition("=")
    mac = hmac.new(hub.secret.encode(), digestmod=method if method in METHODS else "sha256")
    size = 0
    async for piece in body:
        size += len(piece)
        if size > LARGEST:
            return 413
        mac.update(piece)
    if method in METHODS and hmac.compare_digest(mac.hexdigest().encode(), shown.strip().encode()):
        async with database.transaction() as connection:
            await hubs.told(connection, hub.key, now)
    else:
        log.warning("a hub's message is not signed by it", source=hub.key)
    return 202  # also when we ignore it, as the recommendation wants: a forger learns nothing
