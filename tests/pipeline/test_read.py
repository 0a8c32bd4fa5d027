"""Pages are read; news does not wait for one that cannot be had."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from db import articles
from db.arrivals import NewArticle
from db.database import Database
from feeds.reader import Reader
from pipeline.read import LATER, SOON, read
from playground.clock import Clock
from tests.feeds.hosts import Host, reply

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEASER = "Garabogaz ships urea."
PARAGRAPHS = [
    f"The plant at Garabogaz shipped load number {number} of urea to the port." for number in range(12)
]
PAGE = (
    f"<html><body><article>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</article></body></html>".encode()
)
WELL = reply(PAGE, content_type="text/html")


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with Host() as made:
        yield made


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    async with Reader("Chapar/test (+https://example.org)", allow_private=True) as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    return Clock(still=NOW)


async def told(database: Database, url: str, **said: str) -> None:
    async with database.transaction() as connection:
        entry = NewArticle("orient", "Orient", "g1", url, said.get("title", "Urea"), TEASER, NOW)
        await articles.add(connection, entry, NOW)


async def waiting(database: Database) -> list[str]:
    """Texts of what may be understood now."""
    async with database.reading() as connection:
        return [one.article.text for one in await articles.unjudged(connection, 10)]


async def test_the_text_of_the_page_is_kept(
    database: Database, host: Host, reader: Reader, clock: Clock
) -> None:
    await told(database, host.says("/1", WELL))
    assert await read(database, reader, {}, clock) == 1
    (text,) = await waiting(database)
    assert PARAGRAPHS[3] in text
    assert await read(database, reader, {}, clock) == 0


async def test_a_hiccup_is_waited_out_for_moments(
    database: Database, host: Host, reader: Reader, clock: Clock
) -> None:
    await told(database, host.says("/1", reply(status=503), WELL))
    await read(database, reader, {}, clock)
    assert await waiting(database) == []
    assert await read(database, reader, {}, clock) == 0
    clock.push(SOON)
    await read(database, reader, {}, clock)
    assert PARAGRAPHS[0] in (await waiting(database))[0]


async def test_after_that_the_feeds_own_text_stands_in_and_the_page_is_asked_later(
    database: Database, host: Host, reader: Reader, clock: Clock
) -> None:
    await told(database, host.says("/1", reply(status=503), reply(status=503), WELL))
    await read(database, reader, {}, clock)
    clock.push(SOON)
    await read(database, reader, {}, clock)
    assert await waiting(database) == [TEASER]
    clock.push(LATER[0])
    await read(database, reader, {}, clock)
    assert PARAGRAPHS[0] in (await waiting(database))[0]


async def test_a_page_that_is_not_there_is_not_asked_for_again(
    database: Database, host: Host, reader: Reader, clock: Clock
) -> None:
    await told(database, host.says("/1", reply(status=404)))
    await read(database, reader, {}, clock)
    assert await waiting(database) == [TEASER]
    clock.push(timedelta(days=7))
    assert await read(database, reader, {}, clock) == 0


async def test_a_single_round_does_not_wait(
    database: Database, host: Host, reader: Reader, clock: Clock
) -> None:
    await told(database, host.says("/1", reply(status=503)))
    await read(database, reader, {}, clock, patient=False)
    assert await waiting(database) == [TEASER]


async def test_a_page_that_never_comes_is_given_up_in_the_end(
    database: Database, host: Host, reader: Reader, clock: Clock
) -> None:
    await told(database, host.says("/1", reply(status=503)))
    tries = 0
    for _ in range(20):
        tries += await read(database, reader, {}, clock)
        clock.push(timedelta(days=1))
    assert tries == [asked.path for asked in host.asked].count("/1") == 2 + len(LATER)
    assert await waiting(database) == [TEASER]


async def test_an_edited_report_whose_page_is_away_keeps_the_text_it_had(
    database: Database, host: Host, reader: Reader, clock: Clock
) -> None:
    url = host.says("/1", WELL, reply(status=404))
    await told(database, url)
    await read(database, reader, {}, clock)
    await told(database, url, title="Urea again")
    await read(database, reader, {}, clock)
    (text,) = await waiting(database)
    assert PARAGRAPHS[0] in text
