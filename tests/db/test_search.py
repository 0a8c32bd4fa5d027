"""Search finds what Query.matches accepts and ranks it as a reader would; nothing typed is syntax."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from db import search, search_ranked
from db.database import Database
from db.schema import stories as stories_table
from news.query import parse
from news.text import Indexed, concepts, terms
from tests.blank import blank
from tests.news.questions import articles, queries

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LAW = settings(
    max_examples=int(os.environ.get("LAW_EXAMPLES", "2000")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class _UndoError(Exception):
    """Leaves a transaction without a trace."""


def article(number: int, title: str, text: str = "", *, hours: int = 1, **more: object) -> Indexed:
    made = Indexed(
        article_id=number,
        title=terms(title),
        text=terms(text),
        published=NOW - timedelta(hours=hours),
        concepts=concepts(f"{title}\n{text}"),
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[tuple[asyncio.Runner, Database]]:
    """A loop of our own: Hypothesis asks many times in one test."""
    database = Database(blank(tmp_path / "law.db"))
    with asyncio.Runner() as made:
        made.run(database.__aenter__())
        yield made, database
        made.run(database.__aexit__())


@LAW
@given(
    st.lists(articles(), min_size=1, max_size=2, unique_by=lambda a: a.article_id),
    st.lists(queries(), min_size=1, max_size=1),
)
def test_search_finds_an_article_exactly_when_the_query_matches_it(
    runner: tuple[asyncio.Runner, Database], held: list[Indexed], asked: list[str]
) -> None:
    loop, database = runner
    for text, found in zip(asked, loop.run(_found(database, held, asked)), strict=True):
        query = parse(text)
        assert found == {one.article_id for one in held if query.matches(one, NOW)}, text


async def _found(database: Database, held: list[Indexed], asked: list[str]) -> list[set[int]]:
    found = []
    with suppress(_UndoError):
        async with database.transaction() as connection:
            for one in held:
                await search.put(connection, one, None)
            for text in asked:
                hits = await search.search(connection, parse(text), NOW, 1000, by_story=False)
                assert len(hits) == await search.count(connection, parse(text), NOW)
                found.append({hit.article_id for hit in hits})
            raise _UndoError
    return found


async def ids(database: Database, query: str, limit: int = 10, offset: int = 0) -> list[int]:
    async with database.reading() as connection:
        hits = await search.search(connection, parse(query), NOW, limit, offset)
    return [hit.article_id for hit in hits]


async def put(database: Database, *held: Indexed, story: int | None = None) -> None:
    async with database.transaction() as connection:
        for one in held:
            await search.put(connection, one, story)


async def test_an_article_put_again_is_found_by_its_new_words_only(database: Database) -> None:
    await put(database, article(1, "Urea plant opens"))
    await put(database, article(1, "Cotton prices fall"))
    assert await ids(database, "cotton") == [1]
    assert await ids(database, "urea") == []


async def test_a_forgotten_article_is_not_found(database: Database) -> None:
    await put(database, article(1, "Urea plant opens"))
    async with database.transaction() as connection:
        await search.forget(connection, 1)
        await search.forget(connection, 2)
    assert await ids(database, "urea") == []


async def test_a_word_in_the_title_counts_more_than_one_in_the_text(database: Database) -> None:
    await put(database, article(2, "Prices fall", "cotton"), article(1, "Cotton falls", "prices"))
    assert await ids(database, "cotton") == [1, 2]


async def test_the_word_itself_counts_more_than_another_name_of_the_thing(database: Database) -> None:
    await put(database, article(2, "Carbamide output grows"), article(1, "Urea output grows"))
    assert await ids(database, "urea") == [1, 2]


async def test_what_was_asked_for_comes_before_its_kinds(database: Database) -> None:
    await put(database, article(1, "Grain harvest in the region grows a little", hours=500))
    await put(database, article(2, "Wheat", hours=1), article(3, "Barley grows", hours=2))
    assert (await ids(database, "grain"))[0] == 1
    assert set(await ids(database, "grain")) == {1, 2, 3}
    assert await ids(database, "wheat") == [2]


async def test_of_equal_articles_the_newer_comes_first(database: Database) -> None:
    await put(database, article(1, "Cotton falls", hours=2000), article(2, "Cotton falls", hours=1))
    assert await ids(database, "cotton") == [2, 1]


async def test_newest_first_goes_by_time_alone(database: Database) -> None:
    await put(database, article(2, "Cotton cotton"), article(1, "A word on cotton", hours=0))
    assert await ids(database, "cotton sort:new") == [1, 2]


async def test_a_story_is_one_result(database: Database) -> None:
    await put(database, article(1, "Cotton falls"), article(2, "Cotton falls again"), story=7)
    await put(database, article(3, "Cotton exports"))
    found = await ids(database, "cotton")
    assert len(found) == 2
    assert 3 in found
    async with database.reading() as connection:
        assert await search.count(connection, parse("cotton"), NOW) == 2


async def test_among_equals_the_story_that_more_outlets_tell_comes_first(database: Database) -> None:
    row = {"story": "{}", "first_at": NOW, "last_at": NOW, "thread": 1}
    async with database.transaction() as connection:
        await connection.execute(insert(stories_table).values(id=1, tellings=5, **row))
        await connection.execute(insert(stories_table).values(id=2, tellings=1, **row))
        await search.put(connection, article(1, "Cotton falls"), 1)
        await search.put(connection, article(2, "Cotton falls"), 2)
    assert await ids(database, "cotton") == [1, 2]


async def test_pages_follow_each_other_without_a_gap_or_a_repetition(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_ranked, "POOL", 4)
    monkeypatch.setattr(search_ranked, "TOP", 2)
    await put(database, *(article(n, "Cotton falls", hours=n) for n in range(1, 12)))
    paged = [
        number for page in range(4) for number in await ids(database, "cotton", limit=3, offset=3 * page)
    ]
    assert sorted(paged) == list(range(1, 12))
    assert paged == await ids(database, "cotton", limit=100)


async def test_counting_stops_at_the_most_that_is_asked_for(database: Database) -> None:
    await put(database, *(article(n, "Cotton falls") for n in range(1, 8)))
    async with database.reading() as connection:
        assert await search.count(connection, parse("cotton"), NOW, most=5) == 5


@pytest.mark.parametrize(
    "hostile",
    [
        '"', "a-b", "c++", "don't", "secret:x", "", "NEAR(a b)", "title:urea", "{title} : urea", "a AND",
        "* *", "^urea", "')); DROP TABLE articles; --",
        'urea" OR tokens:"every:article', "OR " * 500, "(" * 500, "\ud800", "\0",
        "-" * 300,
        "a OR " * 10_000, "x" * 10_000, "'", "`", "%", "_", "\\", "column:*", "NOT", "- -",
        "٣٤", "中文", "🙂",
    ],
)  # fmt: skip
async def test_nothing_that_people_type_is_an_error(database: Database, hostile: str) -> None:
    await put(database, article(1, "Urea plant opens"))
    assert await ids(database, hostile) in ([], [1])


async def test_more_like_this_gives_other_stories_about_the_same_things(database: Database) -> None:
    await put(database, article(1, "Garabogaz urea plant exports grow", "urea to Turkey"), story=1)
    await put(database, article(2, "Urea plant in Garabogaz exports more"), story=1)
    await put(database, article(3, "Garabogaz plant ships urea exports"), story=3)
    await put(database, *(article(n, f"Parliament elects speaker {n}") for n in range(4, 20)))
    async with database.reading() as connection:
        assert await search.like(connection, 1, 5) == [3]
        assert await search.like(connection, 99, 5) == []


async def test_an_article_without_a_telling_word_is_like_nothing(database: Database) -> None:
    await put(database, article(1, "a b c"))
    async with database.reading() as connection:
        assert await search.like(connection, 1, 5) == []
