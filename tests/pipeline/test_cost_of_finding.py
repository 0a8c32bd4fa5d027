"""What finding a story costs does not grow with the archive: work is counted, not timed."""

from datetime import UTC, datetime, timedelta

from db import articles, candidates
from db.arrivals import NewArticle
from db.database import Database
from news.cluster import CANDIDATES, WINDOW

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KEYS = ("#8.4e+07USD", "zrblk", "en:solar")


async def keep(database: Database, many: int, days_ago: int) -> None:
    """Reports that share every key with the one that will come."""
    when = NOON - timedelta(days=days_ago)
    async with database.transaction() as connection:
        for number in range(many):
            url = f"https://outlet.example/{days_ago}/{number}"
            entry = NewArticle(
                source="", outlet="Outlet", guid=url, url=url, title="Solar plant", teaser="",
                text="A plant.", published=when,
            )  # fmt: skip
            await articles.add(connection, entry, NOON)
        for waiting in await articles.unjudged(connection, many * 100):
            if waiting.article.published == when:
                weights = [(key, 1.0) for key in KEYS]
                await candidates.put(connection, waiting.article.id, when, weights)


async def work(database: Database) -> int:
    """Hundreds of the database's own steps for one search of candidates."""
    counted = [0]

    def step() -> int:
        counted[0] += 1
        return 0

    window = (NOON - WINDOW, NOON + WINDOW)
    async with database.reading() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        await raw.set_progress_handler(step, 100)
        await candidates.frequencies(connection, KEYS, window)
        await candidates.near(connection, KEYS, window, CANDIDATES)
        await raw.set_progress_handler(None, 100)
    return counted[0]


async def test_reports_outside_the_window_cost_the_search_nothing(database: Database) -> None:
    await keep(database, 40, days_ago=1)
    before = await work(database)
    for weeks in range(2, 12):
        await keep(database, 40, days_ago=7 * weeks)
    assert before > 0
    assert await work(database) <= before * 1.3


async def test_reports_inside_the_window_do_cost_it(database: Database) -> None:
    await keep(database, 40, days_ago=1)
    before = await work(database)
    await keep(database, 200, days_ago=2)
    assert await work(database) > before * 2
