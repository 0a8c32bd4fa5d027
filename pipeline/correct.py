"""A story that an outlet corrected -> the messages that told it, edited: marked, with no new notification."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, outbox, saved, stories
from db.database import Database
from model import Story
from people import Delivery, Priority
from views import story as view

FRESH = timedelta(hours=48)  # nobody scrolls back to what is older
AT_ONCE = 20


async def correct(database: Database, clock: Callable[[], datetime]) -> int:
    """Owe the edits of the next corrected stories; gives how many there were."""
    async with database.transaction() as connection:
        waiting = await stories.corrected(connection, AT_ONCE)
        for story in waiting:
            await _owe_edits(connection, story, clock())
    return len(waiting)


async def _owe_edits(connection: AsyncConnection, story: Story, now: datetime) -> None:
    pushed = await outbox.pushes_of(connection, story.id, now - FRESH)
    known = await chats.several(connection, [chat_id for chat_id, _ in pushed])
    owed = []
    for chat_id, message_id in pushed:
        kept = view.Kept(*await saved.state(connection, chat_id, story, now))
        said = view.story(story, known[chat_id].language, now=now, kept=kept, keeps_picture=True)
        key = f"correction:{story.id}:{len(story.corrections)}:{message_id}"
        message = replace(said, silent=True)
        owed.append(Delivery(0, chat_id, key, message, Priority.DIGEST, now, edits=message_id))
    await outbox.owe(connection, owed, now)
    await stories.mark_told_of_correction(connection, story.id)
