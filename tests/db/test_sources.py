from datetime import UTC, datetime, timedelta

from db import articles, sources
from db.articles import NewArticle
from db.database import Database
from model import Source, SourceKind, Validators

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ORIENT = Source("orient", "Orient", SourceKind.FEED, "https://orient.example/rss", languages=("ru", "tk"))
LEDGER = Source("ledger", "ledger of trade", SourceKind.FEED, "https://ledger.example/rss")


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
    validators = Validators("etag", "yesterday", "hash")
    later = NOW + timedelta(hours=1)
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT, LEDGER], NOW)
        await sources.answered(connection, "orient", validators, NOW, later, moved_to="https://new.example")
        await sources.list_catalogue(connection, [LEDGER], NOW)
        assert [state.source.key for state in await sources.every(connection)] == ["ledger"]
        await sources.list_catalogue(connection, [ORIENT], NOW)
        (state,) = await sources.every(connection)
    assert (state.validators, state.next_poll_at, state.moved_to, state.greeted) == (
        validators, later, "https://new.example", True,
    )  # fmt: skip


async def test_failures_add_up_until_the_source_answers_well(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        for _ in range(2):
            await sources.failed(connection, "orient", ("timeout", "x" * 900), NOW, NOW)
        (failing,) = await sources.every(connection)
        await sources.answered(connection, "orient", Validators(), NOW, NOW)
        (well,) = await sources.every(connection)
    assert (failing.failures, failing.problem, failing.ok_at) == (2, "timeout", None)
    assert (well.failures, well.problem, well.ok_at) == (0, "", NOW)


async def test_a_source_that_is_gone_is_not_asked_again(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        await sources.failed(connection, "orient", ("gone", "410"), NOW, NOW, gone=True)
        assert await sources.due(connection, NOW, 10) == []


async def test_all_sources_can_be_made_due(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        await sources.answered(connection, "orient", Validators(), NOW, NOW + timedelta(days=1))
        await sources.make_due(connection, NOW)
        assert len(await sources.due(connection, NOW, 10)) == 1


async def test_the_rhythm_of_a_source_is_its_latest_articles_newest_first(database: Database) -> None:
    async with database.transaction() as connection:
        await sources.list_catalogue(connection, [ORIENT], NOW)
        for n in range(5):
            entry = NewArticle(
                "orient", "Orient", f"g{n}", f"https://orient.example/{n}", "t", "", NOW + timedelta(n)
            )
            await articles.add(connection, entry, NOW)
        times = await sources.recent_times(connection, ["orient", "nobody"], limit=2)
        (state,) = await sources.every(connection)
    assert times == {"orient": [NOW + timedelta(4), NOW + timedelta(3)], "nobody": []}
    assert state.articles == 5
