"""Sources: the catalogue as rows, and how each has answered so far."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, bindparam, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db import hubs
from db.nouns import dump, load
from db.schema import articles, sources
from model import Source, Validators

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KNOWN = 4_096  # sources that are not read anew while their rows say the same
_DETAIL = 500  # characters of a problem that are kept


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source and how it has answered so far. What the fields mean stands in db/schema.py."""

    source: Source
    validators: Validators
    next_poll_at: datetime
    polled_at: datetime | None = None
    ok_at: datetime | None = None
    failures: int = 0
    kills: int = 0
    problem: str = ""
    problem_detail: str = ""
    greeted: bool = False
    ended: str = ""
    mourned: bool = False
    moved_to: str = ""
    move_seen: str = ""
    move_sightings: int = 0
    wishes: str = ""
    recent: tuple[datetime, ...] = ()
    items: str = ""
    guids_repeat: bool = False
    articles: int = 0
    hub: tuple[str, str] = ("", "")  # its address, and what it calls the source


async def list_catalogue(connection: AsyncConnection, catalogue: Sequence[Source], now: datetime) -> None:
    """Make the catalogue's sources the listed ones; the others keep their rows and articles, unpolled.

    New ones are due at once, in the catalogue's order. One whose address was changed begins anew, but what
    it lists is still announced.
    """
    await connection.execute(update(sources).values(listed=False))
    known = {
        key: load(Source, spec).url
        for key, spec in await connection.execute(select(sources.c.key, sources.c.spec))
    }
    for place, source in enumerate(catalogue):
        spec = dump(Source, source)
        due_at = now + timedelta(microseconds=place - len(catalogue))
        row = insert(sources).values(key=source.key, spec=spec, next_poll_at=due_at)
        fresh = {} if known.get(source.key, source.url) == source.url else _AS_NEW | {"next_poll_at": due_at}
        await connection.execute(
            row.on_conflict_do_update(index_elements=["key"], set_={"spec": spec, "listed": True} | fresh)
        )


_AS_NEW: dict[str, object] = {
    "etag": "", "last_modified": "", "body_hash": "", "moved_to": "", "move_seen": "", "move_sightings": 0,
    "failures": 0, "kills": 0, "problem": "", "problem_detail": "", "ended": "", "mourned": False,
    "wishes": "", "items": "", "guids_repeat": False,
}  # fmt: skip


async def due(connection: AsyncConnection, now: datetime, limit: int) -> list[SourceState]:
    """Listed sources whose time has come, longest waiting first."""
    asked = select(sources).where(sources.c.listed, sources.c.ended == "", sources.c.next_poll_at <= now)
    rows = await connection.execute(asked.order_by(sources.c.next_poll_at).limit(limit))
    return [state_of(row) for row in rows]


async def any_due(connection: AsyncConnection, now: datetime, at: datetime) -> bool:
    """Whether `lease` would give any."""
    return bool((await connection.execute(_ANY_FREE, {"now": now, "at": at})).scalar())


async def lease(
    connection: AsyncConnection, now: datetime, limit: int, at: datetime, until: datetime
) -> list[SourceState]:
    """Sources that are due and that nobody else asks, longest waiting first: ours to ask until then.

    `at` and `until` are of real time, whatever clock the news goes by. Keeping an answer ends the lease.
    """
    asked = {"now": now, "at": at, "most": limit, "until": until}
    states = [state_of(row) for row in await connection.execute(_LEASE, asked)]
    held = await hubs.of_those_asked_until(connection, until)
    known = [replace(one, hub=held[one.source.key]) if one.source.key in held else one for one in states]
    return sorted(known, key=lambda state: state.next_poll_at)


async def hand_back(connection: AsyncConnection, keys: Sequence[str]) -> None:
    """We ask these no more, without an answer: somebody else may."""
    await connection.execute(update(sources).where(sources.c.key.in_(keys)).values(asked_until=None))


async def make_due(connection: AsyncConnection, now: datetime) -> None:
    """Let every listed source be polled at once."""
    await connection.execute(update(sources).where(sources.c.listed).values(next_poll_at=now))


async def every(connection: AsyncConnection) -> list[SourceState]:
    """All listed sources with the number of articles each gave, by name."""
    counts = select(articles.c.source, func.count().label("held")).group_by(articles.c.source).subquery()
    asked = select(sources, func.coalesce(counts.c.held, 0).label("held")).outerjoin(
        counts, counts.c.source == sources.c.key
    )
    rows = await connection.execute(asked.where(sources.c.listed))
    states = [state_of(row, row.held) for row in rows]
    return sorted(states, key=lambda state: state.source.name.casefold())


