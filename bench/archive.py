"""A generated archive: words by Zipf's law, labels and concepts as in real news, months of time."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.database import Database
from db.schema import search_articles, search_terms, stories
from db.search import rows_of
from news.text import Indexed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
VOCABULARY = 50_000
TITLE, TEXT = 9, 180  # words
COUNTRIES = ("TM", "UZ", "KZ", "KG", "TJ", "AZ", "RU", "CN")
SECTORS = ("oil_gas", "power", "chemicals", "mining", "agri", "transport", "finance", "trade")
CONCEPTS = tuple(f"concept:thing_{number}" for number in range(400))
PER_STORY = 1.3
BATCH = 5_000
# What /search looks at of the articles themselves; the words are as the index holds them.
WRITING = """
    INSERT INTO articles(id, source, outlet, guid, url, title, teaser, text, published, seen, language, image,
        declared, country, state, announce, said, attempts, stands_in, story_id, verdict)
    SELECT held.article_id, '', 'Outlet', held.article_id, held.article_id, title, '', text, published,
        published, 'en', '', '[]', '', 'understood', 0, '', 0, 0, story_id, '{}'
    FROM search_terms AS held JOIN search_articles AS facts ON facts.article_id = held.article_id
    WHERE held.article_id BETWEEN ? AND ?"""
INDEXING = (
    "INSERT INTO search_index(rowid, title, text, tokens) "
    "SELECT article_id, title, text, tokens FROM search_terms WHERE article_id BETWEEN ? AND ?"
)


def vocabulary() -> list[str]:
    """Words of letters alone, the commonest first."""
    chance = random.Random(1)
    syllables = [a + b for a in "bdfghklmnprstvz" for b in "aeiou"]
    made = {"".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(VOCABULARY * 2)}
    return sorted(made, key=lambda word: (len(word), word))[:VOCABULARY]


def articles(count: int) -> Iterator[Indexed]:
    """So many articles, oldest first, always the same."""
    chance = random.Random(2)
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    for number in range(1, count + 1):
        said = chance.choices(words, cum_weights=weights, k=TITLE + TEXT)
        yield Indexed(
            article_id=number,
            title=tuple(said[:TITLE]),
            text=tuple(said[TITLE:]),
            published=NOW - timedelta(minutes=2 * (count - number)),
            concepts=frozenset(chance.choices(CONCEPTS, k=12)),
            countries=tuple(chance.choices(COUNTRIES, k=2)),
            sectors=tuple(chance.choices(SECTORS, k=1)),
            language=chance.choice(("en", "ru", "uz", "tk")),
            has_figures=chance.random() < 0.5,
        )


async def made(database: Database, count: int) -> None:
    """See to it that the archive holds so many articles: it is empty, or was begun by an earlier call."""
    async with database.reading() as connection:
        held = (await connection.execute(select(func.count()).select_from(search_articles))).scalar_one()
    coming = islice(articles(count), held, None) if held < count else iter(())
    while batch := list(islice(coming, BATCH)):
        async with database.transaction() as connection:
            await _keep(connection, batch)


async def _keep(connection: AsyncConnection, batch: list[Indexed]) -> None:
    """Put them in as db/search.py would, and what search reads of their stories and of themselves."""
    rows = [rows_of(one, int(one.article_id / PER_STORY) + 1) for one in batch]
    told = sorted({facts["story_id"] for facts, _ in rows})
    known = {"story": "{}", "first_at": NOW, "last_at": NOW}
    ends = (batch[0].article_id, batch[-1].article_id)
    await connection.execute(
        insert(stories).prefix_with("OR IGNORE"),
        [known | {"id": n, "thread": n, "tellings": 1 + n % 3} for n in told],
    )
    await connection.execute(insert(search_articles), [facts for facts, _ in rows])
    await connection.execute(insert(search_terms), [terms for _, terms in rows])
    await connection.exec_driver_sql(INDEXING, ends)
    await connection.exec_driver_sql(WRITING, ends)
