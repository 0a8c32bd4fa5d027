"""Articles: what was said, and how far we have come with it (new -> read -> understood)."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_keep
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.arrivals import Arriving, NewArticle, take_in
from db.nouns import dump, load
from db.schema import articles, labels
from model import Article, Page, Report, Understanding


@dataclass(frozen=True, slots=True)
class Unread:
    """An article whose page we have not read yet."""

    article: Article
    teaser: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Unjudged:
    """An article that waits to be understood; in a story already when it was edited since."""

    article: Article
    announce: bool
    story_id: int | None
    reason: str = ""  # why it is in that story


async def add(connection: AsyncConnection, entry: NewArticle, now: datetime) -> str:
    """Take one entry in, as `db.arrivals.take_in` does."""
    ((verdict,),) = await take_in(connection, [Arriving([entry])], now)
    return verdict


async def held_whole(connection: AsyncConnection, urls: Sequence[str]) -> set[str]:
    """Those of these addresses under which we hold an article with a text of its own."""
    whole = articles.c.url.in_(urls) & (articles.c.text != articles.c.title)
    return set((await connection.execute(select(articles.c.url).where(whole))).scalars())


async def unread(connection: AsyncConnection, now: datetime, limit: int) -> list[Unread]:
    """Articles whose page may be fetched now: those not read at all first, each kind oldest first."""
    due = or_(articles.c.not_before.is_(None), articles.c.not_before <= now)
    waiting = or_(articles.c.state == "new", articles.c.stands_in)
    asked = select(articles).where(waiting, due).order_by(articles.c.stands_in, articles.c.id).limit(limit)
    return [Unread(article_of(row), row.teaser, row.attempts) for row in await connection.execute(asked)]


async def mark_read(connection: AsyncConnection, article_id: int, page: Page) -> None:
    """Keep the page's text; what the page does not say stays as the feed said it."""
    known = {"image": page.image} if page.image else {}
    kept = {"text": page.text, "state": "read", "stands_in": False, **known}
    await connection.execute(update(articles).where(articles.c.id == article_id).values(**kept))


async def stand_in(connection: AsyncConnection, article_id: int, teaser: str, when: datetime | None) -> None:
    """The page could not be had: the teaser stands in for it; the page is asked again at `when`, if ever."""
    mine = articles.c.id == article_id
    held = case((articles.c.text == "", teaser), else_=articles.c.text)  # an edited one keeps its old text
    await connection.execute(
        update(articles).where(mine, articles.c.state == "new").values(text=held, state="read")
    )
    again = {"attempts": articles.c.attempts + 1, "not_before": when, "stands_in": when is not None}
    await connection.execute(update(articles).where(mine).values(**again))


async def read_later(connection: AsyncConnection, article_id: int, when: datetime) -> None:
    """The page could not be had, and the news can wait so long: ask again at `when`."""
    again = {"attempts": articles.c.attempts + 1, "not_before": when}
    await connection.execute(update(articles).where(articles.c.id == article_id).values(**again))


async def unjudged(connection: AsyncConnection, limit: int) -> list[Unjudged]:
    """Articles that were read and wait to be understood, in order of arrival."""
    asked = select(articles).where(articles.c.state == "read").order_by(articles.c.id).limit(limit)
    rows = await connection.execute(asked)
    return [Unjudged(article_of(row), row.announce, row.story_id, row.reason or "") for row in rows]


async def set_aside(connection: AsyncConnection, article_id: int) -> None:
    """Our rules broke over the report: it waits no more, and stays for somebody to look at."""
    mine = articles.c.id == article_id
    await connection.execute(update(articles).where(mine).values(state="broken", stands_in=False))


async def count_unjudged(connection: AsyncConnection) -> int:
    """How many wait to be understood."""
    asked = select(func.count()).select_from(articles).where(articles.c.state == "read")
    return int((await connection.execute(asked)).scalar_one())


async def mark_understood(
    connection: AsyncConnection, report: Report, story_id: int, reason: str, features: str
) -> None:
    """Keep the verdict with its reasons; `label` keeps its labels."""
    verdict = report.understanding
    await connection.execute(
        update(articles)
        .where(articles.c.id == report.article.id)
        .values(
            state="understood",
            language=verdict.language,
            story_id=story_id,
            verdict=dump(Understanding, verdict),
            reason=reason,
            features=features,
        )
    )


async def label(connection: AsyncConnection, reports: Sequence[Report]) -> None:
    """Keep the labels that reports have now."""
    numbers = [report.article.id for report in reports]
    await connection.execute(delete(labels).where(labels.c.article_id.in_(numbers)))
    rows = [
        {
            "article_id": report.article.id,
            "kind": x.kind,
            "code": x.code,
            "evidence": x.evidence,
            "implied": x.implied,
        }
        for report in reports
        for x in report.understanding.labels
    ]
    if rows:
        await connection.execute(insert_or_keep(labels).on_conflict_do_nothing(), rows)


async def reports(connection: AsyncConnection, ids: Sequence[int]) -> list[Report]:
    """The understood articles of these ids, in order of publication."""
    asked = select(articles).where(articles.c.id.in_(ids), articles.c.verdict.is_not(None))
    rows = await connection.execute(asked.order_by(articles.c.published, articles.c.id))
    return [report_of(row) for row in rows]


async def of_story(connection: AsyncConnection, story_id: int) -> list[Report]:
    """The story's reports, in order of publication."""
    return (await of_stories(connection, [story_id])).get(story_id, [])


async def of_stories(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[Report]]:
    """The reports of each story, in order of publication."""
    asked = select(articles).where(articles.c.story_id.in_(ids), articles.c.verdict.is_not(None))
    told = defaultdict[int, list[Report]](list)
    for row in await connection.execute(asked.order_by(articles.c.published, articles.c.id)):
        told[row.story_id].append(report_of(row))
    return told


def article_of(row: Row[tuple[object, ...]]) -> Article:
    """The noun of a row."""
    return Article(
        id=row.id,
        source=row.source,
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        text=row.text,
        published=row.published,
        seen=row.seen,
        language=row.language,
        image=row.image,
        declared=tuple(json.loads(row.declared)),
        country=row.country,
    )


def report_of(row: Row[tuple[object, ...]]) -> Report:
    """The article of a row together with its verdict."""
    return Report(article_of(row), load(Understanding, row.verdict))
