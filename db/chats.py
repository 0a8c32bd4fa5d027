"""Chats: how each wants to be served, what it asked, what it saved; and all of it erased on a word."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_keep
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import chats, digest_items, documents, mutes, outbox, questions, saved, subscriptions, told
from message import Message, from_json, to_json
from people import Chat, Layout

OWNED = (outbox, digest_items, told, saved, mutes, documents, questions, subscriptions)  # rows of one chat


async def greet(connection: AsyncConnection, chat: Chat, now: datetime) -> Chat:
    """The chat as we know it; a new one is kept as given. One that had left is welcome again."""
    await connection.execute(insert_or_keep(chats).values(_row_of(chat, now)).on_conflict_do_nothing())
    await connection.execute(update(chats).where(chats.c.id == chat.id, chats.c.gone != "").values(gone=""))
    known = await one(connection, chat.id)
    return known or chat


async def one(connection: AsyncConnection, chat_id: int) -> Chat | None:
    """The chat, if we know it."""
    row = (await connection.execute(select(chats).where(chats.c.id == chat_id))).first()
    return _chat_of(row) if row else None


async def several(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Chat]:
    """These chats, by id."""
    rows = await connection.execute(select(chats).where(chats.c.id.in_(ids)))
    return {row.id: _chat_of(row) for row in rows}


async def change(connection: AsyncConnection, chat_id: int, **wishes: Any) -> None:  # noqa: ANN401  as in Chat
    """Keep a chat's wishes: fields of people.Chat by name."""
    values = dict(wishes)
    if "digest_days" in values:
        values["digest_days"] = "".join(str(day) for day in values["digest_days"])
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(**values))


async def leave(connection: AsyncConnection, chat_id: int, reason: str) -> None:
    """Telegram will not deliver to this chat: nothing more is sent until it greets us again."""
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(gone=reason))


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """A group became a supergroup: everything of it goes to the new id."""
    held = await one(connection, new)
    if held is None:
        await connection.execute(update(chats).where(chats.c.id == old).values(id=new, kind="supergroup"))
        return
    for table in OWNED:
        moved = update(table).where(table.c.chat_id == old).values(chat_id=new).prefix_with("OR IGNORE")
        await connection.execute(moved)
    await connection.execute(delete(chats).where(chats.c.id == old))


async def erase(connection: AsyncConnection, chat_id: int) -> None:
    """Forget everything about the chat."""
    for table in OWNED:
        await connection.execute(delete(table).where(table.c.chat_id == chat_id))
    await connection.execute(delete(chats).where(chats.c.id == chat_id))


async def with_digests(connection: AsyncConnection) -> list[Chat]:
    """Chats that wait for a digest or have a digest subscription; the reachable ones."""
    wanting = select(subscriptions.c.chat_id).where(subscriptions.c.how != "now", ~subscriptions.c.paused)
    waiting = select(digest_items.c.chat_id)
    asked = select(chats).where(
        or_(chats.c.id.in_(wanting), chats.c.id.in_(waiting)), ~chats.c.paused, chats.c.gone == ""
    )
    return [_chat_of(row) for row in await connection.execute(asked.order_by(chats.c.id))]


# ---------------------------------------------------------------- what a button refers to


async def ask(connection: AsyncConnection, chat_id: int, query: str, now: datetime) -> int:
    """The number under which the chat's question is kept: it fits into a button."""
    row = insert_or_keep(questions).values(chat_id=chat_id, query=query, asked=now)
    kept = row.on_conflict_do_update(index_elements=["chat_id", "query"], set_={"asked": now})
    return int((await connection.execute(kept.returning(questions.c.id))).scalar_one())


async def asked(connection: AsyncConnection, chat_id: int, question_id: int) -> str | None:
    """The question of that number, if this chat asked it."""
    held = select(questions.c.query).where(questions.c.id == question_id, questions.c.chat_id == chat_id)
    return (await connection.execute(held)).scalar()


async def lay_aside(connection: AsyncConnection, chat_id: int, message: Message, now: datetime) -> int:
    """Keep the rest of a message that was too long for one print; its number goes into a button."""
    row = insert(documents).values(chat_id=chat_id, message=to_json(message), made=now)
    return int((await connection.execute(row.returning(documents.c.id))).scalar_one())


async def laid_aside(connection: AsyncConnection, chat_id: int, document_id: int) -> Message | None:
    """The message of that number, if it was meant for this chat and is still there."""
    held = select(documents.c.message).where(documents.c.id == document_id, documents.c.chat_id == chat_id)
    text = (await connection.execute(held)).scalar()
    return from_json(text) if text else None


async def forget_old(connection: AsyncConnection, now: datetime) -> None:
    """Drop questions and rests of messages that nobody will press for any more."""
    await connection.execute(delete(documents).where(documents.c.made < now - timedelta(days=7)))
    await connection.execute(delete(questions).where(questions.c.asked < now - timedelta(days=90)))


def _row_of(chat: Chat, now: datetime) -> dict[str, object]:
    return {
        "id": chat.id,
        "kind": chat.kind,
        "language": chat.language,
        "zone": chat.zone,
        "digest_at": chat.digest_at,
        "digest_days": "".join(str(day) for day in chat.digest_days),
        "weekly_day": chat.weekly_day,
        "quiet_from": chat.quiet_from,
        "quiet_to": chat.quiet_to,
        "pictures": chat.pictures,
        "layout": chat.layout,
        "rich_offered": chat.rich_offered,
        "paused": chat.paused,
        "gone": "",
        "digested_on": chat.digested_on,
        "thread_id": chat.thread_id,
        "created": chat.created or now,
    }


def _chat_of(row: Row[tuple[object, ...]]) -> Chat:
    return Chat(
        id=row.id,
        kind=row.kind,
        language=row.language,
        zone=row.zone,
        digest_at=row.digest_at,
        digest_days=tuple(int(day) for day in row.digest_days),
        weekly_day=row.weekly_day,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        pictures=row.pictures,
        layout=Layout(row.layout),
        rich_offered=row.rich_offered,
        paused=row.paused,
        digested_on=row.digested_on,
        thread_id=row.thread_id,
        created=row.created,
    )
