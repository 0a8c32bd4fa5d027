"""Stories: events, the reports that tell them, and who was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_keep
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.nouns import dump, load
from db.schema import articles, mutes, saved, stories, told
from model import Figure, Story


@dataclass(frozen=True, slots=True)
class Retold:
    """A story as it reads now; `waiting` asks publish to look at it, `corrected` to edit what was sent."""

    story: Story
    waiting: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story with news that publish has not looked at, and what subscribers were told before."""

    story: Story
    published_at: datetime | None
    published_figures: tuple[Figure, ...]
    published_stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """That a chat was told a story, and in which message."""

    chat_id: int
    story_id: int
    message_id: int | None
    at: datetime
    why: str


async def open_story(connection: AsyncConnection, at: datetime, thread: int | None) -> int:
    """Begin a story, of a thread or of its own (None); gives its number. `rewrite` says what it tells."""
    row = {"thread": thread or 0, "story": "", "first_at": at, "last_at": at}
    made = (await connection.execute(insert(stories), row)).inserted_primary_key
    return int(made[0]) if made else 0


async def rewrite(connection: AsyncConnection, told: Sequence[Retold]) -> None:
    """Keep stories as they read now."""
    rows = [
        {
            "number": one.story.id,
            "thread": one.story.thread,
            "story": dump(Story, one.story),
            "first_at": one.story.first_at,
            "last_at": one.story.last_at,
            "tellings": len({telling.outlet for telling in one.story.tellings}),
            "news": one.waiting,
            "edit": one.corrected,
        }
        for one in told
    ]
    if rows:
        await connection.execute(_REWRITE, rows)


_REWRITE = (
    update(stories)
    .where(stories.c.id == bindparam("number"))
    .values(
        {name: bindparam(name) for name in ("thread", "story", "first_at", "last_at", "tellings")}
        | {
            "waiting": stories.c.waiting | bindparam("news"),
            "corrected": stories.c.corrected | bindparam("edit"),
        }
    )
)


async def one(connection: AsyncConnection, story_id: int) -> Story | None:
    """The story, if we hold it."""
    text = (await connection.execute(select(stories.c.story).where(stories.c.id == story_id))).scalar()
    return load(Story, text) if text else None


async def several(connection: AsyncConnection, ids: Sequence[int]) -> list[Story]:
    """The stories of these ids, in the order of `ids`."""
    rows = await connection.execute(select(stories.c.id, stories.c.story).where(stories.c.id.in_(ids)))
    held = {row.id: load(Story, row.story) for row in rows}
    return [held[story_id] for story_id in ids if story_id in held]


async def of_articles(connection: AsyncConnection, ids: Sequence[int]) -> list[Story]:
    """The stories that these articles tell, in their order, each once."""
    rows = await connection.execute(select(articles.c.id, articles.c.story_id).where(articles.c.id.in_(ids)))
    told = {row.id: row.story_id for row in rows}
    return await several(connection, list(dict.fromkeys(told[number] for number in ids if told.get(number))))


async def of_thread(connection: AsyncConnection, story: Story, limit: int = 20) -> list[Story]:
    """The nearest other stories of its thread before and after this one, oldest first."""
    others = (stories.c.thread == story.thread) & (stories.c.id != story.id)
    asked, at = select(stories.c.story).where(others).limit(limit), stories.c.first_at
    before = await connection.execute(asked.where(at <= story.first_at).order_by(at.desc()))
    after = await connection.execute(asked.where(at > story.first_at).order_by(at))
    return [load(Story, text) for text in (*list(before.scalars())[::-1], *after.scalars())]


async def waiting(connection: AsyncConnection, limit: int) -> list[int]:
    """Stories with something new, in order of arrival."""
    asked = select(stories.c.id).where(stories.c.waiting).order_by(stories.c.id).limit(limit)
    return list((await connection.execute(asked)).scalars())


async def corrected(connection: AsyncConnection, limit: int) -> list[Story]:
    """Stories whose messages are to be edited, in order of arrival."""
    asked = select(stories.c.story).where(stories.c.corrected).order_by(stories.c.id).limit(limit)
    return [load(Story, text) for text in (await connection.execute(asked)).scalars()]


