"""What rises: asked as a command and from below the topics."""

from datetime import timedelta

from db import articles
from db.arrivals import NewArticle
from news.taxonomy import Taxonomy
from pipeline.understand import Desk, understand
from tests.handlers.talk import Talk, texts

PORTS = ("Aktau", "Kuryk", "Atyrau", "Zhanaozen")


async def report(talk: Talk, town: str, days_ago: int) -> None:
    """A tender in Kazakhstan, told once."""
    text = (
        f"The city of {town} announced a tender for {len(town)}00 buses. The tender closes in {town} in May."
    )
    url = f"https://buses.example/{town}/{days_ago}"
    published = talk.clock() - timedelta(days=days_ago)
    entry = NewArticle(
        "", "Buses", url, url, f"{town} announces a tender for buses in Kazakhstan", "", published, text=text
    )
    async with talk.database.transaction() as connection:
        await articles.add(connection, entry, talk.clock())
    while await understand(talk.database, Desk({}, Taxonomy.default()), talk.clock):
        pass


async def test_what_rises_is_told_with_the_usual_beside_it(talk: Talk) -> None:
    for days_ago, town in enumerate(PORTS):
        await report(talk, town, days_ago)
    said = texts(await talk.say("/trending"))
    assert "On the rise" in said
    assert "The last 7 days against the usual." in said
    assert "🇰🇿 Kazakhstan" in said
    assert "▲ new" in said
    assert "stories in the last 30 days" in texts(await talk.press("Kazakhstan"))


async def test_news_as_usual_does_not_rise(talk: Talk) -> None:
    assert "Nothing stands out" in texts(await talk.say("/trending"))


async def test_topics_lead_to_what_rises(talk: Talk) -> None:
    await talk.say("/topics")
    assert "Nothing stands out" in texts(await talk.press("On the rise"))
