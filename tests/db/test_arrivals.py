"""What is new, what is edited, what is known: by its own name, its address, and its title in a storm."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.arrivals import Arriving, NewArticle, take_in
from db.database import Database
from db.schema import articles
from tests.blank import blank

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def entry(number: int, **change: str) -> NewArticle:
    made = NewArticle(
        source="orient", outlet="Orient", guid=f"g{number}", url=f"https://orient.example/{number}",
        title=f"Report {number}", teaser="A plant opened.", published=NOW - timedelta(minutes=number),
    )  # fmt: skip
    return replace(made, **change)  # type: ignore[arg-type]


async def arrive(
    database: Database, *entries: NewArticle, listed: int = 0, most: int | None = None
) -> list[str]:
    async with database.transaction() as connection:
        (verdicts,) = await take_in(connection, [Arriving(entries, listed, most)], NOW)
    return verdicts


async def held(database: Database) -> list[tuple[str, str, str, bool]]:
    columns = (articles.c.guid, articles.c.url, articles.c.title, articles.c.announce)
    async with database.reading() as connection:
        return [tuple(row) for row in await connection.execute(select(*columns).order_by(articles.c.id))]


async def test_nothing_arrives(database: Database) -> None:
    assert await arrive(database) == []


async def test_a_list_with_repetitions_comes_in_once(database: Database) -> None:
    assert await arrive(database, entry(1), entry(2), entry(1)) == ["new", "new", "known"]
    assert await arrive(database, entry(2), entry(3)) == ["known", "new"]


async def test_an_edit_is_an_edit_once_and_back_again(database: Database) -> None:
    await arrive(database, entry(1))
    assert await arrive(database, entry(1, title="B")) == ["edited"]
    assert await arrive(database, entry(1, title="B")) == ["known"]
    assert await arrive(database, entry(1)) == ["edited"]
    assert len(await held(database)) == 1


async def test_two_entries_at_one_address_do_not_edit_each_other_for_ever(database: Database) -> None:
    pair = (entry(1), entry(2, url=entry(1).url))
    assert await arrive(database, *pair) == ["new", "known"]
    assert await arrive(database, *pair) == ["known", "known"]


async def test_an_address_is_the_same_under_both_schemes(database: Database) -> None:
    await arrive(database, entry(1))
    assert await arrive(database, entry(1, guid="other", url="http://orient.example/1")) == ["known"]
    await arrive(database, entry(2, url="http://orient.example/2"))
    assert await arrive(database, entry(2, guid="another")) == ["known"]


async def test_names_may_change_one_after_the_other(database: Database) -> None:
    await arrive(database, entry(1))
    moved = entry(1, url="https://orient.example/moved/1")
    assert await arrive(database, moved) == ["known"]
    assert await arrive(database, replace(moved, guid="n1")) == ["known"]
    assert await arrive(database, entry(1, guid="n1")) == ["known"]
    assert [names for *names, _, _ in await held(database)] == [["n1", "https://orient.example/1"]]


async def test_lists_of_several_sources_arrive_together(database: Database) -> None:
    await arrive(database, entry(1))
    twin = entry(2, source="twin", guid="g1")
    lists = [Arriving([entry(1), entry(2)]), Arriving([twin, entry(3, source="twin")], is_first=True)]
    async with database.transaction() as connection:
        assert await take_in(connection, lists, NOW) == [["known", "new"], ["known", "new"]]
    assert len(await held(database)) == 3


async def test_the_same_report_by_another_source_changes_nothing(database: Database) -> None:
    await arrive(database, entry(1))
    assert await arrive(database, entry(1, source="twin", title="Another title")) == ["known"]


async def test_a_source_that_renames_what_it_lists_repeats_nothing(database: Database) -> None:
    await arrive(database, *(entry(number) for number in range(10)))
    renamed = [
        entry(number, guid=f"new{number}", url=f"https://orient.example/new/{number}") for number in range(10)
    ]
    assert await arrive(database, *renamed, entry(11)) == ["known"] * 10 + ["new"]
    assert await arrive(database, *renamed, entry(11)) == ["known"] * 11
    assert await arrive(database, *renamed[:2], listed=2) == ["known"] * 2
    assert {guid for guid, *_ in await held(database)} == {*(one.guid for one in renamed), "g11"}


@pytest.mark.parametrize(("renamed", "listed", "new"), [(2, 0, 2), (5, 10, 5), (6, 10, 0)])
async def test_a_title_that_comes_again_is_news_unless_most_of_the_list_does(
    database: Database, renamed: int, listed: int, new: int
) -> None:
    await arrive(database, *(entry(number) for number in range(10)))
    again = [
        entry(number, guid=f"n{number}", url=f"https://orient.example/n/{number}")
        for number in range(renamed)
    ]
    assert (await arrive(database, *again, listed=listed)).count("new") == new


async def test_a_list_of_other_reports_is_all_new(database: Database) -> None:
    await arrive(database, *(entry(number) for number in range(10)))
    assert await arrive(database, *(entry(number) for number in range(20, 30))) == ["new"] * 10


async def test_what_nobody_names_as_its_source_is_never_known_by_title(database: Database) -> None:
    await arrive(database, *(entry(number, source="") for number in range(5)))
    again = [entry(n, source="", guid=f"n{n}", url=f"https://orient.example/n/{n}") for n in range(5)]
    assert await arrive(database, *again) == ["new"] * 5


async def test_of_a_flood_the_newest_few_are_announced(database: Database) -> None:
    old = replace(entry(0), announce=False)
    await arrive(database, old, *(entry(number) for number in range(9, 0, -1)), most=3)
    assert [url[-1] for _, url, _, loud in await held(database) if loud] == ["3", "2", "1"]


async def test_nothing_may_be_announced(database: Database) -> None:
    await arrive(database, entry(1), most=0)
    assert [loud for *_, loud in await held(database)] == [False]


async def test_a_thousand_entries_arrive_in_a_few_questions(database: Database) -> None:
    many = [entry(number) for number in range(1_001)]
    assert await arrive(database, *many) == ["new"] * 1_001
    assert await arrive(database, *many) == ["known"] * 1_001


names = st.integers(0, 5).map(str)
lists = st.lists(
    st.lists(st.builds(entry, st.integers(0, 8), guid=names, title=names), max_size=8), max_size=6
)


@settings(max_examples=60)
@given(lists)
async def test_whatever_a_source_lists_comes_in_once(histories: list[list[NewArticle]]) -> None:
    with TemporaryDirectory() as folder:
        async with Database(blank(Path(folder) / "chapar.db")) as database:
            new = 0
            for listed in histories:
                new += (await arrive(database, *listed)).count("new")
                assert "new" not in await arrive(database, *listed)
            assert len(await held(database)) == new
