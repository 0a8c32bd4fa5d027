"""Subscriptions: saved queries, and the stories that wait for a digest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import Select, and_, delete, func, literal, or_, select, true, update
from sqlalchemy.dialects.sqlite import insert as insert_or_keep
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.moment import Moment
from db.nouns import load
from db.schema import chats, digest_items, outbox, stories, subscriptions, told
from model import Story
from people import How, Subscription

MOST_NAMED = 10_000  # rows named in one statement: SQLite takes 32,766 values


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A story that waits for a digest, and the subscription that wanted it."""

    id: int
    subscription: Subscription
    story: Story
    at: datetime


async def subscribe(connection: AsyncConnection, chat_id: int, query: str, how: How, now: datetime) -> int:
    """Keep the query for the chat; the same query again only changes how it is delivered. Gives its id."""
    row = insert_or_keep(subscriptions).values(chat_id=chat_id, query=query, how=how, created=now)
    kept = row.on_conflict_do_update(index_elements=["chat_id", "query"], set_={"how": how, "paused": False})
    return int((await connection.execute(kept.returning(subscriptions.c.id))).scalar_one())


async def of_chat(connection: AsyncConnection, chat_id: int) -> list[Subscription]:
    """The chat's subscriptions, oldest first."""
    held = select(subscriptions).where(subscriptions.c.chat_id == chat_id).order_by(subscriptions.c.id)
    return [_subscription_of(row) for row in await connection.execute(held)]


async def one(connection: AsyncConnection, chat_id: int, subscription_id: int) -> Subscription | None:
    """The subscription, if it is this chat's."""
    held = select(subscriptions).where(
        subscriptions.c.id == subscription_id, subscriptions.c.chat_id == chat_id
    )
    row = (await connection.execute(held)).first()
    return _subscription_of(row) if row else None


class Wishes(TypedDict, total=False):
    """What a chat may want of a subscription. Another query would be another subscription."""

    how: How
    paused: bool
    muted_until: datetime | None


async def change(
    connection: AsyncConnection, chat_id: int, subscription_id: int, **wishes: Unpack[Wishes]
) -> None:
    """Keep what the chat wants of its subscription."""
    mine = (subscriptions.c.id == subscription_id) & (subscriptions.c.chat_id == chat_id)
    await connection.execute(update(subscriptions).where(mine).values(**wishes))


async def remove(connection: AsyncConnection, chat_id: int, subscription_id: int) -> None:
    """Forget the subscription and what waited for it."""
    mine = (subscriptions.c.id == subscription_id) & (subscriptions.c.chat_id == chat_id)
    await connection.execute(delete(subscriptions).where(mine))


async def count(connection: AsyncConnection, chat_id: int) -> int:
    """How many the chat has."""
    held = select(func.count()).select_from(subscriptions).where(subscriptions.c.chat_id == chat_id)
    return int((await connection.execute(held)).scalar_one())


# ---------------------------------------------------------------- who wants what


async def saved_after(connection: AsyncConnection, number: int, most: int) -> list[tuple[int, str]]:
    """(number, query) of the next subscriptions after this number. A number is given once, in order of
    saving, and its query never changes: who has read up to one knows all that came before.
    """
    held = select(subscriptions.c.id, subscriptions.c.query).where(subscriptions.c.id > number)
    rows = await connection.execute(held.order_by(subscriptions.c.id).limit(most))
    return [(row.id, row.query) for row in rows]


async def several(connection: AsyncConnection, numbers: Sequence[int]) -> dict[int, Subscription]:
    """Those of these subscriptions that still exist, by number; paused is also one whose chat cannot be
    written to.
    """
    silent = or_(subscriptions.c.paused, chats.c.paused, chats.c.gone != "")
    held = select(subscriptions, silent.label("silent")).join(chats, chats.c.id == subscriptions.c.chat_id)
    found: dict[int, Subscription] = {}
    for start in range(0, len(numbers), MOST_NAMED):
        named = subscriptions.c.id.in_(numbers[start : start + MOST_NAMED])
        for row in await connection.execute(held.where(named)):
            found[row.id] = replace(_subscription_of(row), paused=bool(row.silent))
    return found


