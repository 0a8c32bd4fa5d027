"""What waits for a chat -> its digest at its own hour, and what its quiet hours held back -> one bundle."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, outbox, stories, subscriptions
from db.database import Database
from db.subscriptions import DigestItem
from message import Message
from news.digest import due, is_quiet, sections
from people import Chat, Delivery, How, Layout, Priority
from views import digest as digest_view
from views import story as story_view


async def digest(database: Database, clock: Callable[[], datetime]) -> int:
    """Make every digest and bundle that is due; gives how many there were."""
    async with database.reading() as connection:
        waiting = await chats.with_digests(connection)
    made = 0
    for chat in waiting:
        now = clock()
        ready = due(chat, now)
        if ready is None and is_quiet(chat, now):
            continue
        async with database.transaction() as connection:
            if ready is not None:
                made += await _daily(connection, chat, ready.day, ready.hows, now)
            if not is_quiet(chat, now):
                made += await _bundle(connection, chat, now)
    return made


async def _daily(
    connection: AsyncConnection, chat: Chat, day: date, hows: Sequence[How], now: datetime
) -> int:
    """Owe the chat the digest of this local day, once; a day without news is passed over in silence."""
    items = await subscriptions.laid_up(connection, chat.id, hows)
    await chats.change(connection, chat.id, digested_on=day)
    if not items:
        return 0
    front = sections([(item.subscription, item.story) for item in items])
    message = digest_view.front_page(front, chat.language, day=day, now=now)
    await _owe(connection, chat, f"digest:{day}", message, items, now)
    if not chat.rich_offered and chat.layout is Layout.PLAIN:
        await chats.change(connection, chat.id, rich_offered=True)
        await _owe(connection, chat, "offer:rich", digest_view.offer_rich(chat.language), (), now)
    return 1


async def _bundle(connection: AsyncConnection, chat: Chat, now: datetime) -> int:
    """Owe the chat what came while it was quiet: one message."""
    items = await subscriptions.laid_up(connection, chat.id, [How.NOW])
    if not items:
        return 0
    message = story_view.bundle([item.story for item in items], chat.language, now=now)
    await _owe(connection, chat, f"bundle:{items[-1].id}", message, items, now)
    return 1


async def _owe(
    connection: AsyncConnection,
    chat: Chat,
    key: str,
    message: Message,
    items: Sequence[DigestItem],
    now: datetime,
) -> None:
    ids = tuple(item.story.id for item in items)
    for item in items:
        await stories.tell(connection, chat.id, item.story.id, now, item.subscription.query)
    await subscriptions.clear_up(connection, items)
    owed = Delivery(0, chat.id, key, message, Priority.DIGEST, now, story_ids=ids)
    await outbox.owe(connection, owed, now)
