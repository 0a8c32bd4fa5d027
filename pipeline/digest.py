"""What waits for a chat -> its digest at its own hour, and what its quiet hours held back -> one bundle."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, outbox, stories, subscriptions
from db.database import Database
from db.refusals import is_of_one_row
from db.subscriptions import DigestItem
from message import Message
from news.digest import Due, due, is_quiet, sections, slot
from people import CHANNEL, Chat, Delivery, How, Layout, Priority
from views import digest as digest_view
from views import story as story_view

DIGEST, BUNDLE, OFFER = "digest:", "bundle:", "offer:"  # how the keys of these deliveries start

log = structlog.get_logger()

Make = Callable[[AsyncConnection, Chat, datetime], Awaitable[int]]


async def digest(database: Database, clock: Callable[[], datetime]) -> int:
    """Make every digest and bundle that is due; gives how many there were."""
    made = 0
    async with database.reading() as connection:
        hours = await chats.digest_hours(connection)
        held_back = await subscriptions.held_back(connection)
        known = await chats.several(connection, held_back)
    for zone, at in hours:
        come = slot(zone, at, clock())
        if come is None:
            continue
        async with database.reading() as connection:
            ready = await chats.without_digest(connection, come)
            idle = await chats.any_idle(connection, come)
        if idle:
            async with database.transaction() as connection:
                await chats.pass_over(connection, come)
        made += await _make(database, ready, _daily, _skip_day, clock)
    return made + await _make(database, known.values(), _bundle, _skip_bundle, clock)


async def _make(
    database: Database, waiting: Iterable[Chat], make: Make, skip: Make, clock: Callable[[], datetime]
) -> int:
    """Make something for each chat, a transaction each; one that breaks our rules is skipped and logged."""
    made = 0
    for chat in waiting:
        try:
            async with database.transaction() as connection:
                made += await make(connection, chat, clock())
        except Exception as error:
            if not is_of_one_row(error):
                raise
            log.exception("a digest could not be made", chat=chat.id)
            async with database.transaction() as connection:
                await skip(connection, chat, clock())
    return made


async def _skip_day(connection: AsyncConnection, chat: Chat, now: datetime) -> int:
    """What could not be told today waits for tomorrow."""
    if (ready := due(chat, now)) is not None:
        await chats.change(connection, chat.id, digested_on=ready.day)
    return 0


async def _skip_bundle(connection: AsyncConnection, chat: Chat, _: datetime) -> int:
    await subscriptions.postpone(connection, chat.id)
    return 0


async def _daily(connection: AsyncConnection, chat: Chat, now: datetime) -> int:
    """Owe the chat the digest of this local day, once; a day without news is passed over in silence."""
    ready = due(chat, now)
    if ready is None:
        return 0
    offered = await _take_back(connection, chat, now)
    items = await subscriptions.laid_up(connection, chat.id, ready.hows)
    await chats.change(connection, chat.id, digested_on=ready.day)
    if not items:
        return 0
    await _owe(connection, chat, f"{DIGEST}{ready.day}", _front_page(chat, ready, items, now), items, now)
    if not offered and chat.layout is Layout.PLAIN and chat.kind != CHANNEL:
        await chats.change(connection, chat.id, rich_offered=True)
        await _owe(connection, chat, f"{OFFER}{ready.day}", digest_view.offer_rich(chat.language), (), now)
    return 1


def _front_page(chat: Chat, ready: Due, items: Sequence[DigestItem], now: datetime) -> Message:
    front = sections([(item.subscription, item.story) for item in items])
    return digest_view.front_page(front, chat.language, day=ready.day, now=now)


async def _take_back(connection: AsyncConnection, chat: Chat, now: datetime) -> bool:
    """A digest that could not be sent until the next one is part of it: nobody gets two at once.

    Gives whether the chat was offered the rich sample: one that waits behind such a digest does not count.
    """
    unsent = await outbox.unsent(connection, chat.id, DIGEST)
    await subscriptions.lay_back(connection, unsent, How.DAILY, now)
    await outbox.withdraw(connection, unsent, "part of the next digest")
    offers = await outbox.unsent(connection, chat.id, OFFER)
    await outbox.withdraw(connection, offers, "comes after the next digest")
    return chat.rich_offered and not offers


async def _bundle(connection: AsyncConnection, chat: Chat, now: datetime) -> int:
    """Owe the chat what came while it was quiet: one message."""
    if is_quiet(chat, now):
        return 0
    items = await subscriptions.laid_up(connection, chat.id, [How.NOW])
    if not items:
        return 0
    message = story_view.bundle([item.story for item in items], chat.language, now=now)
    await _owe(connection, chat, f"{BUNDLE}{items[-1].id}", message, items, now)
    return 1


async def _owe(
    connection: AsyncConnection,
    chat: Chat,
    key: str,
    message: Message,
    items: Sequence[DigestItem],
    now: datetime,
) -> None:
    for item in items:
        await stories.tell(connection, item.story.id, {chat.id: item.subscription.query}, now)
    await subscriptions.clear_up(connection, items)
    ids = tuple(dict.fromkeys(item.story.id for item in items))
    await outbox.owe(
        connection, [Delivery(0, chat.id, key, message, Priority.DIGEST, now, story_ids=ids)], now
    )
