"""Articles that may tell what a new one tells: found by the terms they share, within a window of time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.moment import Moment, microseconds
from db.schema import articles, stories, story_terms
from db.schema_search import search_articles

Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Near:
    """An article that shares terms with a new one: what cluster.py judges."""

    article_id: int
    story_id: int
    thread: int
    published: datetime
    shared: float
    features: str


async def put(
    connection: AsyncConnection, article_id: int, published: datetime, weights: Sequence[tuple[str, float]]
) -> None:
    """Let later reports find the article by these terms."""
    rows = [{"term": t, "published": published, "article_id": article_id, "weight": w} for t, w in weights]
    if rows:
        await connection.execute(insert(story_terms), rows)


async def drop(connection: AsyncConnection, article_id: int) -> None:
    """Let nobody find the article any more."""
    await connection.execute(delete(story_terms).where(story_terms.c.article_id == article_id))


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Drop articles older than the window in which reports can join a story."""
    await connection.execute(delete(story_terms).where(story_terms.c.published < before))


async def near(connection: AsyncConnection, terms: Sequence[str], window: Window, most: int) -> list[Near]:
    """Articles within the window that share the most weight of these terms, most first."""
    rows = await connection.execute(_NEAR, {**_asked(terms, window), "most": most})
    return [Near(*row) for row in rows]


async def frequencies(connection: AsyncConnection, terms: Sequence[str], window: Window) -> dict[str, int]:
    """In how many of the window's articles each term stands."""
    rows = await connection.execute(_FREQUENCIES, _asked(terms, window))
    return {term: count for term, count in rows}  # noqa: C416  a row is no pair


async def counts(connection: AsyncConnection, windows: Sequence[Window]) -> list[int]:
    """How many articles that can be searched there are in each window."""
    asked = json.dumps([[microseconds(since), microseconds(until)] for since, until in windows])
    return list((await connection.execute(_COUNTS, {"windows": asked})).scalars())


def _asked(terms: Sequence[str], window: Window) -> dict[str, object]:
    return {"terms": json.dumps(terms, ensure_ascii=False), "since": window[0], "until": window[1]}


# One parameter, a JSON list: as many parameters cost more time than the search for them.
_TERMS = select(func.json_each(bindparam("terms")).table_valued("value").c.value)
_SINCE, _UNTIL = bindparam("since", type_=Moment), bindparam("until", type_=Moment)
_INSIDE = story_terms.c.term.in_(_TERMS) & story_terms.c.published.between(_SINCE, _UNTIL)
_FREQUENCIES = select(story_terms.c.term, func.count()).where(_INSIDE).group_by(story_terms.c.term)
_SHARED = func.sum(story_terms.c.weight)
_BEST = (
    select(story_terms.c.article_id, _SHARED.label("shared"))
    .where(_INSIDE)
    .group_by(story_terms.c.article_id)
    .order_by(_SHARED.desc(), story_terms.c.article_id.desc())
    .limit(bindparam("most"))
    .subquery()
)
_NEAR = (
    select(
        articles.c.id,
        articles.c.story_id,
        func.coalesce(func.nullif(stories.c.thread, 0), stories.c.id),  # of its own, not told yet
        articles.c.published,
        _BEST.c.shared,
        articles.c.features,
    )
    .join(articles, articles.c.id == _BEST.c.article_id)
    .join(stories, stories.c.id == articles.c.story_id)
    .order_by(_BEST.c.shared.desc(), articles.c.id.desc())
)
_WINDOWS = func.json_each(bindparam("windows")).table_valued("key", "value", name="windows")
_SINCE_THEN, _UNTIL_THEN = (func.json_extract(_WINDOWS.c.value, f"$[{edge}]") for edge in (0, 1))
_COUNTS = (
    select(
        select(func.count())
        .where(search_articles.c.published >= _SINCE_THEN, search_articles.c.published <= _UNTIL_THEN)
        .correlate(_WINDOWS)
        .scalar_subquery()
    )
    .select_from(_WINDOWS)
    .order_by(_WINDOWS.c.key)
)
