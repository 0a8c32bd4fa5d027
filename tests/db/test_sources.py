from dataclasses import replace
from datetime import UTC, datetime, timedelta

from db import articles, sources
from db.arrivals import NewArticle
from db.database import Database
from db.sources import SourceState
from model import Source, SourceKind, Validators

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ORIENT = Source("orient", "Orient", SourceKind.FEED, "https://orient.example/rss", languages=("ru", "tk"))
LEDGER = Source("ledger", "ledger of trade", SourceKind.FEED, "https://ledger.example/rss")
WELL = SourceState(
    ORIENT,
    Validators("etag", "yesterday", "hash"),
    LATER,
    polled_at=NOW,
    ok_at=NOW,
    failures=2,
    kills=1,
    problem="timeout",
    problem_detail="no answer",
    greeted=True,
    moved_to="https://new.example",
    move_seen="https://newer.example",
    move_sightings=2,
    wishes="{}",
    recent=(NOW, NOW - timedelta(hours=3)),
    items="a,b",
    guids_repeat=True,
)


async def test_a_catalogue_becomes_rows_that_are_due_at_once(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT, LEDGER], NOW)
        due = await sources.due(connection, NOW, 10)
        assert [state.source for state in due] == [ORIENT, LEDGER]
        assert await sources.due(connection, NOW - timedelta(seconds=1), 10) == []
        assert len(await sources.due(connection, NOW, 1)) == 1


async def test_a_source_that_leaves_the_catalogue_is_asked_no_more_and_comes_back_as_it_was(
    database: Database,
) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT, LEDGER], NOW)
        await sources.keep(connection, [WELL])
        await sources.list_catalogue(connection, [LEDGER], NOW)
        assert [state.source.key for state in await sources.every(connection)] == ["ledger"]
        await sources.list_catalogue(connection, [ORIENT], NOW)
        assert await sources.every(connection) == [WELL]


async def test_a_source_at_a_new_address_begins_anew_but_is_no_stranger(database: Database) -> None:
    elsewhere = replace(ORIENT, url="https://orient.example/feed")
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        await sources.keep(connection, [replace(WELL, ended="gone")])
        await sources.list_catalogue(connection, [elsewhere], NOW)
        (state,) = await sources.due(connection, NOW, 10)
    assert (state.source, state.validators, state.ended, state.moved_to) == (elsewhere, Validators(), "", "")
    assert (state.greeted, state.recent) == (True, WELL.recent)


async def test_a_long_problem_is_cut(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        await sources.keep(connection, [replace(WELL, problem_detail="x" * 900)])
        (state,) = await sources.every(connection)
    assert state.problem_detail == "x" * 500


async def test_keeping_nothing_is_no_work(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        before = await sources.every(connection)
        await sources.keep(connection, [])
        assert await sources.every(connection) == before


async def test_a_source_that_ended_is_not_asked_again_and_its_end_is_told_once(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT, LEDGER], NOW)
        await sources.keep(connection, [replace(WELL, ended="gone", next_poll_at=NOW)])
        assert [state.source for state in await sources.due(connection, NOW, 10)] == [LEDGER]
        assert [(one.source, one.ended) for one in await sources.ended(connection)] == [(ORIENT, "gone")]
        await sources.mourn(connection, ["orient"])
        assert await sources.ended(connection) == []


async def test_all_sources_can_be_made_due(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        await sources.keep(connection, [WELL])
        assert await sources.due(connection, NOW, 10) == []
        await sources.make_due(connection, NOW)
        assert len(await sources.due(connection, NOW, 10)) == 1


async def test_a_source_knows_how_many_articles_it_gave(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT, LEDGER], NOW)
        for n in range(5):
            entry = NewArticle("orient", "Orient", f"g{n}", f"https://orient.example/{n}", "t", "", NOW)
            await articles.add(connection, entry, NOW)
        states = await sources.every(connection)
    assert [(state.source.key, state.articles) for state in states] == [("ledger", 0), ("orient", 5)]
