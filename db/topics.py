"""What the news of the last days is about: how many stories carry each label, also beside another one."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import articles, labels
from model import LabelKind

Counts = list[tuple[str, int]]
"""Codes with their stories, most first."""

_STORIES = func.count(articles.c.story_id.distinct())


async def counts(connection: AsyncConnection, kind: LabelKind, now: datetime, days: int) -> Counts:
    """How many stories of the last days carry each code of a kind."""
    return await _counted(connection, _labelled(kind, now, days))


async def beside(
    connection: AsyncConnection, label: tuple[LabelKind, str], kind: LabelKind, now: datetime, days: int
) -> tuple[int, Counts]:
    """How many stories of the last days carry a label, and how many of these each code of another kind."""
    mine = _articles_with(label)
    total = select(_STORIES).where(
        articles.c.id.in_(mine), articles.c.published >= now - timedelta(days=days)
    )
    counted = _labelled(kind, now, days).where(labels.c.article_id.in_(mine))
    return int((await connection.execute(total)).scalar_one()), await _counted(connection, counted)


def _articles_with(label: tuple[LabelKind, str]) -> Select[int]:
    kind, code = label
    return select(labels.c.article_id).where(labels.c.kind == kind, labels.c.code == code)


def _labelled(kind: LabelKind, now: datetime, days: int) -> Select[str, int]:
    recent = articles.c.published >= now - timedelta(days=days)
    asked = select(labels.c.code, _STORIES).join(articles, articles.c.id == labels.c.article_id)
    return asked.where(labels.c.kind == kind, recent).group_by(labels.c.code)


async def _counted(connection: AsyncConnection, asked: Select[str, int]) -> Counts:
    found = [(code, count) for code, count in await connection.execute(asked) if count]
    return sorted(found, key=lambda one: (-one[1], one[0]))