async def mark_told_of_correction(connection: AsyncConnection, story_id: int) -> None:
    """The edits are owed."""
    await connection.execute(update(stories).where(stories.c.id == story_id).values(corrected=False))


async def news_of(connection: AsyncConnection, story_id: int) -> Waiting | None:
    """The story and what subscribers know of it; None when somebody has looked at it already."""
    asked = select(stories).where(stories.c.id == story_id, stories.c.waiting)
    row = (await connection.execute(asked)).first()
    if row is None:
        return None
    stages = tuple(row.published_stages.split())
    return Waiting(load(Story, row.story), row.published_at, _figures(row), stages)


def _figures(row: Row[tuple[object, ...]]) -> tuple[Figure, ...]:
    return load(tuple[Figure, ...], row.published_figures) if row.published_figures else ()


async def mark_seen(connection: AsyncConnection, story_id: int) -> None:
    """Publish has looked at the story."""
    await connection.execute(update(stories).where(stories.c.id == story_id).values(waiting=False))


async def mark_published(
    connection: AsyncConnection,
    story_id: int,
    figures: Sequence[Figure],
    stages: Sequence[str],
    now: datetime,
) -> None:
    """Subscribers are told the story now; with it they know all of these figures and stages."""
    values = {
        "published_at": now,
        "published_figures": dump(tuple[Figure, ...], tuple(figures)),
        "published_stages": " ".join(stages),
    }
    await connection.execute(update(stories).where(stories.c.id == story_id).values(values))


# ---------------------------------------------------------------- who was told, who saved, who muted


async def tell(connection: AsyncConnection, story_id: int, whys: Mapping[int, str], now: datetime) -> None:
    """Note that chats are being told a story, and which query wanted it; those told before stay noted."""
    row = insert_or_keep(told).on_conflict_do_nothing()
    rows = [{"chat_id": chat, "story_id": story_id, "at": now, "why": why} for chat, why in whys.items()]
    if rows:
        await connection.execute(row, rows)


async def who_was_told(connection: AsyncConnection, story_id: int) -> list[Told]:
    """Every chat that was told the story."""
    asked = select(told.c.chat_id, told.c.story_id, told.c.message_id, told.c.at, told.c.why)
    return [Told(*row) for row in await connection.execute(asked.where(told.c.story_id == story_id))]


async def why_told(connection: AsyncConnection, chat_id: int, story_id: int) -> str:
    """The query for which the chat was told the story; "" when it was not."""
    mine = (told.c.chat_id == chat_id) & (told.c.story_id == story_id)
    return str((await connection.execute(select(told.c.why).where(mine))).scalar() or "")


async def told_in(connection: AsyncConnection, messages: Sequence[tuple[int, int, int]]) -> None:
    """The message in which a chat was first told a story: later tellings reply to it.

    Each is a chat, a story and the message's number.
    """
    if messages:
        given = [{"chat": chat, "story": story, "number": number} for chat, story, number in messages]
        await connection.execute(_TOLD_IN, given)


_TOLD_IN = (
    update(told)
    .where(told.c.chat_id == bindparam("chat"), told.c.story_id == bindparam("story"))
    .where(told.c.message_id.is_(None))
    .values(message_id=bindparam("number"))
)


async def save(connection: AsyncConnection, chat_id: int, story_id: int, now: datetime) -> None:
    """Bookmark a story for a chat."""
    row = insert_or_keep(saved).values(chat_id=chat_id, story_id=story_id, at=now)
    await connection.execute(row.on_conflict_do_nothing())


async def mute(connection: AsyncConnection, chat_id: int, thread_id: int, until: datetime) -> None:
    """Send a chat nothing more of a thread until then."""
    row = insert_or_keep(mutes).values(chat_id=chat_id, thread=thread_id, until=until)
    await connection.execute(
        row.on_conflict_do_update(index_elements=["chat_id", "thread"], set_={"until": until})
    )


async def muting(connection: AsyncConnection, thread_id: int, now: datetime) -> set[int]:
    """Chats that do not want to hear of this thread now."""
    asked = select(mutes.c.chat_id).where(mutes.c.thread == thread_id, mutes.c.until > now)
    return set((await connection.execute(asked)).scalars())
