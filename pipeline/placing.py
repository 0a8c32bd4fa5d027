"""Judged reports -> their stories: each finds one or opens one, then the stories are told anew.

What the next report may look at is written report by report, everything else for all of them at once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles, candidates, own_sources, search, stories
from db import threads as kept
from db.articles import Unjudged
from db.nouns import dump, load
from model import Correction, Report, Story
from news import cluster, threads
from news.corrections import corrections
from news.story import compose
from news.text import Indexed

EDITED = "; edited since"  # behind the reason of a report that stays in its story
COMPARED = 5  # reports of a story with which an edited one is compared


@dataclass(frozen=True, slots=True)
class Judged:
    """A report, and what is known of it without the database."""

    unjudged: Unjudged
    report: Report
    features: cluster.Features
    keys: tuple[str, ...]  # of the project that it tells of
    indexed: Indexed

    @property
    def window(self) -> candidates.Window:
        """When other reports of its event may have appeared."""
        published = self.report.article.published
        return published - cluster.WINDOW, published + cluster.WINDOW

    def has_near(self, other: "Judged") -> bool:
        """Whether the other one is in the window now, and was not before."""
        since, until = self.window
        return other.unjudged.story_id is None and since <= other.report.article.published <= until


@dataclass(slots=True)
class _News:
    """What a story gets: reports, corrections, and whether publish is to look at it."""

    thread: int | None = None  # of a story that begins with these reports
    reports: list[Report] = field(default_factory=list)
    corrected: tuple[Correction, ...] = ()
    waiting: bool = False


async def place(connection: AsyncConnection, several: Sequence[Judged], now: datetime) -> None:
    """Find each report's story or open one, in order of arrival, and make the reports findable.

    What only somebody's own source tells is a story for its readers, and not in the archive.
    """
    placing = _Placing(connection, await own_sources.private(connection), now)
    totals = await candidates.counts(connection, [one.window for one in several])
    for one, total in zip(several, totals, strict=True):
        await placing.put(one, total)
    await placing.finish()


class _Placing:
    """Reports on their way into stories."""

    def __init__(self, connection: AsyncConnection, private: Collection[str], now: datetime) -> None:
        """`private` are the keys of people's own sources."""
        self._connection, self._private, self._now = connection, private, now
        self._news = defaultdict[int, _News](_News)  # by story
        self._public: list[tuple[Judged, int]] = []  # with the stories that they tell

    async def put(self, one: Judged, total: int) -> None:
        """Find the report's story; `total` is how many articles there were in its window before all these."""
        article, known = one.report.article, one.unjudged.story_id
        is_private = article.source in self._private
        if known is not None:
            story, why = await self._again(one, known, total)
        elif is_private:
            story, why = await self._open(one, None), "of a source of one's own"
        else:
            story, why = await self._find(one, total)
        features = dump(cluster.Features, one.features)
        await articles.mark_understood(self._connection, one.report, story, why, features)
        if not is_private:
            await candidates.put(self._connection, article.id, article.published, one.features.weights)
            self._public.append((one, story))
        news = self._news[story]
        news.reports.append(one.report)
        # What is edited, or read whole later, is retold in silence: a story is sent once.
        news.waiting |= one.unjudged.announce and known is None

    async def _again(self, one: Judged, story: int, total: int) -> tuple[int, str]:
        """The story of an edited report, and why: its own, unless it tells another event than the others now.

        What it said before goes; what its outlet has corrected in it is noted.
        """
        await candidates.drop(self._connection, one.report.article.id)
        await search.forget(self._connection, one.report.article.id)
        news = self._news[story]  # told anew, with the report or without it
        if await self._fits(one, story):
            news.corrected += await self._corrected(story, one.report)
            return story, f"{one.unjudged.reason.removesuffix(EDITED)}{EDITED}"
        found, why = await self._find(one, total)
        return found, f"{why}; until it was edited it told story {story}"

    async def _fits(self, one: Judged, story: int) -> bool:
        """Whether a report may tell the story, by the first of the others; where there are none it may."""
        reports = await articles.of_story(self._connection, story)
        others = [other for other in reports if other.article.id != one.report.article.id][:COMPARED]
        known = [
            cluster.Candidate(story, story, other.article.published, cluster.features(other))
            for other in others
        ]
        verdict = cluster.judge(one.features, one.report.article.published, known, {}, 0)
        return not known or isinstance(verdict, cluster.Joins) or verdict.thread is not None

    async def _corrected(self, story: int, report: Report) -> tuple[Correction, ...]:
        """What its outlet has corrected in the report since we understood it last."""
        number = report.article.id
        told = await stories.one(self._connection, story)
        for before in await articles.reports(self._connection, [number]):
            titles = (one.title for one in told.tellings if one.article_id == number) if told else iter(())
            title = next(titles, before.article.title)  # the row has the new one already
            known = replace(before, article=replace(before.article, title=title))
            return corrections(known, report, self._now)
        return ()

    async def _open(self, one: Judged, thread: int | None) -> int:
        """A new story of the thread, or of its own (None)."""
        story = await stories.open_story(self._connection, one.report.article.published, thread)
        self._news[story].thread = thread or story
        return story

    async def _find(self, one: Judged, total: int) -> tuple[int, str]:
        """The story that the report tells (an old or a new one) and why."""
        keys = one.features.keys
        total += sum(one.has_near(other) for other, _ in self._public)
        frequencies = await candidates.frequencies(self._connection, keys, one.window)
        telling = [key for key in keys if frequencies.get(key, 0) <= cluster.COMMON]
        near = await candidates.near(self._connection, telling, one.window, cluster.CANDIDATES)
        known = [
            cluster.Candidate(other.story_id, other.thread, other.published, held)
            for other in near
            if (held := _features(other.features)) is not None
        ]
        held_by = await kept.held(self._connection, one.keys)
        match cluster.judge(one.features, one.report.article.published, known, frequencies, total):
            case cluster.Joins(story=story, why=why):
                thread = next(other.thread for other in known if other.story == story)
            case cluster.Opens(thread=near_by, why=why):
                carried, reason = threads.carried_on(held_by) or (near_by, "")
                story, why = await self._open(one, carried), f"{why}{reason}"
                thread = carried or story
        await kept.keep(self._connection, threads.to_keep(one.keys, held_by, thread), thread)
        return story, why

    async def finish(self) -> None:
        """Tell the stories anew, and let people find the reports."""
        old = [story for story, news in self._news.items() if news.thread is None]
        before = {story.id: story for story in await stories.several(self._connection, old)}
        told = await articles.of_stories(self._connection, old)
        # In a thread: people's questions must not wait behind it.
        retold = await asyncio.to_thread(lambda: [*_retold(self._news, before, told)])
        await stories.rewrite(self._connection, retold)
        reports = [report for news in self._news.values() for report in news.reports]
        await articles.label(self._connection, reports)
        await search.add(self._connection, [(one.indexed, story) for one, story in self._public])


def _retold(
    news: Mapping[int, _News], before: Mapping[int, Story], told: Mapping[int, Sequence[Report]]
) -> Iterator[stories.Retold]:
    """The stories composed anew from all their reports; of new ones `told` has none."""
    for number, one in news.items():
        old = before.get(number)
        thread = one.thread or (old.thread if old else number)
        reports = told.get(number) or sorted(one.reports, key=_order)
        corrected = (*(old.corrections if old else ()), *one.corrected)
        story = replace(compose(reports, number, thread), corrections=corrected)
        yield stories.Retold(story, waiting=one.waiting, corrected=bool(one.corrected))


def _order(report: Report) -> tuple[datetime, int]:
    return report.article.published, report.article.id


@lru_cache(1_024)  # the neighbours of one report are often those of the next
def _features(kept: str) -> cluster.Features | None:
    """What an article is compared by; None for what an earlier version kept, which ages out in days."""
    try:
        return load(cluster.Features, kept)
    except ValueError:
        return None
