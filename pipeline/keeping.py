"""What sources answered goes into the database: all that came in meanwhile together, for a commit is dear."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from db import sources
from db.arrivals import NewArticle, take_in
from db.database import Database
from db.sources import SourceState
from feeds.reader import Listed, Outcome, Trouble
from pipeline.standing import Patience, after

ANNOUNCED = 10  # entries of one list: a flood fills search and rings at nobody's door
_ANSWERS, _ENTRIES = 50, 200  # of one transaction: people's wishes are written between two

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
        try:
            async with self._database.transaction() as connection:
                kept = [await _take(connection, one.answer) for one in batch]
                await sources.keep(connection, [state for state, _ in kept])
        except asyncio.CancelledError:  # nothing was kept: the next in turn writes them
            self._waiting[:0] = batch
            raise
        except Exception as error:  # noqa: BLE001  each of those who wait hears of it
            for one in batch:
                one.new.set_exception(error)
            return
        for one, (_, new) in zip(batch, kept, strict=True):
            one.new.set_result(new)


async def _take(connection: AsyncConnection, answer: Answer) -> tuple[SourceState, int]:
    """The source's new standing and how many entries are new. A failure hurts this source alone."""
    state, outcome = answer.state, answer.outcome
    published: list[datetime] = []
    if isinstance(outcome, Listed):
        try:
            async with connection.begin_nested():
                published = await _new(connection, answer, outcome)
        except Exception as error:
            log.exception("a source's entries could not be kept", source=state.source.key)
            outcome = Trouble("broken", type(error).__name__)
    return after(state, outcome, answer.at, answer.patience, published), len(published)


async def _new(connection: AsyncConnection, answer: Answer, outcome: Listed) -> list[datetime]:
    """When the new ones among the entries were published."""
    verdicts = await take_in(
        connection, answer.entries, answer.at, listed=outcome.listed, announce_most=ANNOUNCED
    )
    return [
        entry.published for entry, verdict in zip(answer.entries, verdicts, strict=True) if verdict == "new"
    ]