# ---------------------------------------------------------------- what waits for a digest


async def lay_up(
    connection: AsyncConnection, wanting: Sequence[Subscription], story_id: int, now: datetime
) -> None:
    """Keep the story for the next digests of those who want it; once a chat and kind."""
    rows = [
        {"chat_id": one.chat_id, "subscription_id": one.id, "story_id": story_id, "how": one.how, "at": now}
        for one in wanting
    ]
    if rows:
        await connection.execute(insert_or_keep(digest_items).on_conflict_do_nothing(), rows)


async def lay_back(connection: AsyncConnection, numbers: Sequence[int], how: How, now: datetime) -> None:
    """Keep the stories of these deliveries for a digest, under the queries that wanted them.

    A query that the chat has given up meanwhile wants nothing any more.
    """
    columns = ["chat_id", "subscription_id", "story_id", "how", "at"]
    wanted = _wanted(how, now).where(outbox.c.id.in_(numbers)).order_by(outbox.c.id)
    await connection.execute(
        insert_or_keep(digest_items).from_select(columns, wanted).on_conflict_do_nothing()
    )


def _wanted(how: How, now: datetime) -> Select[tuple[int, int, int, str, datetime]]:
    """Who was told which story because of which query, by delivery."""
    owed = func.json_each(outbox.c.story_ids).table_valued("value", name="owed")
    teller = and_(told.c.chat_id == outbox.c.chat_id, told.c.story_id == owed.c.value)
    wisher = and_(subscriptions.c.chat_id == told.c.chat_id, subscriptions.c.query == told.c.why)
    given = select(
        told.c.chat_id, subscriptions.c.id, told.c.story_id, literal(how.value), literal(now, Moment)
    )
    return given.select_from(outbox).join(owed, true()).join(told, teller).join(subscriptions, wisher)


async def laid_up(connection: AsyncConnection, chat_id: int, hows: Sequence[How]) -> list[DigestItem]:
    """What waits for the chat's digest, in order of arrival."""
    held = (
        select(digest_items.c.id.label("item_id"), digest_items.c.at, subscriptions, stories.c.story)
        .join(subscriptions, subscriptions.c.id == digest_items.c.subscription_id)
        .join(stories, stories.c.id == digest_items.c.story_id)
        .where(digest_items.c.chat_id == chat_id, digest_items.c.how.in_(hows))
        .order_by(digest_items.c.id)
    )
    return [
        DigestItem(row.item_id, _subscription_of(row), load(Story, row.story), row.at)
        for row in await connection.execute(held)
    ]


async def held_back(connection: AsyncConnection) -> list[int]:
    """Chats for which stories wait that they wanted at once."""
    waiting = select(digest_items.c.chat_id).join(chats).where(digest_items.c.how == How.NOW)
    reachable = waiting.where(~chats.c.paused, chats.c.gone == "").distinct()
    return list((await connection.execute(reachable)).scalars())


async def postpone(connection: AsyncConnection, chat_id: int) -> None:
    """What waits for the chat and was wanted at once goes into its daily digest instead."""
    mine = (digest_items.c.chat_id == chat_id) & (digest_items.c.how == How.NOW)
    later = update(digest_items).where(mine).values(how=How.DAILY)
    await connection.execute(later.prefix_with("OR REPLACE"))


async def forget_old(connection: AsyncConnection, before: datetime) -> None:
    """Drop what has waited since before then: no digest came for it, and it is no news any more."""
    await connection.execute(delete(digest_items).where(digest_items.c.at < before))


async def clear_up(connection: AsyncConnection, items: Sequence[DigestItem]) -> None:
    """These items stand in a digest now, or are too old for one."""
    for start in range(0, len(items), MOST_NAMED):
        ids = [item.id for item in items[start : start + MOST_NAMED]]
        await connection.execute(delete(digest_items).where(digest_items.c.id.in_(ids)))


def _subscription_of(row: Row[tuple[object, ...]]) -> Subscription:
    return Subscription(
        id=row.id,
        chat_id=row.chat_id,
        query=row.query,
        how=How(row.how),
        paused=row.paused,
        muted_until=row.muted_until,
    )
