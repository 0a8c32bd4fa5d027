"""A story with news -> deliveries: who wants it, who was told, what is owed; all in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles, chats, outbox, own_sources, stories, subscriptions
from db.database import Database
from db.refusals import is_of_one_row
from model import Report, Story
from news import novelty
from news.digest import is_quiet
from news.match import Saved
from news.query import parse
from news.text import index
from people import Chat, Delivery, How, Priority, Subscription
from views import story as story_view

BATCH = 20
LEARNT = 200  # queries read in one go: some 30 ms of work

log = structlog.get_logger()


@dataclass(slots=True)
class Wanted:
    """Every saved query up to a number, as an index that tells which may want a report.

    It only finds: whether one still exists, and how its chat wants it, the database says each time.
    """

    saved: Saved = field(default_factory=Saved)
    last: int = 0

    async def catch_up(self, connection: AsyncConnection) -> None:
        """Learn the queries that were saved meanwhile; a few at a time, for others live here, too."""
        while found := await subscriptions.saved_after(connection, self.last, LEARNT):
            for number, query in found:
                self.saved.add(number, parse(query))
            self.last = found[-1][0]

    async def of(
        self, connection: AsyncConnection, reports: Sequence[Report], now: datetime
    ) -> dict[int, Subscription]:
        """By chat: the subscription that wants the story soonest. A paused or muted one wants nothing."""
        numbers = {number for report in reports for number in self.saved.wants(index(report), now)}
        known = await subscriptions.several(connection, sorted(numbers))
        for gone in numbers - known.keys():
            self.saved.remove(gone)
        awake = [
            one
            for one in known.values()
            if not one.paused and (one.muted_until is None or one.muted_until <= now)
        ]
        soonest = {how: place for place, how in enumerate(How)}
        awake.sort(key=lambda one: (soonest[one.how], one.id), reverse=True)
        return {one.chat_id: one for one in awake}


async def publish(database: Database, wanted: Wanted, clock: Callable[[], datetime]) -> int:
    """Publish the next stories that have news; gives how many there were.

    A story that breaks our rules is logged and passed over, so that the others come through; what the
    database refuses (full, locked) waits.
    """
    async with database.reading() as connection:
        waiting = await stories.waiting(connection, BATCH)
        if waiting:
            await wanted.catch_up(connection)
    for story_id in waiting:
        try:
            async with database.transaction() as connection:
                await _publish(connection, story_id, wanted, clock())
        except Exception as error:
            if not is_of_one_row(error):
                raise
            log.exception("a story could not be published", story=story_id)
            async with database.transaction() as connection:
                await stories.mark_seen(connection, story_id)
    return len(waiting)


async def _publish(connection: AsyncConnection, story_id: int, wanted: Wanted, now: datetime) -> None:
    waiting = await stories.news_of(connection, story_id)
    if waiting is None:
        return
    story = waiting.story
    reports = await articles.of_story(connection, story.id)
    found = await wanted.of(connection, reports, now)
    allowed = await own_sources.owners(connection, {report.article.source for report in reports})
    if allowed is not None:  # told by people's own sources alone: news to their readers
        found = {chat: one for chat, one in found.items() if chat in allowed}
    first = waiting.published_at is None
    fresh = not first and novelty.is_news(story, waiting.published_figures, waiting.published_stages)
    muted = await stories.muting(connection, story.thread, now)
    told = {one.chat_id for one in await stories.who_was_told(connection, story.id)}
    figures = novelty.with_figures(waiting.published_figures, story)
    stages = novelty.with_stages(waiting.published_stages, story)
    owed = {chat: one for chat, one in found.items() if chat not in muted and (chat not in told or fresh)}
    version = f"{story.id}:{len(figures) + len(stages)}"  # both only grow: a telling has a name of its own
    await _owe(connection, story, owed, f"{outbox.STORY}{version}", now)
    await stories.mark_seen(connection, story.id)
    if first or fresh:
        await stories.mark_published(connection, story.id, figures, stages, now)


async def _owe(
    connection: AsyncConnection, story: Story, wanting: dict[int, Subscription], key: str, now: datetime
) -> None:
    """Owe these chats the story: now, in the morning, or in their digests."""
    known = await chats.several(connection, sorted(wanting))
    at_once = {
        chat: known[chat]
        for chat, one in wanting.items()
        if chat in known and one.how is How.NOW and not is_quiet(known[chat], now)
    }
    later = [one for chat, one in wanting.items() if chat in known and chat not in at_once]
    await subscriptions.lay_up(connection, later, story.id, now)
    await stories.tell(connection, story.id, {chat: wanting[chat].query for chat in at_once}, now)
    await outbox.owe(connection, _deliveries(story, list(at_once.values()), key, now), now)


def _deliveries(story: Story, to: Sequence[Chat], key: str, now: datetime) -> list[Delivery]:
    said = {
        language: story_view.story(story, language, now=now) for language in {chat.language for chat in to}
    }
    return [
        Delivery(0, chat.id, key, said[chat.language], Priority.PUSH, now, story_ids=(story.id,))
        for chat in to
    ]
