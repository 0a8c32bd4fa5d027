"""One report that breaks our rules holds up no other."""

from datetime import UTC, datetime

from sqlalchemy import select

from db import articles, own_sources, topics
from db.arrivals import NewArticle
from db.schema import articles as table
from db.search import search
from model import LabelKind, Source, SourceKind
from news.query import parse
from news.taxonomy import Taxonomy
from pipeline.understand import Desk, understand
from tests.pipeline.newsroom import DANA, Newsroom


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
    text = "A urea plant opened at Garabogaz in Turkmenistan. It makes 300,000 tonnes a year."
    async with newsroom.database.transaction() as connection:
        await own_sources.add(connection, DANA, mine, now)
        for source in ("own-mine", "orient"):
            url = f"https://{source}.example/1"
            entry = NewArticle(source, source, "1", url, "Urea plant opens at Garabogaz", "", now, text=text)
            await articles.add(connection, entry, now)
    while await understand(newsroom.database, Desk({}, Taxonomy.default()), newsroom.clock):
        pass
    async with newsroom.database.reading() as connection:
        hits = await search(connection, parse("urea"), now)
        assert [hit.article_id for hit in hits] == [2]
        stories = await connection.execute(select(table.c.id, table.c.story_id))
        assert len({story for _, story in stories}) == 2, "it is no part of the story that all read"
        assert await topics.counts(connection, LabelKind.COUNTRY, now, 7) == [("TM", 1)]
