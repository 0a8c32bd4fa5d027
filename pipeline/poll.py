"""due -> entries: ask the outlets whose time has come, keep what is new."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from db import articles, sources
from db.articles import NewArticle
from db.database import Database
from db.sources import SourceState
from feeds.article import teaser_text
from feeds.links import canonical
from feeds.outcomes import Gone, Unchanged
from feeds.reader import Listed, Reader, Trouble
from feeds.timing import next_poll
from model import Entry, Source

AT_ONCE = 20  # sources asked side by side
OLD = timedelta(hours=48)  # older entries fill search and are announced to nobody
AHEAD = timedelta(hours=1)  # an entry dated later than this has a wrong clock

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Polled:
    """How one poll went: `problem` is a short code, "" when all was well."""

    source: Source
    entries: int = 0
    new: int = 0
    unchanged: bool = False
    problem: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often we ask: the operator's usual interval, and chance in [0, 1) for jitter."""

    usual_seconds: float
    chance: Callable[[], float]


async def poll(
    database: Database, reader: Reader, rhythm: Rhythm, clock: Callable[[], datetime]
) -> list[Polled]:
    """Ask every source that is due once, side by side; a source that fails hurts nobody else."""
    async with database.reading() as connection:
        due = await sources.due(connection, clock(), AT_ONCE)
    return list(await asyncio.gather(*(poll_one(database, reader, rhythm, clock, state) for state in due)))


async def poll_one(
    database: Database, reader: Reader, rhythm: Rhythm, clock: Callable[[], datetime], state: SourceState
) -> Polled:
    """Ask one source, keep what it said and when to ask again."""
    source = state.source
    usual = source.poll_seconds or rhythm.usual_seconds
    outcome = await reader.poll(source, state.validators, state.moved_to, clock())
    now = clock()
    async with database.reading() as connection:
        past = (await sources.recent_times(connection, [source.key]))[source.key]
    async with database.transaction() as connection:
        match outcome:
            case Listed(entries, validators, hints, moved_to):
                taken = [_new_article(source, entry, now, greeted=state.greeted) for entry in entries]
                kinds = [await articles.add(connection, one, now) for one in taken if one is not None]
                when = next_poll(now, usual, past, hints, rhythm.chance())
                await sources.answered(connection, source.key, validators, now, when, moved_to)
                return Polled(source, len(entries), kinds.count("new"))
            case Unchanged(validators, hints):
                when = next_poll(now, usual, past, hints, rhythm.chance())
                await sources.answered(connection, source.key, validators, now, when)
                return Polled(source, unchanged=True)
            case Trouble(code, detail, retry_after):
                when = next_poll(
                    now, usual, past, None, rhythm.chance(),
                    failures=state.failures + 1, retry_after=retry_after,
                )  # fmt: skip
                await sources.failed(connection, source.key, (code, detail), now, when)
                return Polled(source, problem=code, detail=detail)
            case Gone(detail):
                await sources.failed(connection, source.key, ("gone", detail), now, now, gone=True)
                return Polled(source, problem="gone", detail=detail)
            case _:
                assert_never(outcome)


def _new_article(source: Source, entry: Entry, now: datetime, *, greeted: bool) -> NewArticle | None:
    """The entry as an article: plain teaser, canonical address, a date that cannot lie ahead."""
    if not entry.url or not entry.title:
        return None
    published = entry.published or now
    if published > now + AHEAD:
        published = now
    return NewArticle(
        source=source.key,
        outlet=source.name,
        guid=entry.guid or entry.url,
        url=canonical(entry.url),
        title=entry.title,
        teaser=teaser_text(entry.html),
        published=published,
        announce=greeted and now - published <= OLD,
        image=entry.image,
        declared=tuple(dict.fromkeys([*([entry.language] if entry.language else []), *source.languages])),
        country=source.country,
    )
