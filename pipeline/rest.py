"""The rest of a message that was too long for one print: a tap away, or, in a channel, the next post."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from db import chats, outbox
from db.database import Database
from delivery.printer import LayAside
from message import Message, Press, to_json
from people import CHANNEL, Chat, Delivery, Priority
from views.menus import more_button


def lay_aside(database: Database, clock: Callable[[], datetime]) -> LayAside:
    """What keeps the rest, and gives the button that shows it; nobody can press one in a channel."""

    async def kept(chat: Chat, rest: Message) -> Press | None:
        now = clock()
        async with database.transaction() as connection:
            if chat.kind == CHANNEL:
                await outbox.owe(connection, [_next(chat, rest, now)], now)
                return None
            number = await chats.lay_aside(connection, chat.id, rest, now)
        return more_button(chat.language, number)

    return kept


def _next(chat: Chat, rest: Message, now: datetime) -> Delivery:
    """Named by what it says: a message that is sent twice is followed by it once."""
    name = hashlib.sha256(to_json(rest).encode()).hexdigest()
    return Delivery(0, chat.id, f"rest:{name}", rest, Priority.DIGEST, now)
