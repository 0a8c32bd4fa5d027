"""What the news of the last days is about: how many stories carry each label, also beside another one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.own_sources import is_private
from db.schema import articles, labels
from model import LabelKind

Code = tuple[LabelKind, str]
Counts = list[tuple[str, int]]
"""Codes with their stories, most first."""

_STORIES = func.count(articles.c.story_id.distinct())


async def counts(connection: AsyncConnection, kind: LabelKind, now: datetime, days: int) -> Counts:
    """How many stories of the last days carry each code of a kind."""
    return await _counted(connection, _labelled(kind, now, days))


async def beside(
    connection: AsyncConnection, wanted: Sequence[Code], kind: LabelKind, now: datetime, days: int
) -> tuple[int, Counts]:
    """How many stories of the last days carry all these labels, and how many of them each code of a kind."""
    carrying = [articles.c.id.in_(_articles_with(label)) for label in wanted]
    recent = _recent(now, days)
    total = select(_STORIES).where(recent, *carrying)
    counted = _labelled(kind, now, days).where(*carrying)
    return int((await connection.execute(total)).scalar_one()), await _counted(connection, counted)


def _articles_with(label: Code) -> Select[int]:
    kind, code = label
    return select(labels.c.article_id).where(labels.c.kind == kind, labels.c.code == code)


def _labelled(kind: LabelKind, now: datetime, days: int) -> Select[str, int]:
    recent = _recent(now, days)
    asked = select(labels.c.code, _STORIES).join(articles, articles.c.id == labels.c.article_id)
    return asked.where(labels.c.kind == kind, recent).group_by(labels.c.code)


def _recent(now: datetime, days: int) -> ColumnElement[bool]:
    """Of these days, and everybody's: what people's own sources tell is not counted."""
    return (articles.c.published >= now - timedelta(days=days)) & ~is_private(articles.c.source)


async def _counted(connection: AsyncConnection, asked: Select[str, int]) -> Counts:
    found = [(code, count) for code, count in await connection.execute(asked) if count]
    return sorted(found, key=lambda one: (-one[1], one[0]))
