"""What needs an operator -> one message to each of them, once a day and need: never a flood."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from db import chats, health, outbox, sources
from db.database import Database
from db.health import Numbers
from db.own_sources import OWN
from db.sources import SourceState
from people import Delivery, Priority
from views.operators import Need, needs

SLOW = timedelta(minutes=15)  # a delivery that waits longer needs somebody
STARVED = timedelta(days=1)  # a day without a single report is no slow news day
AT_WORK = timedelta(hours=1)  # whoever asked no source for longer has only just started
FEWEST = 5  # sources: of fewer, half may well be silent


@dataclass(frozen=True, slots=True)
class Noticed:
    """A need, since when where that is known, and what helps to mend it."""

    need: Need
    since: datetime | None = None
    detail: str = ""
    about: str = ""  # what it is about, where there may be several at once


def noticed(counted: Numbers, states: Sequence[SourceState], now: datetime) -> Iterator[Noticed]:
    """What is not as it should be."""
    if counted.oldest is not None and now - counted.oldest > SLOW:
        yield Noticed(Need.OUTBOX, counted.oldest, f"{counted.waiting}")
    if counted.failed:
        yield Noticed(Need.DEAD, None, f"{counted.failed}")
    silent = [state for state in states if state.problem]
    if len(states) >= FEWEST and len(silent) * 2 > len(states):
        yield Noticed(Need.SOURCES, None, ", ".join(sorted({state.problem for state in silent})))
    asked = max((state.polled_at for state in states if state.polled_at), default=None)
    at_work = asked is not None and now - asked < AT_WORK
    if at_work and counted.understood_at is not None and now - counted.understood_at > STARVED:
        yield Noticed(Need.INTAKE, counted.understood_at)


async def watch(database: Database, admins: Sequence[int], clock: Callable[[], datetime]) -> None:
    """Tell the operators that have greeted the bot.

    The key of a message holds its day: told once a day, however often it is looked at and by how many.
    """
    if not admins:
        return
    now = clock()
    async with database.reading() as connection:
        found = list(noticed(await health.numbers(connection, now), await sources.every(connection), now))
        people = await chats.several(connection, admins)
        ended = [one for one in await sources.ended(connection) if not one.source.key.startswith(OWN)]
    found += [Noticed(Need.ENDED, None, _named(state), state.source.key) for state in ended]
    owed = [
        Delivery(
            id=0,
            chat_id=chat.id,
            key=f"needs:{one.need}:{one.about}{now:%Y-%m-%d}",
            message=needs(one.need, chat.language, detail=one.detail, since=one.since),
            priority=Priority.PUSH,
            not_before=now,
        )
        for chat in people.values()
        for one in found
    ]
    async with database.transaction() as connection:
        await outbox.owe(connection, owed, now)
        if people:
            await sources.mourn(connection, [state.source.key for state in ended])


def _named(state: SourceState) -> str:
    return f"{state.source.name} · {state.source.url} · {state.problem}"
