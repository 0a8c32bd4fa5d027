"""Reports are understood many at a time: one that breaks our rules holds up no other."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, text

from db import articles, own_sources, stories, topics
from db.arrivals import NewArticle
from db.database import Database
from db.schema import articles as table
from db.search import search
from model import LabelKind, Source, SourceKind
from news.query import parse
from news.taxonomy import Taxonomy
from pipeline.understand import Desk, understand
from tests.pipeline.newsroom import DANA, Newsroom
from torture.scenes import NOON, entries


class Trap(dict[str, Source]):
    """A catalogue that breaks when a report cites a certain source."""

    def get(self, *asked: object) -> Source:
        raise RuntimeError(f"a bug of ours, met over {asked}")


TEXTS = {
    "a": "The plant opened in Mary, the press service of the Ministry of Energy said.",
    "b": "A port opened in Aktau. It handles grain and cement for the whole region.",
}


async def test_a_report_that_breaks_our_rules_is_set_aside(
    newsroom: Newsroom,
) -> None:
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    async with newsroom.database.transaction() as connection:
        for name, text in TEXTS.items():
            entry = NewArticle(
                "", "Outlet", name, f"https://outlet.example/{name}", "News", "", now, text=text
            )
            await articles.add(connection, entry, now)
    while await understand(newsroom.database, Desk(Trap(), Taxonomy.default()), newsroom.clock):
        pass
    async with newsroom.database.reading() as connection:
        rows = await connection.execute(select(table.c.guid, table.c.state))
        states = {guid: state for guid, state in rows}  # noqa: C416  a row is no pair to mypy
    assert states == {"a": "broken", "b": "understood"}


async def test_what_only_somebodys_own_source_tells_is_nobody_elses_concern(newsroom: Newsroom) -> None:
    now = newsroom.clock()
    mine = Source("own-mine", "Mine", SourceKind.FEED, "https://mine.example/rss")
    said = "A urea plant opened at Garabogaz in Turkmenistan. It makes 300,000 tonnes a year."
    async with newsroom.database.transaction() as connection:
        await own_sources.add(connection, DANA, mine, now)
        for source in ("own-mine", "orient"):
            url = f"https://{source}.example/1"
            entry = NewArticle(source, source, "1", url, "Urea plant opens at Garabogaz", "", now, text=said)
            await articles.add(connection, entry, now)
    while await understand(newsroom.database, Desk({}, Taxonomy.default()), newsroom.clock):
        pass
    async with newsroom.database.reading() as connection:
        hits = await search(connection, parse("urea"), now)
        assert [hit.article_id for hit in hits] == [2]
        stories = await connection.execute(select(table.c.id, table.c.story_id))
        assert len({story for _, story in stories}) == 2, "it is no part of the story that all read"
        assert await topics.counts(connection, LabelKind.COUNTRY, now, 7) == [("TM", 1)]


async def test_a_report_that_cannot_be_written_is_set_aside_and_the_others_are_placed(
    newsroom: Newsroom,
) -> None:
    now = newsroom.clock()
    async with newsroom.database.transaction() as connection:
        for number in (1, 2, 3):
            url = f"https://outlet.example/{number}"
            entry = NewArticle("", "Outlet", url, url, f"Port {number} opens", "", now, text=TEXTS["b"])
            await articles.add(connection, entry, now)
        await connection.execute(
            text(
                "CREATE TRIGGER no BEFORE INSERT ON story_terms WHEN NEW.article_id = 2 "
                "BEGIN SELECT RAISE(ABORT, 'not this one'); END"
            )
        )
    while await understand(newsroom.database, Desk({}, Taxonomy.default()), newsroom.clock):
        pass
    async with newsroom.database.reading() as connection:
        states = list((await connection.execute(select(table.c.state).order_by(table.c.id))).scalars())
        assert states == ["understood", "broken", "understood"]
        assert {hit.article_id for hit in await search(connection, parse("port"), now, by_story=False)} == {
            1,
            3,
        }
        assert [one.tellings[0].article_id for one in await stories.several(connection, [1])] == [1]


async def test_reports_understood_together_are_placed_as_one_by_one(tmp_path: Path) -> None:
    held = []
    for several in (1, 30):
        async with Database(f"sqlite+aiosqlite:///{tmp_path}/{several}.db") as database:
            await _understood(database, entries(60), several)
            async with database.reading() as connection:
                rows = await connection.execute(select(table.c.story_id, table.c.reason, table.c.features))
                told = await stories.several(connection, range(1, 61))
                held.append(([tuple(row) for row in rows], told))
    assert held[0] == held[1]
    assert any(len(story.tellings) > 1 for story in held[0][1])


async def _understood(database: Database, coming: Sequence[NewArticle], several: int) -> None:
    """The reports come in so many at a time."""
    for first in range(0, len(coming), several):
        async with database.transaction() as connection:
            for entry in coming[first : first + several]:
                await articles.add(connection, entry, NOON)
        while await understand(database, Desk({}, Taxonomy.default()), lambda: NOON):
            pass
