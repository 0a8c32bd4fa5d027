"""Hubs (WebSub) that tell us at once when a source has news: what we asked of them, what they granted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import hubs, sources

AT_MOST = timedelta(minutes=1)  # a source is asked so often for what its hub tells, however often it tells


@dataclass(frozen=True, slots=True)
class Hub:
    """What stands between us and one hub. What the fields mean stands in db/schema.py."""

    key: str
    url: str
    topic: str
    door: str
    secret: str
    failures: int
    until: datetime | None
    leaving: bool


async def announce(
    connection: AsyncConnection, said: Mapping[str, tuple[str, str]], now: datetime, secret: Callable[[], str]
) -> None:
    """Sources, by key, say which hub they have and what it calls them: ("", "") for none any more.

    A hub that is new, or calls the source something else, is asked anew, under a door of its own; one that
    has said yes is left first: the source names the other again when it has news.
    """
    held = {row.key: row for row in await connection.execute(select(hubs).where(hubs.c.key.in_(said)))}
    for key, (url, topic) in said.items():
        old = held.get(key)
        if old and (old.leaving or (old.hub, old.topic) == (url, topic)):
            continue
        if old and old.until:
            wanted = {"leaving": True, "ask_at": now}
            await connection.execute(update(hubs).where(hubs.c.key == key).values(**wanted))
            continue
        await connection.execute(delete(hubs).where(hubs.c.key == key))
        if url:
            names = {"door": secret(), "secret": secret()}
            await connection.execute(insert(hubs).values(key=key, hub=url, topic=topic, ask_at=now, **names))


async def of_those_asked_until(connection: AsyncConnection, until: datetime) -> dict[str, tuple[str, str]]:
    """The hubs of the sources that are leased until then, and what they call them, by the source's key."""
    return {key: (url, topic) for key, url, topic in await connection.execute(_OF_LEASED, {"until": until})}


_OF_LEASED = (
    select(hubs.c.key, hubs.c.hub, hubs.c.topic)
    .join(sources, sources.c.key == hubs.c.key)
    .where(sources.c.asked_until == bindparam("until"))
)


async def due(
    connection: AsyncConnection, now: datetime, again: datetime, limit: int
) -> list[tuple[Hub, bool]]:
    """Hubs to be asked now, each with whether it is still wanted; ours until `again`, when they are due anew
    unless they answered.
    """
    wanted = sources.c.listed & (sources.c.ended == "") & ~hubs.c.leaving
    asked = select(hubs, wanted.label("wanted")).join(sources, sources.c.key == hubs.c.key)
    time = or_(hubs.c.ask_at <= now, ~wanted & ~hubs.c.leaving)
    found = (await connection.execute(asked.where(time).order_by(hubs.c.ask_at).limit(limit))).all()
    if found:
        ours = hubs.c.key.in_([row.key for row in found])
        await connection.execute(update(hubs).where(ours).values(ask_at=again, failures=hubs.c.failures + 1))
    return [(_hub(row), bool(row.wanted)) for row in found]


async def behind(connection: AsyncConnection, door: str) -> Hub | None:
    """The hub to which we gave that door."""
    row = (await connection.execute(select(hubs).where(hubs.c.door == door))).first()
    return _hub(row) if row else None


async def ask_again(connection: AsyncConnection, door: str, when: datetime) -> None:
    """The hub is asked anew then, whatever comes of the last time."""
    await connection.execute(update(hubs).where(hubs.c.door == door).values(ask_at=when))


async def granted(connection: AsyncConnection, door: str, until: datetime, renew: datetime) -> None:
    """The hub will tell us until then."""
    kept = {"until": until, "ask_at": renew, "failures": 0}
    await connection.execute(update(hubs).where(hubs.c.door == door).values(**kept))


async def leave(connection: AsyncConnection, door: str, patience: datetime) -> None:
    """We are about to ask the hub to tell no more; it is forgotten when it agrees, or then."""
    asked = {"leaving": True, "until": None, "ask_at": patience}
    await connection.execute(update(hubs).where(hubs.c.door == door).values(**asked))


async def forget(connection: AsyncConnection, door: str) -> None:
    """Nobody knows the door any more."""
    await connection.execute(delete(hubs).where(hubs.c.door == door))


async def told(connection: AsyncConnection, key: str, now: datetime) -> None:
    """The source has news: it is due at once, or a minute after it was asked last."""
    mine = sources.c.key == key
    asked = select(sources.c.next_poll_at, sources.c.polled_at).where(mine)
    for next_poll_at, polled_at in (await connection.execute(asked)).all():
        at = max(now, polled_at + AT_MOST) if polled_at else now
        await connection.execute(update(sources).where(mine).values(next_poll_at=min(next_poll_at, at)))


def _hub(row: object) -> Hub:
    return Hub(
        row.key, row.hub, row.topic, row.door, row.secret, row.failures, row.until, row.leaving  # type: ignore[attr-defined]
    )  # fmt: skip
