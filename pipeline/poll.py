"""due -> entries: ask the outlets whose time has come, keep what is new."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import assert_never
from urllib.parse import urlsplit

import structlog

from db import sources
from db.arrivals import NewArticle
from db.database import Database
from db.sources import SourceState
from feeds.links import LONGEST
from feeds.outcomes import Gone, Unchanged
from feeds.reader import Listed, Outcome, Reader, Trouble
from feeds.teaser import teaser_text
from model import Entry, Source
from pipeline.keeping import Answer, Keeper
from pipeline.standing import Patience, after, only_later, repeats

AT_ONCE = 80  # sources asked side by side: more than hang at a time, and they may answer all at once
A_FEW = 5  # that begin in one go
PER_HOST = 2  # of them at one host, whose other sources wait without taking a place
LEASE = timedelta(minutes=3)  # how long a source is ours to ask, whatever becomes of us
BEGIN = timedelta(minutes=1)  # what must be left of it when the asking begins: it ends within
MOST = 10_000  # polls in one go, however many sources become due meanwhile
LOOK_AGAIN = 1.0  # seconds
OLD = timedelta(hours=48)  # older entries fill search and are announced to nobody
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # a feed that names an earlier time has no clock

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
    """Ask every source that is due; one that fails or is slow hurts nobody else."""
    desk = _Desk(database, reader, rhythm, clock)
    round_ = _Round()
    try:
        async with asyncio.TaskGroup() as group:
            while len(round_.polled) < MOST:
                for number, state in enumerate(await desk.lease()):
                    if state.source.key not in round_.asking:
                        round_.put(state.source.key, group.create_task(desk.ask(state)))
                    if number % A_FEW == 0:
                        await asyncio.sleep(0)  # between two beginnings people are answered
                if not round_.asking:
                    break
                await round_.room()
    finally:
        await desk.close()
    return round_.polled


class _Round:
    """The questions that are open, and what came of the others."""

    def __init__(self) -> None:
        self.asking: dict[str, asyncio.Task[Polled | None]] = {}
        self.polled: list[Polled] = []
        self._some_ended = asyncio.Event()

    def put(self, key: str, task: asyncio.Task[Polled | None]) -> None:
        self.asking[key] = task
        task.add_done_callback(lambda _: self._ended(key))

    def _ended(self, key: str) -> None:
        task = self.asking.pop(key)
        if not task.cancelled() and task.exception() is None and (polled := task.result()):
            self.polled.append(polled)  # of an exception the group tells
        if len(self.asking) in {0, AT_ONCE // 2}:
            self._some_ended.set()

    async def room(self) -> None:
        """Wait until many have ended, or a moment: while some answer slowly, others become due."""
        self._some_ended.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN):
                await self._some_ended.wait()


async def poll_these(
    database: Database,
    reader: Reader,
    rhythm: Rhythm,
    clock: Callable[[], datetime],
    states: Sequence[SourceState],
    seen: Callable[[Polled], None] = lambda _: None,
) -> list[Polled]:
    """Ask these sources now, due or not; `seen` hears of each as it is done.

    No lease is taken: where another process asks the same source, the second answer brings nothing new.
    """
    desk = _Desk(database, reader, rhythm, clock)

    async def ask(state: SourceState) -> Polled:
        polled = await desk.ask_now(state)
        seen(polled)
        return polled

    return list(await asyncio.gather(*(ask(state) for state in states)))


class _Desk:
    """Where answers come in: at most so many questions open at once, at one host fewer."""

    def __init__(
        self, database: Database, reader: Reader, rhythm: Rhythm, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._reader = reader
        self._rhythm = rhythm
        self._clock = clock
        self._keeper = Keeper(database)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(PER_HOST))
        self._leased: dict[str, datetime] = {}
        self._aside: dict[str, SourceState] = {}  # answered without news, to be written with the next lease

    async def lease(self) -> list[SourceState]:
        """The next sources that are due, ours to ask for a while: of several processes one asks.

        What others answered without news is written on this occasion: most do, and each commit costs more
        than their answers. Lost it would only be asked for again.
        """
        now, at = self._clock(), datetime.now(UTC)
        aside = list(self._aside.values())
        if not aside:
            async with self._database.reading() as connection:
                if not await sources.any_due(connection, now, at):
                    return []
        async with self._database.transaction() as connection:
            await sources.keep_well(connection, aside)
            states = await sources.lease(connection, now, AT_ONCE, at, at + LEASE)
        for state in aside:
            del self._aside[state.source.key], self._leased[state.source.key]
        self._leased |= dict.fromkeys((state.source.key for state in states), at + LEASE)
        return states

    async def close(self) -> None:
        """What was leased and not asked is anybody's again."""
        if self._leased:
            async with self._database.transaction() as connection:
                await sources.keep_well(connection, self._aside.values())
                await sources.hand_back(connection, list(self._leased))

    async def ask(self, state: SourceState) -> Polled | None:
        """Ask a leased source; None when its lease ran out while it waited for its turn: it is still due."""
        key = state.source.key
        async with self._hosts[_host(state.moved_to or state.source.url)], self._places:
            if datetime.now(UTC) > self._leased[key] - BEGIN:
                return None
            answer = await self._answer(state)
            new = after(state, answer.outcome, answer.at, answer.patience)
            if isinstance(answer.outcome, Unchanged) and only_later(state, new):
                self._aside[key] = new
                return Polled(state.source, unchanged=True)
            polled = await self._keep(answer)
        del self._leased[key]
        return polled

    async def ask_now(self, state: SourceState) -> Polled:
        """Ask one source, whoever else may do so, too."""
        async with self._hosts[_host(state.moved_to or state.source.url)], self._places:
            return await self._keep(await self._answer(state))

    async def _keep(self, answer: Answer) -> Polled:
        """Keep what a source said and when to ask again."""
        return _polled(answer.state.source, answer.outcome, await self._keeper.keep(answer))

    async def _answer(self, state: SourceState) -> Answer:
        """Ask one source."""
        outcome = await self._outcome(state)
        now = self._clock()
        patience = Patience(state.source.poll_seconds or self._rhythm.usual_seconds, self._rhythm.chance())
        taken = arriving(state, outcome, now) if isinstance(outcome, Listed) else []
        return Answer(state, outcome, taken, now, patience)

    async def _outcome(self, state: SourceState) -> Outcome:
        known = state.items.split(",") if state.items else ()
        try:
            return await self._reader.poll(
                state.source, state.validators, state.moved_to, self._clock(), known
            )
        except Exception as error:
            log.exception("a source could not be read", source=state.source.key)
            return Trouble("broken", f"{type(error).__name__}: {error}")


