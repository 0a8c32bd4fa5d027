"""Full-text search over our own terms: news/query.py says what is found, here stand rank and speed."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    column,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import search_articles, search_terms, stories
from db.search_match import expression
from news.needs import Need, Term, Token, some
from news.query import Query
from news.ranking import (
    FRESHNESS,
    HALF_LIFE_DAYS,
    REFINED,
    SHORT,
    TEXT,
    TITLE,
    TOKENS,
    Hit,
    by_score,
    once,
    refined,
    with_tellings,
)
from news.text import ANALYSER, Indexed

POOL = 2_000  # newest hits that are ranked against each other; measured: 500 lose a tenth of the precision
TOP = 200  # of which so many are looked at more closely
MOST_COUNTED = 1_000
LIKE_POOL = 500  # candidates for "more like this"
LIKENESS = 0.25  # of what the article scores against itself
MOST_TELLING = 8  # words, and as many names, by which likeness is looked for
_DAY = 86_400_000_000.0  # of the microseconds that moments are kept in

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
    pool = _pool(_bm25(tokens=1.0), LIKE_POOL).where(_index.c.rowid <= article_id + LIKE_POOL).subquery()
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
    """All hits in their order, by and by: of the newest POOL the TOP and the rest, then of the next POOL."""
    before: int | None = None
    while True:
        ranked = _ranked(_newest(query, now, before), query.sort)
        match = {"match": expression(query.need)}
        top = await _hits(connection, ranked.limit(TOP), match)
        yield await _closely(connection, top) if query.sort == "best" else top
        if len(top) < TOP:
            return
        rest = await _hits(connection, ranked.limit(POOL).offset(TOP), match)
        yield rest
        if TOP + len(rest) < POOL:
            return
        before = min(hit.article_id for hit in (*top, *rest))


async def _hits(
    connection: AsyncConnection,
    ranked: Select[tuple[int, int | None, float, datetime]],
    match: dict[str, str],
) -> list[Hit]:
    rows = await connection.execute(ranked, match)
    return [Hit(row.article_id, row.story_id, row.score, row.published) for row in rows]


async def _closely(connection: AsyncConnection, top: Sequence[Hit]) -> list[Hit]:
    """The hits, the first REFINED of them in a better order: see news/ranking.py."""
    first, others = top[:REFINED], top[REFINED:]
    ids = [hit.story_id for hit in first if hit.story_id is not None]
    asked = select(stories.c.id, stories.c.tellings).where(stories.c.id.in_(ids))
    told = {row.id: row.tellings for row in await connection.execute(asked)}
    about = await _about(connection, [hit.article_id for hit in first])
    things = {
        number: frozenset(filter(_is_thing, (*title, *tokens))) for number, (title, tokens) in about.items()
    }
    return [*refined([with_tellings(hit, told.get(hit.story_id or 0, 1)) for hit in first], things), *others]


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


def _newest(query: Query, now: datetime, before: int | None) -> Select[tuple[int, float]]:
    """The newest POOL hits that are older than `before`, with FTS5's relevance."""
    pool = _pool(_bm25(TOKENS), POOL)
    if before is not None:
        pool = pool.where(_index.c.rowid < before)
    if in_time := _in_time(query, now):
        pool = pool.join(search_articles, search_articles.c.article_id == _index.c.rowid).where(*in_time)
    return pool


def _pool(relevance: ColumnElement[float], limit: int) -> Select[tuple[int, float]]:
    """Hits by falling id: ids grow with time, so FTS5 can stop when it has enough."""
    return (
        select(_index.c.rowid.label("article_id"), relevance.label("relevance"))
        .select_from(_index)
        .where(text("search_index MATCH :match"))
        .order_by(_index.c.rowid.desc())
        .limit(limit)
    )


def _ranked(newest: Select[tuple[int, float]], sort: str) -> Select[tuple[int, int | None, float, datetime]]:
    """The hits of a pool in order. Ages count from the newest: an old archive is ranked like a new one."""
    pool, facts = newest.subquery(), search_articles.c
    length = (facts.words + 1) / func.avg(facts.words + 1).over()
    moment = type_coerce(facts.published, Integer)
    age = (func.max(moment).over() - moment) / (_DAY * HALF_LIFE_DAYS)
    score = (
        -pool.c.relevance
        * ((SHORT + 0.9 * length) / (SHORT + 0.42 + 0.48 * length))
        * (1.0 + FRESHNESS / (1.0 + age))
    ).label("score")
    order = facts.published if sort == "new" else score
    return (
        select(facts.article_id, facts.story_id, score, facts.published)
        .select_from(pool)
        .join(search_articles, facts.article_id == pool.c.article_id)
        .order_by(order.desc(), facts.article_id.desc())
    )


def _bm25(tokens: float) -> ColumnElement[float]:
    """FTS5's relevance: the smaller, the better."""
    return func.bm25(literal_column("search_index"), TITLE, TEXT, tokens)


def _in_time(query: Query, now: datetime) -> list[ColumnElement[bool]]:
    published = search_articles.c.published
    earliest, latest = query.earliest(now), query.latest()
    since = [] if earliest is None else [published >= earliest]
    return since if latest is None else [*since, published < latest]
