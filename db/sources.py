"""Sources: the catalogue as rows, and what each answered last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.nouns import dump, load
from db.schema import articles, sources
from model import Source, Validators


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source and how it has answered so far."""

    source: Source
    validators: Validators
    next_poll_at: datetime
    polled_at: datetime | None
    ok_at: datetime | None
    failures: int
    problem: str
    greeted: bool
    moved_to: str
    articles: int = 0


async def list_catalogue(connection: AsyncConnection, catalogue: Sequence[Source], now: datetime) -> None:
    """Make the catalogue's sources the listed ones; the others keep their rows and articles, unpolled.

    New ones are due at once, in the catalogue's order.
    """
    await connection.execute(update(sources).values(listed=False))
    for place, source in enumerate(catalogue):
        spec = dump(Source, source)
        due_at = now + timedelta(microseconds=place - len(catalogue))
        row = insert(sources).values(key=source.key, spec=spec, next_poll_at=due_at)
        await connection.execute(
            row.on_conflict_do_update(index_elements=["key"], set_={"spec": spec, "listed": True})
        )


async def due(connection: AsyncConnection, now: datetime, limit: int) -> list[SourceState]:
    """Listed sources whose time has come, longest waiting first."""
    asked = select(sources).where(sources.c.listed, ~sources.c.gone, sources.c.next_poll_at <= now)
    rows = await connection.execute(asked.order_by(sources.c.next_poll_at).limit(limit))
    return [_state(row) for row in rows]


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
    states = [replace(_state(row), articles=row.held) for row in rows]
    return sorted(states, key=lambda state: state.source.name.casefold())


async def answered(
    connection: AsyncConnection,
    key: str,
    validators: Validators,
    now: datetime,
    next_poll_at: datetime,
    moved_to: str = "",
) -> None:
    """Keep that the source answered well, and when it is asked again."""
    kept = {"moved_to": moved_to} if moved_to else {}
    await connection.execute(
        update(sources)
        .where(sources.c.key == key)
        .values(
            etag=validators.etag,
            last_modified=validators.last_modified,
            body_hash=validators.body_hash,
            polled_at=now,
            ok_at=now,
            next_poll_at=next_poll_at,
            failures=0,
            problem="",
            problem_detail="",
            greeted=True,
            **kept,
        )
    )


async def failed(
    connection: AsyncConnection,
    key: str,
    problem: tuple[str, str],
    now: datetime,
    next_poll_at: datetime,
    *,
    gone: bool = False,
) -> None:
    """Keep that the source failed: `problem` is (short code, detail for the log)."""
    code, detail = problem
    await connection.execute(
        update(sources)
        .where(sources.c.key == key)
        .values(
            polled_at=now,
            next_poll_at=next_poll_at,
            failures=sources.c.failures + 1,
            problem=code,
            problem_detail=detail[:500],
            gone=gone,
        )
    )


async def recent_times(
    connection: AsyncConnection, keys: Iterable[str], limit: int = 20
) -> dict[str, list[datetime]]:
    """When each source last published, newest first, at most `limit` moments each: its rhythm."""
    times: dict[str, list[datetime]] = {}
    for key in keys:
        asked = select(articles.c.published).where(articles.c.source == key)
        rows = await connection.execute(asked.order_by(articles.c.id.desc()).limit(limit))
        times[key] = sorted(rows.scalars(), reverse=True)
    return times


def _state(row: Row[tuple[object, ...]]) -> SourceState:
    return SourceState(
        source=load(Source, row.spec),
        validators=Validators(row.etag, row.last_modified, row.body_hash),
        next_poll_at=row.next_poll_at,
        polled_at=row.polled_at,
        ok_at=row.ok_at,
        failures=row.failures,
        problem=row.problem,
        greeted=row.greeted,
        moved_to=row.moved_to,
    )
