"""One report that breaks our rules holds up no other."""

from datetime import UTC, datetime

from sqlalchemy import select

from db import articles
from db.arrivals import NewArticle
from db.schema import articles as table
from model import Source
from news.taxonomy import Taxonomy
from pipeline.understand import Desk, understand
from tests.pipeline.newsroom import Newsroom


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
