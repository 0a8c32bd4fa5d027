"""Full-text search over our own terms: news/query.py says what is found, here stand rank and speed."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, column, func, insert, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import search_articles, search_terms
from db.search_ranked import Asked, nearest, newest, pools, within
from news.meant import texts_said
from news.needs import All, Need, No, Term, Token, directly
from news.query import Query
from news.ranking import Hit, by_score, once
from news.text import Indexed, analyser

MOST_COUNTED = 1_000
LIKE_POOL = 500  # candidates for "more like this"
LIKENESS = 0.25  # of what the article scores against itself
MOST_TELLING = 8  # words, and as many names, by which likeness is looked for

_index = table("search_index", column("rowid", Integer), column("title"), column("text"), column("tokens"))


async def put(connection: AsyncConnection, indexed: Indexed, story_id: int | None) -> None:
    """Make the article findable as it is now; what was held of it before is forgotten."""
    await forget(connection, indexed.article_id)
    await add(connection, [(indexed, story_id)])


async def add(connection: AsyncConnection, several: Sequence[tuple[Indexed, int | None]]) -> None:
    """Make articles of which nothing is held findable, each with its story."""
    if not several:
        return
    facts, terms = zip(*(rows_of(indexed, story_id) for indexed, story_id in several), strict=True)
    await connection.execute(insert(search_articles), facts)
    await connection.execute(insert(search_terms), terms)
    await connection.execute(insert(_index), [_in_index(row) for row in terms])


def rows_of(indexed: Indexed, story_id: int | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is kept of an article: its row of search_articles and its row of search_terms."""
    facts = {
        "article_id": indexed.article_id,
        "story_id": story_id,
        "published": indexed.published,
        "words": len(indexed.title) + len(indexed.text),
        "analyser": analyser(),
    }
    terms = {
        "article_id": indexed.article_id,
        "title": " ".join(indexed.title),
        "tokens": " ".join(sorted(indexed.tokens)),
        "text": " ".join(indexed.text),
    }
    return facts, terms


def _in_index(terms: dict[str, Any]) -> dict[str, Any]:
    return {("rowid" if name == "article_id" else name): value for name, value in terms.items()}


async def forget(connection: AsyncConnection, article_id: int) -> None:
    """Make the article unfindable; one that is not held is no error."""
    await connection.execute(
        text(
            "INSERT INTO search_index(search_index, rowid, title, text, tokens) "
            "SELECT 'delete', article_id, title, text, tokens FROM search_terms WHERE article_id = :id"
        ),
        {"id": article_id},
    )
    for kept in (search_articles, search_terms):
        await connection.execute(kept.delete().where(kept.c.article_id == article_id))


async def stale(connection: AsyncConnection, limit: int) -> dict[int, int | None]:
    """Articles whose terms other rules have made than today's, newest first, with their stories."""
    facts = search_articles.c
    asked = select(facts.article_id, facts.story_id).where(facts.analyser != analyser())
    rows = await connection.execute(asked.order_by(facts.article_id.desc()).limit(limit))
    return {row.article_id: row.story_id for row in rows}


async def count_stale(connection: AsyncConnection) -> int:
    """How many articles wait for today's terms."""
    asked = select(func.count()).select_from(search_articles).where(search_articles.c.analyser != analyser())
    return int((await connection.execute(asked)).scalar_one())


async def count_held(connection: AsyncConnection) -> int:
    """How many articles can be searched."""
    return int((await connection.execute(select(func.count()).select_from(search_articles))).scalar_one())


async def search(
    connection: AsyncConnection,
    query: Query,
    now: datetime,
    limit: int = 10,
    offset: int = 0,
    *,
    by_story: bool = True,
) -> list[Hit]:
    """The hits of a page, best or newest first; one of each story, unless every article is wanted.

    Relevance is weighed among the newest POOL hits, then among the next POOL, and so on.
    """
    wanted = offset + limit
    found: list[Hit] = []
    told: set[int] = set()
    async for chunk in _chunks(connection, query, now):
        found += once(chunk, told) if by_story else chunk
        if len(found) >= wanted:
            break
    return found[offset:wanted]


async def count(connection: AsyncConnection, query: Query, now: datetime, most: int = MOST_COUNTED) -> int:
    """How many stories (articles without one count for themselves) answer; `most` means that many or more."""
    bounds = await within(connection, Asked(query.need, (), query.earliest(now), query.latest()))
    if bounds is None:
        return 0
    found = await newest(connection, query.need, bounds, most)
    return len({(one.story_id, one.article_id if one.story_id is None else 0) for one in found})


async def like(connection: AsyncConnection, article_id: int, limit: int) -> list[int]:
    """Articles much like this one, best first: of other stories, one of each."""
    held = search_terms.c
    row = (
        await connection.execute(select(held.title, held.tokens).where(held.article_id == article_id))
    ).first()
    telling = _telling(row.title.split(), row.tokens.split()) if row else []
    if not telling:
        return []
    near = await nearest(connection, telling, article_id + LIKE_POOL, LIKE_POOL)
    itself = next((hit for hit in near if hit.article_id == article_id), None)
    others = [
        hit for hit in near if itself is None or (hit is not itself and hit.score > LIKENESS * itself.score)
    ]
    told = {itself.story_id} if itself is not None and itself.story_id is not None else set()
    return [hit.article_id for hit in once(sorted(others, key=by_score), told)[:limit]]


def _telling(title: Sequence[str], tokens: Sequence[str]) -> list[Need]:
    """What is worth sharing: the longest words of the title, names and things of the text."""
    words = sorted(dict.fromkeys(title), key=len, reverse=True)[:MOST_TELLING]
    named = [token for token in tokens if token.startswith(("concept:", "name:"))][:MOST_TELLING]
    return [*(Term(word) for word in words if len(word) > 3), *(Token(token) for token in named)]


async def _chunks(connection: AsyncConnection, query: Query, now: datetime) -> AsyncIterator[list[Hit]]:
    """All hits in their order, by and by: what was asked for, then its kinds."""
    direct = directly(query.need)
    needs = [direct] if direct == query.need else [direct, All((query.need, No(direct)))]
    said = texts_said(query)
    for need in needs if query.sort == "best" else [query.need]:
        asked = Asked(need, said, query.earliest(now), query.latest())
        async for chunk in pools(connection, asked, query.sort):
            yield chunk
