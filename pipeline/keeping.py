"""What sources answered goes into the database: all that came in meanwhile together, for a commit is dear."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from db import hubs, sources
from db.arrivals import Arriving, NewArticle, take_in
from db.database import Database
from db.refusals import apart, takes_nothing
from db.sources import SourceState
from feeds.reader import Listed, Outcome, Trouble
from pipeline.standing import Patience, after, only_later

ANNOUNCED = 10  # entries of one list: a flood fills search and rings at nobody's door
_ANSWERS, _ENTRIES = 100, 240  # of one transaction: people's wishes are written between two

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking a source."""

    state: SourceState  # before
    outcome: Outcome
    entries: list[NewArticle]
    at: datetime
    patience: Patience


@dataclass(slots=True)
class _Waiting:
    answer: Answer
    new: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Keeper:
    """Writes answers in the order in which they came."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Waiting] = []
        self._writing = asyncio.Lock()

    async def keep(self, answer: Answer) -> int:
        """Write the answer; gives how many of its entries are new. Kept when this returns."""
        mine = _Waiting(answer)
        self._waiting.append(mine)
        async with self._writing:
            while not mine.new.done():
                await self._write(self._next())
        return mine.new.result()

    def _next(self) -> list[_Waiting]:
        """The answers of one transaction: the first, and as many more as are small enough."""
        batch = [self._waiting.pop(0)]
        entries = len(batch[0].answer.entries)
        while self._waiting and len(batch) < _ANSWERS:
            entries += len(self._waiting[0].answer.entries)
            if entries > _ENTRIES:
                break
            batch.append(self._waiting.pop(0))
        return batch

    async def _write(self, batch: Sequence[_Waiting]) -> None:
        answers = [one.answer for one in batch]
        try:
            async with self._database.transaction() as connection:
                published = await _published(connection, answers)
                states = [_state(*pair) for pair in zip(answers, published, strict=True)]
                await _keep_states(connection, answers, states)
        except asyncio.CancelledError:  # nothing was kept: the next in turn writes them
            self._waiting[:0] = batch
            raise
        except Exception as error:  # noqa: BLE001  each of those who wait hears of it
            for one in batch:
                one.new.set_exception(error)
            return
        for one, fresh in zip(batch, published, strict=True):
            one.new.set_result(len(fresh or ()))


async def _published(connection: AsyncConnection, answers: Sequence[Answer]) -> list[list[datetime] | None]:
    """Take the entries in; when each answer's new ones were published, None for what cannot be kept.

    All at once, for each question to the database costs time. If that fails, one by one: then one source's
    entries hurt no other's. What the database refuses for its own reasons is no source's fault.
    """
    try:
        return list(await _take(connection, answers))
    except Exception as error:
        if takes_nothing(error):
            raise
        if len(answers) == 1:
            log.exception("a source's entries could not be kept", source=answers[0].state.source.key)
            return [None]
        return [one for answer in answers for one in await _published(connection, [answer])]


async def _take(connection: AsyncConnection, answers: Sequence[Answer]) -> list[list[datetime]]:
    bringing = [answer for answer in answers if answer.entries]
    if not bringing:
        return [[] for _ in answers]
    async with apart(connection):
        lists = [
            Arriving(answer.entries, _listed(answer.outcome), ANNOUNCED, is_first=not answer.state.greeted)
            for answer in bringing
        ]
        verdicts = iter(await take_in(connection, lists, bringing[0].at))
    return [
        [
            entry.published
            for entry, verdict in zip(answer.entries, next(verdicts), strict=True)
            if verdict == "new"
        ]
        if answer.entries
        else []
        for answer in answers
    ]


async def _keep_states(
    connection: AsyncConnection, answers: Sequence[Answer], states: Sequence[SourceState]
) -> None:
    """Most answers change nothing but the time: they cost little."""
    changed, same = list[SourceState](), list[SourceState]()
    for answer, state in zip(answers, states, strict=True):
        (same if only_later(answer.state, state) else changed).append(state)
    await sources.keep_well(connection, same)
    await sources.keep(connection, changed)
    heard = {
        answer.state.source.key: (answer.outcome.hub, answer.outcome.topic)
        for answer in answers
        if isinstance(answer.outcome, Listed)
        and (answer.outcome.hub, answer.outcome.topic) != answer.state.hub
    }
    if heard:
        await hubs.announce(connection, heard, answers[0].at, lambda: token_urlsafe(32))


def _listed(outcome: Outcome) -> int:
    return outcome.listed if isinstance(outcome, Listed) else 0


def _state(answer: Answer, published: list[datetime] | None) -> SourceState:
    """The source's new standing; what it brought but could not be kept is trouble with it."""
    outcome = answer.outcome if published is not None else Trouble("broken", "its entries could not be kept")
    return after(answer.state, outcome, answer.at, answer.patience, published or ())
