"""Full-text search over our own terms: news/query.py says what is found, here stand rank and speed."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp2, log1p

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
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import search_articles, stories
from db.search_match import expression
from news.needs import Need, Term, Token, some
from news.query import Query
from news.text import Indexed

POOL = 2_000  # newest hits that are ranked against each other; measured: 500 lose a tenth of the precision
MOST_COUNTED = 1_000
LIKE_POOL = 500  # candidates for "more like this"
LIKENESS = 0.25  # of what the article scores against itself
MOST_TELLING = 8  # words, and as many names, by which likeness is looked for
TITLE, TEXT, TOKENS = 1.6, 1.0, 0.4  # what a word counts for where it stands; a concept below a literal word
HALF_LIFE = timedelta(days=21)  # after which freshness counts half
FRESHNESS = 0.4  # how much the newest gains over the oldest
TELLING = 0.03  # how much another outlet's telling adds

_index = table("search_index", column("rowid", Integer), column("title"), column("text"), column("tokens"))


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found. `score` grows with relevance and freshness; it compares within one query only."""

    article_id: int
    story_id: int | None
    score: float
    published: datetime


async def put(connection: AsyncConnection, indexed: Indexed, story_id: int | None) -> None:
    """Make the article findable as it is now; what was held of it before is forgotten."""
    await forget(connection, indexed.article_id)
    row = {
        "title": " ".join(indexed.title),
        "text": " ".join(indexed.text),
        "tokens": " ".join(sorted(indexed.tokens)),
    }
    kept = {"article_id": indexed.article_id, "story_id": story_id, "published": indexed.published}
    await connection.execute(insert(search_articles).values(kept | row))
    await connection.execute(insert(_index).values({"rowid": indexed.article_id} | row))


async def forget(connection: AsyncConnection, article_id: int) -> None:
    """Make the article unfindable; one that is not held is no error."""
    await connection.execute(
        text(
            "INSERT INTO search_index(search_index, rowid, title, text, tokens) "
            "SELECT 'delete', article_id, title, text, tokens FROM search_articles WHERE article_id = :id"
        ),
        {"id": article_id},
    )
    await connection.execute(search_articles.delete().where(search_articles.c.article_id == article_id))


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
    found: list[Hit] = []
    told: set[int] = set()
    async for pool in _pools(connection, query, now):
        ranked = sorted(pool, key=_by_time if query.sort == "new" else _by_score)
        found += _once(ranked, told) if by_story else ranked
        if len(found) >= offset + limit:
            break
    return found[offset : offset + limit]


async def count(connection: AsyncConnection, query: Query, now: datetime, most: int = MOST_COUNTED) -> int:
    """How many stories (articles without one count for themselves) answer; `most` means that many or more."""
    hits = _hits(literal_column("0.0")).where(*_in_time(query, now)).limit(most)
    found = (await connection.execute(hits, {"match": expression(query.need)})).all()
    return len({(row.story_id, row.article_id if row.story_id is None else 0) for row in found})


async def like(connection: AsyncConnection, article_id: int, limit: int) -> list[int]:
    """Articles much like this one, best first: of other stories, one of each."""
    held = search_articles.c
    asked = select(held.title, held.tokens, held.story_id).where(held.article_id == article_id)
    row = (await connection.execute(asked)).first()
    telling = [] if row is None else _telling(row.title.split(), row.tokens.split())
    if row is None or not telling:
        return []
    hits = _hits(_bm25(tokens=1.0)).where(_index.c.rowid <= article_id + LIKE_POOL).limit(LIKE_POOL)
    found = (await connection.execute(hits, {"match": expression(some(telling))})).all()
    itself = max((-each.score for each in found if each.article_id == article_id), default=0.0)
    near = [Hit(x.article_id, x.story_id, -x.score, x.published) for x in found if x.article_id != article_id]
    told = set() if row.story_id is None else {row.story_id}
    best = _once(sorted((hit for hit in near if hit.score > LIKENESS * itself), key=_by_score), told)
    return [hit.article_id for hit in best[:limit]]


def _telling(title: Sequence[str], tokens: Sequence[str]) -> list[Need]:
    """What is worth sharing: the longest words of the title, names and things of the text."""
    words = sorted(dict.fromkeys(title), key=len, reverse=True)[:MOST_TELLING]
    named = [token for token in tokens if token.startswith(("concept:", "name:"))][:MOST_TELLING]
    return [*(Term(word) for word in words if len(word) > 3), *(Token(token) for token in named)]


def _by_score(hit: Hit) -> tuple[float, int]:
    return -hit.score, -hit.article_id


def _by_time(hit: Hit) -> tuple[float, int]:
    return -hit.published.timestamp(), -hit.article_id


def _once(ranked: Sequence[Hit], told: set[int]) -> list[Hit]:
    """The first hit of each story; `told` remembers the stories."""
    first = []
    for hit in ranked:
        if hit.story_id is None or hit.story_id not in told:
            first.append(hit)
            told.update(() if hit.story_id is None else (hit.story_id,))
    return first


async def _pools(connection: AsyncConnection, query: Query, now: datetime) -> AsyncIterator[list[Hit]]:
    """All hits, newest POOL first; each pool with scores of its own."""
    asked = _hits(_bm25(TOKENS)).where(*_in_time(query, now)).limit(POOL)
    match = {"match": expression(query.need)}
    while True:
        rows = (await connection.execute(asked, match)).all()
        if not rows:
            return
        newest = max(row.published for row in rows)
        yield [
            Hit(
                row.article_id,
                row.story_id,
                _score(-row.score, newest - row.published, row.tellings),
                row.published,
            )
            for row in rows
        ]
        if len(rows) < POOL:
            return
        asked = asked.where(_index.c.rowid < rows[-1].article_id)


def _score(relevance: float, age: timedelta, tellings: int | None) -> float:
    """Relevance x freshness, which counts from the newest hit: an old archive is ranked as a new one is."""
    freshness = 1.0 + FRESHNESS * exp2(-age / HALF_LIFE)
    return max(relevance, 1e-9) * freshness * (1 + TELLING * log1p((tellings or 1) - 1))


def _bm25(tokens: float) -> ColumnElement[float]:
    """FTS5's relevance: the smaller, the better."""
    return func.bm25(literal_column("search_index"), TITLE, TEXT, tokens)


def _hits(score: ColumnElement[float]) -> Select[tuple[int, int | None, datetime, int | None, float]]:
    """Hits by falling id: ids grow with time, so FTS5 can stop when it has enough."""
    rows = search_articles.c
    return (
        select(
            _index.c.rowid.label("article_id"),
            rows.story_id,
            rows.published,
            stories.c.tellings,
            score.label("score"),
        )
        .select_from(_index)
        .join(search_articles, rows.article_id == _index.c.rowid)
        .join(stories, stories.c.id == rows.story_id, isouter=True)
        .where(text("search_index MATCH :match"))
        .order_by(_index.c.rowid.desc())
    )


def _in_time(query: Query, now: datetime) -> list[ColumnElement[bool]]:
    published = search_articles.c.published
    earliest, latest = query.earliest(now), query.latest()
    since = [] if earliest is None else [published >= earliest]
    return since if latest is None else [*since, published < latest]
