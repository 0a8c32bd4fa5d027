"""read -> understood: judge each report, find its story, write both with their reasons."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles, own_sources, search, stories
from db import threads as kept
from db.articles import Unjudged
from db.database import Database
from db.nouns import dump, load
from db.refusals import apart, is_of_one_row
from model import Article, Correction, Report, Source, Story
from news import cluster, threads
from news.corrections import corrections
from news.story import compose
from news.taxonomy import Taxonomy
from news.text import index
from news.understand import understand as judge

BATCH = 50  # reports in one transaction: a commit costs more than a judgement

Place = Callable[[AsyncConnection, Unjudged, Report, datetime], Awaitable[None]]

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
    reports = await asyncio.to_thread(lambda: [_report(one.article, desk) for one in waiting])
    async with database.transaction() as connection:
        private = await own_sources.private(connection)
        for one, report in zip(waiting, reports, strict=True):
            place = _place_apart if one.article.source in private else _place
            await _place_or_set_aside(connection, place, one, report, clock())
    return len(reports)


def _report(article: Article, desk: Desk) -> Report | None:
    """The judgement; None when our own rules broke over the report."""
    try:
        return Report(article, judge(article, desk.known, desk.taxonomy))
    except Exception:  # whatever it was, the reports behind it must not wait for ever
        log.exception("a report could not be judged", article=article.id)
        return None


async def _place_or_set_aside(
    connection: AsyncConnection, place: Place, unjudged: Unjudged, report: Report | None, now: datetime
) -> None:
    """What breaks our rules is set aside for somebody to look at; a refusing database is no such thing."""
    number = unjudged.article.id
    if report is None:
        await articles.set_aside(connection, number)
        return
    try:
        async with apart(connection):
            await place(connection, unjudged, report, now)
    except Exception as error:
        if not is_of_one_row(error):
            raise
        log.exception("a report could not be placed", article=number)
        await articles.set_aside(connection, number)


async def _place(connection: AsyncConnection, unjudged: Unjudged, report: Report, now: datetime) -> None:
    """Find the report's story or open one, and make it findable."""
    article = report.article
    features = cluster.features(report)
    corrected: tuple[Correction, ...] = ()
    if unjudged.story_id is not None:
        story, reason = unjudged.story_id, "edited: stays in its story"
        corrected = await _corrected(connection, story, report, now)
    else:
        story, reason = await _judge_story(connection, report, features)
    await articles.mark_understood(connection, report, story, reason, dump(cluster.Features, features))
    await articles.index_terms(connection, article.id, article.published, features.weights)
    # What is edited, or read whole later, is retold in silence: a story is sent once.
    await _retell(connection, story, corrected, waiting=unjudged.announce and unjudged.story_id is None)
    await search.put(connection, index(report), story)


async def _place_apart(
    connection: AsyncConnection, unjudged: Unjudged, report: Report, now: datetime
) -> None:
    """What only somebody's own source tells is a story for its readers, and not in the archive."""
    corrected: tuple[Correction, ...] = ()
    if unjudged.story_id is None:
        opened = await stories.open_story(connection, compose([report], 0, 0), None)
        story = opened.id
    else:
        story = unjudged.story_id
        corrected = await _corrected(connection, story, report, now)
    features = dump(cluster.Features, cluster.features(report))
    await articles.mark_understood(connection, report, story, "of a source of one's own", features)
    await _retell(connection, story, corrected, waiting=unjudged.announce and unjudged.story_id is None)


async def _judge_story(
    connection: AsyncConnection, report: Report, features: cluster.Features
) -> tuple[int, str]:
    """The story that the report tells (an old or a new one) and why."""
    published = report.article.published
    window = (published - cluster.WINDOW, published + cluster.WINDOW)
    frequencies, total = await stories.frequencies(connection, features.keys, window)
    telling = [key for key in features.keys if frequencies.get(key, 0) <= cluster.COMMON]
    near = await stories.near(connection, telling, window, cluster.CANDIDATES)
    candidates = [
        cluster.Candidate(one.story_id, one.thread, one.published, held)
        for one in near
        if one.article_id != report.article.id and (held := _features(one.features)) is not None
    ]
    keys = threads.project_keys(report)
    held_by = await kept.held(connection, keys)
    match cluster.judge(features, published, candidates, frequencies, total):
        case cluster.Joins(story=story, why=why):
            thread = next(one.thread for one in candidates if one.story == story)
        case cluster.Opens(thread=near_by, why=why):
            carried, reason = threads.carried_on(held_by) or (near_by, "")
            opened = await stories.open_story(connection, compose([report], 0, 0), carried)
            story, thread, why = opened.id, opened.thread, f"{why}{reason}"
    await kept.keep(connection, threads.to_keep(keys, held_by, thread), thread)
    return story, why


@lru_cache(1_024)  # the neighbours of one report are often those of the next
def _features(kept: str) -> cluster.Features | None:
    """What an article is compared by; None for what an earlier version kept, which ages out in days."""
    try:
        return load(cluster.Features, kept)
    except ValueError:
        return None


async def _corrected(
    connection: AsyncConnection, story_id: int, report: Report, now: datetime
) -> tuple[Correction, ...]:
    """What its outlet has corrected in the report since we understood it last."""
    number = report.article.id
    story = await stories.one(connection, story_id)
    for before in await articles.reports(connection, [number]):
        titles = (told.title for told in story.tellings if told.article_id == number) if story else iter(())
        title = next(titles, before.article.title)  # the row has the new one already
        return corrections(replace(before, article=replace(before.article, title=title)), report, now)
    return ()


async def _retell(
    connection: AsyncConnection, story_id: int, corrected: tuple[Correction, ...] = (), *, waiting: bool
) -> None:
    """Compose the story anew from all its reports; `waiting` asks publish to look at it."""
    before: Story | None = await stories.one(connection, story_id)
    reports = await articles.of_story(connection, story_id)
    thread = before.thread if before else story_id
    told = compose(reports, story_id, thread)
    known = before.corrections if before else ()
    story = replace(told, corrections=(*known, *corrected))
    await stories.rewrite(connection, story, waiting=waiting, corrected=bool(corrected))
