"""What needs an operator is told once a day, to operators only, and only when it is so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db import sources
from db.health import Numbers
from db.sources import SourceState
from model import Source, SourceKind, Validators
from pipeline.watch import Noticed, noticed, watch
from tests.pipeline.newsroom import DANA, DAY, HOUR, MINUTE, TIMUR, Newsroom, owe
from views.operators import Need

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
WELL = Numbers(
    chats=4, subscriptions=2, waiting=0, oldest=None, dead=0, sent=9, failed=0, reports=5, understood_at=NOW
)


def state(problem: str = "") -> SourceState:
    source = Source("s", "S", SourceKind.FEED, "https://s.example/feed")
    return SourceState(
        source=source,
        validators=Validators(),
        next_poll_at=NOW,
        polled_at=NOW,
        ok_at=NOW,
        failures=0,
        problem=problem,
        greeted=True,
        moved_to="",
    )


def needs(counted: Numbers, states: list[SourceState]) -> list[Need]:
    return [one.need for one in noticed(counted, states, NOW)]


def test_a_house_that_is_well_needs_nobody() -> None:
    assert needs(WELL, [state()] * 9) == []
    assert needs(replace(WELL, waiting=7, oldest=NOW - 15 * MINUTE), []) == []


def test_what_waits_too_long_is_noticed_with_how_much_and_since_when() -> None:
    ill = replace(WELL, waiting=7, oldest=NOW - 16 * MINUTE)
    assert list(noticed(ill, [], NOW)) == [Noticed(Need.OUTBOX, NOW - 16 * MINUTE, "7")]


def test_what_was_given_up_lately_is_noticed() -> None:
    assert list(noticed(replace(WELL, failed=2, dead=9), [], NOW)) == [Noticed(Need.DEAD, None, "2")]


@pytest.mark.parametrize(("silent", "well", "is_noticed"), [(3, 2, True), (3, 3, False), (4, 0, False)])
def test_most_sources_silent_at_once_is_our_own_matter(silent: int, well: int, is_noticed: bool) -> None:
    states = [state("dns")] * (silent - 1) + [state("timeout")] + [state()] * well
    found = list(noticed(WELL, states, NOW))
    assert found == ([Noticed(Need.SOURCES, None, "dns, timeout")] if is_noticed else [])


def test_a_day_without_a_report_is_noticed_where_there_are_sources() -> None:
    starved = replace(WELL, understood_at=NOW - DAY - HOUR)
    assert needs(starved, [state()]) == [Need.INTAKE]
    assert needs(starved, []) == []
    assert needs(replace(WELL, understood_at=None), [state()]) == []
    started = replace(state(), polled_at=NOW - DAY)  # the machine was off: nothing can have come
    assert needs(starved, [started, replace(state(), polled_at=None)]) == []


async def give_up(newsroom: Newsroom) -> None:
    """A delivery that was tried in vain."""
    await owe(newsroom, TIMUR, "lost")
    async with newsroom.database.transaction() as connection:
        await connection.exec_driver_sql("UPDATE outbox SET state = 'dead'")


async def test_operators_are_told_once_a_day_in_their_language_and_nobody_else(newsroom: Newsroom) -> None:
    await newsroom.change(DANA, language="ru")
    await give_up(newsroom)
    for _ in range(3):
        await watch(newsroom.database, [DANA, 999], newsroom.clock)
    await newsroom.deliver()
    (said,) = newsroom.texts(DANA)
    assert said.startswith("⚠ Сообщение не удалось отправить после всех попыток.")
    assert newsroom.texts(TIMUR) == []
    newsroom.clock.push(timedelta(days=1))
    await watch(newsroom.database, [DANA], newsroom.clock)
    await newsroom.deliver()
    assert len(newsroom.texts(DANA)) == 1  # yesterday's loss is no news of today


async def test_without_operators_nothing_is_looked_at(newsroom: Newsroom) -> None:
    await give_up(newsroom)
    await watch(newsroom.database, [], newsroom.clock)
    await newsroom.deliver()
    assert newsroom.texts(DANA) == []


async def test_the_end_of_a_source_is_told_once(newsroom: Newsroom) -> None:
    gone = replace(state("gone"), ended="gone")
    async with newsroom.database.transaction() as connection:
        await sources.list_catalogue(connection, [gone.source], NOW)
        await sources.keep(connection, [gone])
    await watch(newsroom.database, [999], newsroom.clock)  # nobody is there to hear it
    for _ in range(3):
        await watch(newsroom.database, [DANA], newsroom.clock)
        await newsroom.deliver()
        newsroom.clock.push(timedelta(days=1))
    (said,) = newsroom.texts(DANA)
    assert said.startswith("⚠ A source is asked no more")
    assert "https://s.example/feed" in said
