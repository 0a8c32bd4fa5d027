"""A story with news -> deliveries: who wants it, who was told, what is owed; all in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles, chats, outbox, stories, subscriptions
from db.database import Database
from db.stories import Told, Waiting
from model import Figure, Report, Story
from news.digest import is_quiet
from news.match import Saved
from news.query import parse
from news.text import index
from people import Chat, Delivery, How, Priority, Subscription
from views import story as story_view

BATCH = 20


@dataclass(slots=True)
class Wanted:
    """The active subscriptions as an index that tells who wants a report."""

    saved: Saved = field(default_factory=Saved)
    rows: dict[int, Subscription] = field(default_factory=dict)

    def refresh(self, active: Sequence[Subscription]) -> None:
        """Follow the database: people subscribe and leave while we run."""
        now = {one.id: one for one in active}
        for gone in self.rows.keys() - now.keys():
            self.saved.remove(gone)
        for one in active:
            before = self.rows.get(one.id)
            if before is None or before.query != one.query:
                if before is not None:
                    self.saved.remove(one.id)
                self.saved.add(one.id, parse(one.query))
        self.rows = now

    def of(self, reports: Sequence[Report], now: datetime) -> dict[int, Subscription]:
        """By chat: the subscription that wants the story soonest. A muted one wants nothing."""
        found: dict[int, Subscription] = {}
        soonest = list(How)
        for number in sorted({n for report in reports for n in self.saved.wants(index(report), now)}):
            one = self.rows[number]
            if one.muted_until is not None and one.muted_until > now:
                continue
            held = found.get(one.chat_id)
            if held is None or soonest.index(one.how) < soonest.index(held.how):
                found[one.chat_id] = one
        return found


async def publish(database: Database, wanted: Wanted, clock: Callable[[], datetime]) -> int:
    """Publish the next stories that have news; gives how many there were."""
    async with database.transaction() as connection:
        waiting = await stories.waiting(connection, BATCH)
        if waiting:
            wanted.refresh(await subscriptions.active(connection))
        for one in waiting:
            await _publish(connection, one, wanted, clock())
    return len(waiting)


async def _publish(connection: AsyncConnection, waiting: Waiting, wanted: Wanted, now: datetime) -> None:
    story = waiting.story
    reports = await articles.of_story(connection, story.id)
    found = wanted.of(reports, now)
    muted = await stories.muting(connection, story.thread, now)
    told = {one.chat_id: one for one in await stories.who_was_told(connection, story.id)}
    known = await chats.several(connection, sorted(found))
    fresh = news_in(story, waiting.published_figures)
    for chat_id, subscription in found.items():
        if chat_id not in muted and (chat_id not in told or fresh):
            await _owe(connection, known[chat_id], subscription, story, told.get(chat_id), now)
    first = waiting.published_at is None
    await stories.mark_published(connection, story, now if first or fresh else None)


def news_in(story: Story, told: Sequence[Figure]) -> bool:
    """Whether the story holds a figure that subscribers were not told."""
    known = {(round(figure.value, 6), figure.unit) for figure in told}
    return bool(told) and any((round(f.value, 6), f.unit) not in known for f in story.figures)


async def _owe(
    connection: AsyncConnection,
    chat: Chat,
    subscription: Subscription,
    story: Story,
    told: Told | None,
    now: datetime,
) -> None:
    """Owe one chat the story: now, in the morning, or in its digest."""
    if subscription.how is not How.NOW or is_quiet(chat, now):
        if told is None:
            await subscriptions.lay_up(connection, subscription, story.id, now)
        return
    await stories.tell(connection, chat.id, story.id, now, subscription.query)
    delivery = Delivery(
        id=0,
        chat_id=chat.id,
        key=f"story:{story.id}:{len(story.figures) if told else 0}",
        message=story_view.story(story, chat.language, now=now),
        priority=Priority.PUSH,
        not_before=now,
        story_ids=(story.id,),
        reply_to=told.message_id if told else None,
    )
    await outbox.owe(connection, delivery, now)
