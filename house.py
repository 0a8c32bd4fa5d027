"""Puts the house together: settings -> database -> outlets. What runs in it stands in service.py."""

import gc
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from db import own_sources, sources
from db.copies import UnusableError
from db.database import Database
from db.refusals import takes_nothing
from feeds.reader import Reader
from feeds.sources import read as read_catalogue
from model import Source
from news.attribution import known_sources
from news.taxonomy import Taxonomy
from pipeline.poll import Rhythm
from pipeline.understand import Desk
from settings import Settings

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


@dataclass(slots=True)
class House:
    """Everything that the stages and the commands share."""

    settings: Settings
    database: Database
    reader: Reader
    catalogue: dict[str, Source]
    desk: Desk
    clock: Clock
    problems: list[str] = field(default_factory=list)

    @property
    def rhythm(self) -> Rhythm:
        """How often outlets are asked."""
        return Rhythm(self.settings.poll_seconds, random.random)


@asynccontextmanager
async def open_house(
    settings: Settings,
    clock: Clock = utc_now,
    only: Sequence[Source] = (),
    opened: Database | None = None,
) -> AsyncIterator[House]:
    """Open the database, if it is not yet, and the line to the outlets; list the catalogue's, or `only`."""
    catalogue = read_catalogue(Path(settings.sources))
    known = {source.key: source for source in (*only, *catalogue.sources)}
    async with AsyncExitStack() as stack:
        if (database := opened) is None:
            database = await stack.enter_async_context(Database(settings.database_url))
        reader = await stack.enter_async_context(
            Reader(settings.user_agent, allow_private=settings.feeds_allow_private)
        )
        try:
            async with database.transaction() as connection:
                await sources.list_catalogue(connection, list(only or known.values()), clock())
                await own_sources.list_again(connection)
        except DBAPIError as error:
            if not takes_nothing(error):
                raise
            raise UnusableError(f"{database.name} takes nothing: {error.orig}") from None
        taxonomy, problems = _taxonomy(settings.words)
        desk = Desk(known_sources(known.values()), taxonomy)
        yield House(settings, database, reader, known, desk, clock, [*catalogue.problems, *problems])


def _taxonomy(words: str) -> tuple[Taxonomy, list[str]]:
    """The taxonomy with the operator's own words, and what keeps them from being read."""
    try:
        return Taxonomy.with_words(Path(words).read_text("utf-8") if words else ""), []
    except (OSError, ValueError) as error:
        return Taxonomy.with_words(""), [f"WORDS={words} is left out: {error}"]


_YOUNG = 20_000  # new objects between two looks: what a list of reports makes is gone by then, unlooked at


def settle() -> None:
    """What was built up to now stays: looking through it for garbage stops the loop for 0.15 s each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
