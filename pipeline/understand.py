"""read -> understood: judge each report, find its story, write both with their reasons."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from db import articles
from db.articles import Unjudged
from db.database import Database
from db.refusals import is_of_one_row
from model import Report, Source
from news import cluster, threads
from news.taxonomy import Taxonomy
from news.text import index
from news.understand import understand as judge
from pipeline.placing import Judged, place

BATCH = 50  # reports in one transaction: a commit costs more than a judgement

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Desk:
    """What the judgement leans on: the catalogue by every spelling, and the taxonomy."""

    known: Mapping[str, Source]
    taxonomy: Taxonomy


async def understand(database: Database, desk: Desk, clock: Callable[[], datetime]) -> int:
    """Understand the next articles in order of arrival; gives how many there were."""
    async with database.reading() as connection:
        waiting = await articles.unjudged(connection, BATCH)
    if not waiting:
        return 0
    # In a thread: judging takes milliseconds each, and people's questions must not wait behind it.
    tried = await asyncio.to_thread(lambda: [_judged(one, desk) for one in waiting])
    judged = [one for one in tried if one is not None]
    broken = [one.article.id for one, found in zip(waiting, tried, strict=True) if found is None]
    try:
        await _place(database, judged, broken, clock())
    except Exception as error:
        if not is_of_one_row(error):
            raise
        for one in judged:
            await _place_or_set_aside(database, one, clock())
        await _place(database, [], broken, clock())
    return len(waiting)


def _judged(unjudged: Unjudged, desk: Desk) -> Judged | None:
    """The judgement; None when our own rules broke over the report."""
    article = unjudged.article
    try:
        report = Report(article, judge(article, desk.known, desk.taxonomy))
        return Judged(unjudged, report, cluster.features(report), threads.project_keys(report), index(report))
    except Exception:  # whatever it was, the reports behind it must not wait for ever
        log.exception("a report could not be judged", article=article.id)
        return None


async def _place(database: Database, judged: Sequence[Judged], broken: Sequence[int], now: datetime) -> None:
    """Find the reports' stories, all of them in one transaction; what broke our rules is set aside."""
    async with database.transaction() as connection:
        await place(connection, judged, now)
        for number in broken:
            await articles.set_aside(connection, number)


async def _place_or_set_aside(database: Database, judged: Judged, now: datetime) -> None:
    """What breaks our rules is set aside for somebody to look at; a refusing database is no such thing."""
    number = judged.report.article.id
    try:
        await _place(database, [judged], [], now)
    except Exception as error:
        if not is_of_one_row(error):
            raise
        log.exception("a report could not be placed", article=number)
        await _place(database, [], [number], now)
