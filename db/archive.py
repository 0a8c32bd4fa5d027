"""The archive as others read it: search hits with their titles, and every article with its verdict."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.articles import report_of
from db.nouns import load
from db.schema import articles, stories
from db.search import like
from model import LabelKind, Report, Story
from news.ranking import Hit

PAGE = 200
RELATED = 5


async def hits(connection: AsyncConnection, found: Sequence[Hit]) -> list[dict[str, Any]]:
    """The hits as {url, title, outlet, published, score, story}, in their order."""
    asked = select(articles).where(articles.c.id.in_([hit.article_id for hit in found]))
    rows = {row.id: row for row in await connection.execute(asked)}
    return [
        {
            "url": _address(row.source, row.guid, row.url),
            "title": row.title,
            "outlet": row.outlet,
            "published": row.published.isoformat(),
            "score": round(hit.score, 4),
            "story": row.story_id,
        }
        for hit in found
        if (row := rows.get(hit.article_id)) is not None
    ]


async def rows(connection: AsyncConnection) -> AsyncIterator[dict[str, Any]]:
    """Every understood article, oldest first, with all we think of it."""
    last = 0
    while True:
        asked = (
            select(articles, stories.c.story, stories.c.thread)
            .join(stories, stories.c.id == articles.c.story_id)
            .where(articles.c.id > last, articles.c.verdict.is_not(None))
            .order_by(articles.c.id)
            .limit(PAGE)
        )
        batch = (await connection.execute(asked)).all()
        if not batch:
            return
        for row in batch:
            related = await like(connection, row.id, RELATED)
            shown = _row_of(report_of(row), load(Story, row.story), await _urls(connection, related))
            yield shown | {
                "url": _address(row.source, row.guid, row.url),
                "evidence": shown["evidence"] | {"story": row.reason},
            }
        last = batch[-1].id


async def _urls(connection: AsyncConnection, ids: Sequence[int]) -> list[str]:
    columns = (articles.c.id, articles.c.source, articles.c.guid, articles.c.url)
    asked = select(*columns).where(articles.c.id.in_(ids))
    held = {row.id: _address(row.source, row.guid, row.url) for row in await connection.execute(asked)}
    return [held[number] for number in ids if number in held]


def _address(source: str, guid: str, url: str) -> str:
    """The address; of an imported report as the file wrote it, so that who wrote the file finds it again."""
    return url if source else guid


def _corrections(story: Story) -> list[dict[str, str]]:
    return [
        {
            "was": one.was,
            "now": one.now,
            "what": one.what,
            "since": one.since.isoformat(),
            "outlet": one.outlet,
        }
        for one in story.corrections
    ]


def _row_of(report: Report, story: Story, related: list[str]) -> dict[str, Any]:
    article, verdict = report.article, report.understanding
    return {
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "language": verdict.language,
        "published": article.published.isoformat(),
        "countries": list(verdict.codes(LabelKind.COUNTRY)),
        "sectors": list(verdict.codes(LabelKind.SECTOR)),
        "topics": list(verdict.codes(LabelKind.TOPIC)),
        "figures": [
            {"value": f.value, "unit": f.unit, "what": f.what or None, "period": f.period or None,
             "change": f.change or None, "text": f.text}
            for f in verdict.figures
        ],
        "summary": " ".join(sentence.text for sentence in story.summary),
        "background": list(verdict.cleaned.background),
        "story": story.id,
        "thread": story.thread,
        "primary_source": verdict.attribution.name if verdict.attribution else None,
        "related": related,
        "evidence": {
            **{f"{label.kind}:{label.code}": label.evidence for label in verdict.labels},
            "primary_source": verdict.attribution.evidence if verdict.attribution else "",
            **({"corrections": _corrections(story)} if story.corrections else {}),
        },
    }  # fmt: skip