@lru_cache(4_096)
def _host(url: str) -> str:
    """The host whose turns an address takes; "" for what is no address: the reader says what is wrong."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _polled(source: Source, outcome: Outcome, new: int) -> Polled:
    match outcome:
        case Listed(entries, listed=listed):
            return Polled(source, max(listed, len(entries)), new)
        case Unchanged():
            return Polled(source, unchanged=True)
        case Trouble(code, detail):
            return Polled(source, problem=code, detail=detail)
        case Gone(reason):
            return Polled(source, problem="gone", detail=reason)
        case _:
            assert_never(outcome)


def arriving(state: SourceState, listed: Listed, now: datetime) -> list[NewArticle]:
    """A source's list as articles on their way in: plain words, honest dates, names of its own.

    An id that names several entries of a list says nothing: the address stands for it then.
    """
    unsure = repeats(listed.entries) or state.guids_repeat
    entries = (_article(state, entry, now, unsure=unsure) for entry in listed.entries if entry.title)
    return [one for one in entries if 0 < len(one.url) <= LONGEST]


def _article(state: SourceState, entry: Entry, now: datetime, *, unsure: bool) -> NewArticle:
    source, url = state.source, entry.url
    published = min(entry.published or now, now)  # a clock ahead of ours is wrong
    if published < EARLIEST:
        published = now
    return NewArticle(
        source=source.key,
        outlet=source.name,
        guid=url if unsure or not entry.guid else entry.guid,
        url=url,
        title=entry.title,
        teaser=entry.text or teaser_text(entry.html),
        published=published,
        announce=state.greeted and now - published <= OLD,
        image=entry.image,
        declared=tuple(dict.fromkeys([*([entry.language] if entry.language else []), *source.languages])),
        country=source.country,
    )
