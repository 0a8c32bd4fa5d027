"""Did you mean: a word the archive has never seen but nearly has."""

from datetime import UTC, datetime

import pytest

from db import articles, search
from db.arrivals import NewArticle
from db.database import Database
from db.search_meant import meant
from news.query import parse
from news.text import Indexed, concepts, terms

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TITLES = ("Turbocharger factory opens in Navoi", "Pistachio harvest grows", "Завод турбин открыт")


@pytest.fixture
async def archive(database: Database) -> Database:
    async with database.transaction() as connection:
        for number, title in enumerate(TITLES, 1):
            url = f"https://outlet.example/{number}"
            entry = NewArticle("s", "Outlet", url, url, title, "", NOW, text=title)
            await articles.add(connection, entry, NOW)
            made = Indexed(number, terms(title), terms(title), NOW, concepts(title))
            await search.put(connection, made, None)
    return database


async def suggested(database: Database, query: str) -> list[str]:
    async with database.reading() as connection:
        return await meant(connection, parse(query))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("pistacchoi", "Pistachio"),
        ("turbochargr", "Turbocharger"),
        ("turbochargr country:uz", "Turbocharger country:uz"),
        ("(turbochargr OR pistachio) since:7d", "Turbocharger OR pistachio since:7d"),
        ('"pistahcio harvest"', '"Pistachio harvest"'),
        ("turbochargr -gas", "Turbocharger -gas"),
        ("turkmenbsahi", "Turkmenbashi"),
    ],
)
async def test_the_nearest_word_is_offered_as_it_is_written(
    archive: Database, asked: str, first: str
) -> None:
    assert (await suggested(archive, asked))[0] == first


@pytest.mark.parametrize(
    "asked",
    # the last is a word that we know and nobody wrote: there is nothing better to offer
    ["pistachio", "xyzzyplugh", "gas", "", "country:tm", "fert*", "-pistacchoi", "inflation"],
)
async def test_nothing_is_offered_for_known_words_or_for_those_like_nothing(
    archive: Database, asked: str
) -> None:
    assert await suggested(archive, asked) == []


async def test_an_offer_finds_something(archive: Database) -> None:
    (first, *_) = await suggested(archive, "pistacchoi")
    async with archive.reading() as connection:
        assert [hit.article_id for hit in await search.search(connection, parse(first), NOW)] == [2]


async def test_words_that_are_written_alike_leave_out_those_that_only_sound_so(archive: Database) -> None:
    assert await suggested(archive, "kazachstan") == ["Kazakhstan"]
