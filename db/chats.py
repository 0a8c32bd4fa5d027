"""Chats: how each wants to be served, what it asked, what it saved; and all of it erased on a word."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_keep
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from db.own_sources import let_go
from db.schema import (
    channels,
    chats,
    digest_items,
    documents,
    holds,
    mutes,
    outbox,
    own_sources,
    questions,
    saved,
    source_wishes,
    subscriptions,
    told,
)
from message import Message, from_json, to_json
from people import Chat, How, Layout, Slot

OWNED = (
    outbox, digest_items, told, saved, mutes, documents, questions, subscriptions, own_sources, source_wishes,
    channels,
)  # fmt: skip  # rows of one chat
MOST_NAMED = 10_000  # chats named in one statement: SQLite takes 32,766 values


async def greet(connection: AsyncConnection, chat: Chat, now: datetime) -> Chat:
    """The chat as we know it; a new one is kept as given. One that had left is welcome again."""
    known = await keep(connection, chat, now)
    await connection.execute(update(chats).where(chats.c.id == chat.id, chats.c.gone != "").values(gone=""))
    return known


async def keep(connection: AsyncConnection, chat: Chat, now: datetime) -> Chat:
    """The chat as we know it; a new one is kept as given. One that had left stays away."""
    await connection.execute(insert_or_keep(chats).values(_row_of(chat, now)).on_conflict_do_nothing())
    return await one(connection, chat.id) or chat


async def is_gone(connection: AsyncConnection, chat_id: int) -> bool:
    """Whether Telegram will not deliver to the chat, or we do not know it."""
    reason = (await connection.execute(select(chats.c.gone).where(chats.c.id == chat_id))).scalar()
    return reason != ""


async def one(connection: AsyncConnection, chat_id: int) -> Chat | None:
    """The chat, if we know it."""
    row = (await connection.execute(select(chats).where(chats.c.id == chat_id))).first()
    return _chat_of(row) if row else None


async def several(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Chat]:
    """These chats, by id."""
    found: dict[int, Chat] = {}
    for start in range(0, len(ids), MOST_NAMED):
        named = chats.c.id.in_(ids[start : start + MOST_NAMED])
        rows = await connection.execute(select(chats).where(named))
        found |= {row.id: _chat_of(row) for row in rows}
    return found


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
    """A group became a supergroup: everything of it goes to the new id, also when that one is known."""
    await connection.execute(delete(holds).where(holds.c.chat_id == old))
    if await one(connection, new) is None:
        await connection.execute(update(chats).where(chats.c.id == old).values(id=new, kind="supergroup"))
        return
    await _follow(connection, old, new)
    for table in OWNED:
        moved = update(table).where(table.c.chat_id == old).values(chat_id=new).prefix_with("OR IGNORE")
        await connection.execute(moved)
    await connection.execute(delete(chats).where(chats.c.id == old))


async def _follow(connection: AsyncConnection, old: int, new: int) -> None:
    """What waits under a query that both ids subscribed to waits under the one that stays."""
    leaving, staying = subscriptions.alias(), subscriptions.alias()
    same = (
        select(staying.c.id)
        .join(leaving, leaving.c.query == staying.c.query)
        .where(staying.c.chat_id == new, leaving.c.id == digest_items.c.subscription_id)
        .scalar_subquery()
    )
    waiting = (digest_items.c.chat_id == old) & same.is_not(None)
    await connection.execute(update(digest_items).where(waiting).values(subscription_id=same))


async def erase(connection: AsyncConnection, chat_id: int) -> None:
    """Forget everything about the chat."""
    for table in (*OWNED, holds):
        await connection.execute(delete(table).where(table.c.chat_id == chat_id))
    await connection.execute(delete(chats).where(chats.c.id == chat_id))
    await let_go(connection)


# ---------------------------------------------------------------- whose digest may be due


async def digest_hours(connection: AsyncConnection) -> list[tuple[str, time]]:
    """Every zone and hour at which reachable chats want digests: few, however many chats there are."""
    asked = select(chats.c.zone, chats.c.digest_at).where(_reachable()).distinct()
    return [(row.zone, row.digest_at) for row in await connection.execute(asked)]


async def without_digest(connection: AsyncConnection, slot: Slot) -> list[Chat]:
    """Chats whose digest of this slot was not made yet, though something waits for it."""
    asked = select(chats).where(_missing(slot), _waiting()).order_by(chats.c.id)
    return [_chat_of(row) for row in await connection.execute(asked)]


async def any_idle(connection: AsyncConnection, slot: Slot) -> bool:
    """Whether there are chats for which nothing waits in this slot, and that do not know it yet."""
    return bool((await connection.execute(select(exists().where(_missing(slot), ~_waiting())))).scalar())


async def pass_over(connection: AsyncConnection, slot: Slot) -> None:
    """A day without news has no digest: what comes later waits for the next one."""
    idle = _missing(slot) & ~_waiting()
    await connection.execute(update(chats).where(idle).values(digested_on=slot.day))


def _missing(slot: Slot) -> ColumnElement[bool]:
    chosen = or_(
        chats.c.digest_days.contains(str(slot.day.weekday())), chats.c.weekly_day == slot.day.weekday()
    )
    made = chats.c.digested_on.between(slot.day, slot.day + timedelta(days=1))
    mine = and_(chats.c.zone == slot.zone, chats.c.digest_at == slot.at, chats.c.created <= slot.moment)
    return and_(mine, chosen, func.coalesce(~made, True), _reachable())


def _waiting() -> ColumnElement[bool]:
    return exists().where(digest_items.c.chat_id == chats.c.id, digest_items.c.how != How.NOW)


def _reachable() -> ColumnElement[bool]:
    return ~chats.c.paused & (chats.c.gone == "")


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
