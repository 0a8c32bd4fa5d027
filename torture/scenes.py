"""Scenes of the house's life, played by its own functions on a real file: what the labs cut short."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from telegram import Bot

from db import chats, inbox, subscriptions
from db.arrivals import Arriving, NewArticle, take_in
from db.database import Database
from db.sources import list_catalogue
from delivery.pace import Limits, Pace
from delivery.telegram import Telegram as Line
from message import Message, Press
from model import Source, SourceKind
from news.taxonomy import Taxonomy
from people import Chat, How
from pipeline.deliver import deliver
from pipeline.digest import digest
from pipeline.publish import Wanted, publish
from pipeline.sweep import sweep
from pipeline.understand import Desk, understand
from playground.chats import Chat as Room
from playground.chats import Person
from playground.clock import Clock
from playground.flood import NO_LIMITS
from playground.request import PlaygroundRequest
from playground.samples import reports
from playground.telegram import Telegram
from torture.privacy import live
from torture.releases import restore, stored

NOON = datetime(2026, 11, 24, 7, tzinfo=UTC)
READERS = range(101, 113)
WISHES = (("trade", How.NOW), ("oil", How.DAILY), ("country:UZ", How.NOW), ("gas", How.WEEKLY))


async def nothing(_: Path) -> None:
    """The scene begins without a file."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands in the file before, and what the house does then."""

    name: str
    play: Callable[[Database], Awaitable[None]]
    prepare: Callable[[Path], Awaitable[None]] = nothing


# ---------------------------------------------------------------- news comes in


async def ingest(database: Database, count: int = 60) -> None:
    """Reports are listed, understood and published, a few at a time."""
    coming = entries(count)
    for first in range(0, count, 6):
        await listed(database, coming[first : first + 6])
        await understood(database)
        await published(database)


async def listed(database: Database, coming: Sequence[NewArticle]) -> None:
    """A source's list comes in."""
    async with database.transaction() as connection:
        await take_in(connection, [Arriving(coming)], NOON)


async def understood(database: Database) -> None:
    """All that came in is understood."""
    while await understand(database, _desk(), lambda: NOON):
        pass


async def published(database: Database) -> None:
    """All that has news is published."""
    while await publish(database, Wanted(), lambda: NOON):
        pass


def entries(count: int) -> list[NewArticle]:
    """So many reports of the playground's outlets, with their texts."""
    return [
        NewArticle(
            one.outlet, one.outlet, one.id, f"https://{one.outlet}.example/{one.id}", one.title, one.teaser,
            NOON - timedelta(hours=number % 40), language=one.language, text="\n".join(one.body),
        )
        for number, one in enumerate(reports()[:count])
    ]  # fmt: skip


@cache
def _desk() -> Desk:
    return Desk({}, Taxonomy.default())


# ---------------------------------------------------------------- news goes out


async def greet(database: Database, people: Sequence[int] = READERS) -> None:
    """People come, and say what they want."""
    for number in people:
        query, how = WISHES[number % len(WISHES)]
        async with database.transaction() as connection:
            await chats.greet(connection, Chat(number, created=NOON), NOON)
            await subscriptions.subscribe(connection, number, query, how, NOON)


async def fan_out(database: Database, count: int = 30) -> None:
    """People subscribe, news is published and delivered, digests are made and delivered."""
    await greet(database)
    await ingest(database, count)
    clock = Clock(still=NOON)
    _, line = telegram(clock)
    await deliver(database, line, clock)
    clock.push(timedelta(hours=20))
    await digest(database, clock)
    await deliver(database, line, clock)


def telegram(clock: Clock, waits: Callable[[], None] = lambda: None) -> tuple[Telegram, Line]:
    """A Telegram in this process and the way to it, on a clock that moves when somebody `waits`."""
    there = Telegram(clock, limits=NO_LIMITS)
    for number in READERS:
        there.world.people[number] = Person(number, f"Reader {number}", f"reader_{number}")
        room = Room(number, "private", f"Reader {number}", members={there.world.me.id: "member"})
        there.world.chats[number] = room
    request = PlaygroundRequest(there)

    async def aside(_: Chat, __: Message) -> Press:
        return Press("More", "more")

    async def pause(seconds: float) -> None:
        clock.push(timedelta(seconds=seconds))
        waits()

    bot = Bot("1:playground", request=request, get_updates_request=request)
    seconds = lambda: (clock() - NOON).total_seconds() + 1e3  # noqa: E731
    return there, Line(bot, Pace(Limits()), aside, seconds, pause)


# ---------------------------------------------------------------- what is deleted, and what is older


async def deletion(database: Database) -> None:
    """People live here and ask to be forgotten; what is old is swept."""
    await ingest(database, 6)
    async with database.transaction() as connection:
        await list_catalogue(connection, [Source("w", "w", SourceKind.FEED, "https://w.example")], NOON)
    for number in READERS:
        await live(database, number)
    for number in READERS[::2]:
        async with database.transaction() as connection:
            await chats.erase(connection, number)
        await database.forget_log()
    await sweep(database, NOON + timedelta(days=40))


async def an_older_house(path: Path) -> None:
    """The oldest schema that was ever released, with rows."""
    restore(stored()[0], path)


async def opened(database: Database) -> None:
    """It was brought up to date when it was opened; people go on."""
    await greet(database, READERS[:3])


async def a_small_house(database: Database) -> None:
    """Something in every part of the house: what a release leaves to the next one."""
    await fan_out(database, 12)
    async with database.transaction() as connection:
        await list_catalogue(connection, [Source("w", "w", SourceKind.FEED, "https://w.example")], NOON)
        await inbox.hear(connection, 1, 1, NOON)
    for number in (901, 902):
        await live(database, number, length=1)


SCENES = (
    Scene("ingest", ingest),
    Scene("fan-out", fan_out),
    Scene("migration", opened, an_older_house),
    Scene("deletion", deletion),
)
