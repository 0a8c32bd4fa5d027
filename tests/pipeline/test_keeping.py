"""Answers that come in together are written together, each as if it were alone."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from db import sources
from db.arrivals import NewArticle
from db.database import Database
from db.sources import SourceState
from feeds.reader import Listed
from feeds.timing import SILENT
from model import Source, SourceKind, Validators
from pipeline.keeping import Answer, Keeper
from pipeline.standing import Patience
from tests.pipeline.outlets import Press

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def answer(number: int, entries: int) -> Answer:
    source = Source(f"s{number}", f"Outlet {number}", SourceKind.FEED, f"https://s{number}.example/")
    taken = [
        NewArticle(source.key, source.name, f"g{n}", f"{source.url}{n}", f"Report {n}", "", NOW)
        for n in range(entries)
    ]
    listed = Listed((), Validators("etag"), SILENT)
    return Answer(SourceState(source, Validators(), NOW), listed, taken, NOW, Patience(900.0, 0.0))


async def keep(database: Database, answers: list[Answer]) -> list[int]:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [one.state.source for one in answers], NOW)
    keeper = Keeper(database)
    return list(await asyncio.gather(*(keeper.keep(one) for one in answers)))


@pytest.mark.parametrize("sizes", [[0] * 120, [30] * 20, [500, 1, 500, 0, 3], [199, 1, 1]], ids=str)
async def test_every_answer_is_kept_whatever_came_with_it(outlets: Press, sizes: list[int]) -> None:
    answers = [answer(number, size) for number, size in enumerate(sizes)]
    assert await keep(outlets.database, answers) == sizes
    async with outlets.database.reading() as connection:
        states = await sources.every(connection)
    assert {state.source.key: state.articles for state in states} == {f"s{n}": s for n, s in enumerate(sizes)}
    assert all(state.validators.etag == "etag" for state in states)


async def test_a_persons_wish_is_written_between_two_batches(outlets: Press) -> None:
    keeper = Keeper(outlets.database)
    storm = [asyncio.create_task(keeper.keep(answer(number, 100))) for number in range(20)]
    await asyncio.wait(storm, return_when=asyncio.FIRST_COMPLETED)
    async with outlets.database.transaction():
        assert not all(one.done() for one in storm)
    assert await asyncio.gather(*storm) == [100] * 20


async def test_an_answer_given_up_while_it_is_written_holds_up_nobody(outlets: Press) -> None:
    keeper = Keeper(outlets.database)
    async with outlets.database.transaction():
        tasks = [asyncio.create_task(keeper.keep(answer(number, 1))) for number in range(3)]
        for given_up in tasks[:2]:
            await asyncio.sleep(0)
            given_up.cancel()
            await asyncio.sleep(0)
    assert await asyncio.gather(*tasks[2:]) == [1]
    assert len(await outlets.held()) == 3


async def test_a_database_that_fails_is_heard_of_by_everybody_who_waits(outlets: Press) -> None:
    async with outlets.database.transaction() as connection:
        await connection.execute(text("DROP TABLE sources"))
    keeper = Keeper(outlets.database)
    answers = (keeper.keep(answer(number, 0)) for number in range(3))
    failures = await asyncio.gather(*answers, return_exceptions=True)
    assert all(isinstance(failure, OperationalError) for failure in failures)
