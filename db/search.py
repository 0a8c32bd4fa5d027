"""Full-text search over our own terms: news/query.py says what is found, here stand rank and speed."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    column,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import search_articles, search_terms
from db.search_match import expression
from db.search_ranked import ranked
from news.needs import All, Need, No, Term, Token, directly, some
from news.query import Query
from news.ranking import (
    REFINED,
    TEXT,
    TITLE,
    Hit,
    by_score,
    once,
    refined,
    with_tellings,
)
from news.text import ANALYSER, Indexed

# Newest hits that are ranked against each other. Measured: 2,000 gain .015 of mean average precision and cost
# twice the time, 500 lose as much again.
POOL = 600
TOP = 100  # of which so many are looked at more closely
MOST_COUNTED = 1_000
LIKE_POOL = 500  # candidates for "more like this"
LIKENESS = 0.25  # of what the article scores against itself
MOST_TELLING = 8  # words, and as many names, by which likeness is looked for

_index = table("search_index", column("rowid", Integer), column("title"), column("text"), column("tokens"))


async def put(connection: AsyncConnection, indexed: Indexed, story_id: int | None) -> None:
    """Make the article findable as it is now; what was held of it before is forgotten."""
    await forget(connection, indexed.article_id)
    facts, terms = rows_of(indexed, story_id)
    await connection.execute(insert(search_articles).values(facts))
    await connection.execute(insert(search_terms).values(terms))
    await connection.execute(insert(_index).values(_in_index(terms)))


def rows_of(indexed: Indexed, story_id: int | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is kept of an article: its row of search_articles and its row of search_terms."""
    facts = {
        "article_id": indexed.article_id,
        "story_id": story_id,
        "published": indexed.published,
        "words": len(indexed.title) + len(indexed.text),
        "analyser": ANALYSER,
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
    asked = select(facts.article_id, facts.story_id).where(facts.analyser != ANALYSER)
    rows = await connection.execute(asked.order_by(facts.article_id.desc()).limit(limit))
    return {row.article_id: row.story_id for row in rows}


async def count_stale(connection: AsyncConnection) -> int:
    """How many articles wait for today's terms."""
    asked = select(func.count()).select_from(search_articles).where(search_articles.c.analyser != ANALYSER)
    return int((await connection.execute(asked)).scalar_one())


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
    facts = search_articles.c
    hits = (
        select(facts.story_id, facts.article_id)
        .select_from(_index)
        .join(search_articles, facts.article_id == _index.c.rowid)
        .where(text("search_index MATCH :match"), *_in_time(query, now))
        .limit(most)
    )
    found = (await connection.execute(hits, {"match": expression(query.need)})).all()
    return len({(row.story_id, row.article_id if row.story_id is None else 0) for row in found})


async def like(connection: AsyncConnection, article_id: int, limit: int) -> list[int]:
    """Articles much like this one, best first: of other stories, one of each."""
    held = await _about(connection, [article_id])
    telling = _telling(*held[article_id]) if article_id in held else []
    if not telling:
        return []
    pool = (
        select(_index.c.rowid.label("article_id"), _bm25(tokens=1.0).label("relevance"))
        .where(text("search_index MATCH :match"), _index.c.rowid <= article_id + LIKE_POOL)
        .order_by(_index.c.rowid.desc())
        .limit(LIKE_POOL)
        .subquery()
    )
    facts = search_articles.c
    asked = select(facts.article_id, facts.story_id, facts.published, (-pool.c.relevance).label("score"))
    found = await connection.execute(
        asked.join(pool, pool.c.article_id == facts.article_id), {"match": expression(some(telling))}
    )
    near = [Hit(row.article_id, row.story_id, row.score, row.published) for row in found]
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
    bounds: dict[str, Any] = {"earliest": query.earliest(now), "latest": query.latest()}
    asked = {name: value for name, value in bounds.items() if value is not None} | {"pool": POOL}
    for need in needs if query.sort == "best" else [query.need]:
        async for chunk in _pools(connection, query.sort, asked | {"match": expression(need)}):
            yield chunk


async def _pools(connection: AsyncConnection, sort: str, asked: dict[str, Any]) -> AsyncIterator[list[Hit]]:
    """Of the newest POOL hits the TOP and the rest, then of the next POOL."""
    while True:
        first = await _rows(connection, sort, asked | {"top": TOP, "after": 0})
        yield _closely(first) if sort == "best" else [_hit(row) for row in first]
        if len(first) < TOP:
            return
        rest = await _rows(connection, sort, asked | {"top": POOL, "after": TOP})
        yield [_hit(row) for row in rest]
        if TOP + len(rest) < POOL:
            return
        asked["before"] = min(row.id for row in (*first, *rest))


async def _rows(connection: AsyncConnection, sort: str, asked: dict[str, Any]) -> Sequence[Row[Any]]:
    bounds = frozenset(asked) & {"before", "earliest", "latest"}
    return (await connection.execute(ranked(sort, bounds), asked)).all()


def _hit(row: Row[Any]) -> Hit:
    return Hit(row.id, row.story_id, row.score, row.published)


def _closely(rows: Sequence[Row[Any]]) -> list[Hit]:
    """The hits, the first REFINED of them in a better order: see news/ranking.py."""
    first = rows[:REFINED]
    about = {row.id: frozenset(filter(_is_thing, f"{row.title} {row.tokens}".split())) for row in first}
    better = refined([with_tellings(_hit(row), row.tellings or 1) for row in first], about)
    return [*better, *map(_hit, rows[REFINED:])]


def _is_thing(term: str) -> bool:
    """Whether a term of a title or a token tells what an article is about."""
    return ":" not in term or term.startswith(("concept:", "kind:"))


async def _about(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, tuple[list[str], list[str]]]:
    """The terms of the titles and the tokens of these articles."""
    held = search_terms.c
    asked = select(held.article_id, held.title, held.tokens).where(held.article_id.in_(ids))
    return {
        row.article_id: (row.title.split(), row.tokens.split()) for row in await connection.execute(asked)
    }


def _bm25(tokens: float) -> ColumnElement[float]:
    """FTS5's relevance: the smaller, the better."""
    return func.bm25(literal_column("search_index"), TITLE, TEXT, tokens)


def _in_time(query: Query, now: datetime) -> list[ColumnElement[bool]]:
    published = search_articles.c.published
    earliest, latest = query.earliest(now), query.latest()
    since = [] if earliest is None else [published >= earliest]
    return since if latest is None else [*since, published < latest]