async def keep(connection: AsyncConnection, states: Iterable[SourceState]) -> None:
    """Keep how these sources have answered; the catalogue's part of their rows stays as it is."""
    if rows := [_row_of(state) for state in states]:
        await connection.execute(_KEEP, rows)


async def keep_well(connection: AsyncConnection, states: Iterable[SourceState]) -> None:
    """The same for those of whom nothing changed but when they answered, and when they are asked next."""
    rows = [
        {
            "of": one.source.key,
            "next_poll_at": one.next_poll_at,
            "polled_at": one.polled_at,
            "ok_at": one.ok_at,
        }
        for one in states
    ]
    if rows:
        await connection.execute(_KEEP_WELL, rows)


async def ended(connection: AsyncConnection) -> list[SourceState]:
    """Listed sources that are asked no more and whose end nobody was told yet."""
    asked = select(sources).where(sources.c.listed, sources.c.ended != "", ~sources.c.mourned)
    return [state_of(row) for row in await connection.execute(asked.order_by(sources.c.key))]


async def mourn(connection: AsyncConnection, keys: Sequence[str]) -> None:
    """The end of these sources was told to those whom it concerns."""
    await connection.execute(update(sources).where(sources.c.key.in_(keys)).values(mourned=True))


def _row_of(state: SourceState) -> dict[str, object]:
    return {
        "of": state.source.key,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "body_hash": state.validators.body_hash,
        "moved_to": state.moved_to,
        "move_seen": state.move_seen,
        "move_sightings": state.move_sightings,
        "next_poll_at": state.next_poll_at,
        "polled_at": state.polled_at,
        "ok_at": state.ok_at,
        "failures": state.failures,
        "kills": state.kills,
        "problem": state.problem,
        "problem_detail": state.problem_detail[:_DETAIL],
        "greeted": state.greeted,
        "ended": state.ended,
        "still_mourned": bool(state.failures),
        "wishes": state.wishes,
        "recent": json.dumps([round((moment - _EPOCH).total_seconds()) for moment in state.recent]),
        "items": state.items,
        "guids_repeat": state.guids_repeat,
    }


_FREE = select(sources.c.key).where(
    sources.c.listed & (sources.c.ended == "") & (sources.c.next_poll_at <= bindparam("now")),
    or_(sources.c.asked_until.is_(None), sources.c.asked_until <= bindparam("at")),
)
_ANY_FREE = select(_FREE.exists())
_LONGEST_FREE = _FREE.order_by(sources.c.next_poll_at).limit(bindparam("most"))
_LEASE = (
    update(sources)
    .where(sources.c.key.in_(_LONGEST_FREE.with_for_update(skip_locked=True)))
    .values(asked_until=bindparam("until"))
    .returning(sources)
)
_KEPT = (
    "etag", "last_modified", "body_hash", "moved_to", "move_seen", "move_sightings", "next_poll_at",
    "polled_at", "ok_at", "failures", "kills", "problem", "problem_detail", "greeted", "ended",
    "wishes", "recent", "items", "guids_repeat",
)  # fmt: skip
_KEEP = (
    update(sources)
    .where(sources.c.key == bindparam("of"))
    .values({name: bindparam(name) for name in _KEPT})
    .values(mourned=sources.c.mourned & bindparam("still_mourned", type_=Boolean))  # told meanwhile: stays
    .values(asked_until=None)
)  # fmt: skip
_KEEP_WELL = (
    update(sources)
    .where(sources.c.key == bindparam("of"))
    .values({name: bindparam(name) for name in ("next_poll_at", "polled_at", "ok_at")})
    .values(mourned=False, asked_until=None)
)


def state_of(row: Row[Any], held: int = 0) -> SourceState:
    """A row of `sources` as a noun."""
    return SourceState(
        source=_source(row.spec),
        validators=Validators(row.etag, row.last_modified, row.body_hash),
        next_poll_at=row.next_poll_at,
        polled_at=row.polled_at,
        ok_at=row.ok_at,
        failures=row.failures,
        kills=row.kills,
        problem=row.problem,
        problem_detail=row.problem_detail,
        greeted=row.greeted,
        ended=row.ended,
        mourned=row.mourned,
        moved_to=row.moved_to,
        move_seen=row.move_seen,
        move_sightings=row.move_sightings,
        wishes=row.wishes,
        recent=_recent(row.recent),
        items=row.items,
        guids_repeat=row.guids_repeat,
        articles=held,
    )


@lru_cache(_KNOWN)
def _source(spec: str) -> Source:
    return load(Source, spec)


@lru_cache(_KNOWN)
def _recent(moments: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromtimestamp(seconds, UTC) for seconds in json.loads(moments))
