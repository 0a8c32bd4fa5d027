"""What a chat has done with stories: saved them, muted their threads."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.nouns import load
from db.schema import mutes, saved, stories
from model import Story


async def page(connection: AsyncConnection, chat_id: int, limit: int, offset: int) -> list[Story]:
    """The stories that the chat saved, the last saved first."""
    asked = select(stories.c.story).join(saved, saved.c.story_id == stories.c.id)
    ordered = asked.where(saved.c.chat_id == chat_id).order_by(saved.c.at.desc(), saved.c.story_id.desc())
    rows = await connection.execute(ordered.limit(limit).offset(offset))
    return [load(Story, text) for text in rows.scalars()]


async def drop(connection: AsyncConnection, chat_id: int, story_id: int) -> None:
    """Keep it no more."""
    mine = (saved.c.chat_id == chat_id) & (saved.c.story_id == story_id)
    await connection.execute(delete(saved).where(mine))


async def unmute(connection: AsyncConnection, chat_id: int, thread: int) -> None:
    """Hear of the thread again."""
    mine = (mutes.c.chat_id == chat_id) & (mutes.c.thread == thread)
    await connection.execute(delete(mutes).where(mine))


async def state(connection: AsyncConnection, chat_id: int, story: Story, now: datetime) -> Sequence[bool]:
    """Whether the chat has saved the story, and whether it has muted its thread."""
    held = select(saved.c.story_id).where(saved.c.chat_id == chat_id, saved.c.story_id == story.id)
    silent = select(mutes.c.thread).where(
        mutes.c.chat_id == chat_id, mutes.c.thread == story.thread, mutes.c.until > now
    )
    return [(await connection.execute(asked)).first() is not None for asked in (held, silent)]
