"""People's own sources: what a chat wishes to read, reads, and reads no more.

An own source is a row of `sources` like the catalogue's, polled like any other while somebody reads it. What
it alone tells is announced to those who added it, and to nobody else until an operator adopts it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db import sources as rows
from db import subscriptions
from db.nouns import dump, load
from db.schema import chats, sources
from db.schema_own import adopted, own_sources, source_wishes
from db.sources import SourceState
from model import Source, SourceKind
from news.query import parse
from people import CHANNEL, How

OWN = "own-"  # how the keys of own sources start
MOST = 20  # sources of one chat
IN_VAIN = 5  # failures in a row before a source can count as lost: we may have been down ourselves
_TELLING = (  # columns of `sources` that may hold an address or what came from there
    "etag", "last_modified", "body_hash", "moved_to", "move_seen", "problem_detail", "wishes", "items",
)  # fmt: skip
MOST_WAITING = 3  # wishes of one chat that were not answered yet: each asks the network
MOST_A_DAY = 30  # wishes of one chat: the bot is nobody's scanner of addresses


class Wanted(StrEnum):
    """What a wish says: an address as typed, or a list of feeds (OPML)."""

    ADDRESS = "address"
    LIST = "list"


class Added(StrEnum):
    """What became of adding a source."""

    ADDED = "added"
    MINE = "mine"  # the chat reads it already
    KNOWN = "known"  # it is read for everybody
    FULL = "full"  # the chat has as many as it may


@dataclass(frozen=True, slots=True)
class Wish:
    """What a chat asked, to be answered by the stage that may ask the network."""

    id: int
    chat_id: int
    kind: Wanted
    said: str


# ---------------------------------------------------------------- wishes


async def wish(
    connection: AsyncConnection, chat_id: int, said: str, now: datetime, kind: Wanted = Wanted.ADDRESS
) -> int | None:
    """Keep a wish for the stage to answer; its number, or None when the chat has wished too much."""
    mine = select(func.count()).select_from(source_wishes).where(source_wishes.c.chat_id == chat_id)
    waiting = (await connection.execute(mine.where(~source_wishes.c.answered))).scalar_one()
    today = (
        await connection.execute(mine.where(source_wishes.c.asked > now - timedelta(days=1)))
    ).scalar_one()
    if waiting >= MOST_WAITING or today >= MOST_A_DAY:
        return None
    row = insert(source_wishes).values(chat_id=chat_id, kind=kind, said=said, asked=now)
    return int((await connection.execute(row.returning(source_wishes.c.id))).scalar_one())


async def waiting(connection: AsyncConnection, limit: int) -> list[Wish]:
    """Wishes that nobody answered yet, oldest first."""
    asked = select(source_wishes).where(~source_wishes.c.answered).order_by(source_wishes.c.id).limit(limit)
    return [Wish(row.id, row.chat_id, Wanted(row.kind), row.said) for row in await connection.execute(asked)]


async def answer(connection: AsyncConnection, wish_id: int, found: Source | None = None) -> None:
    """The wish is answered; `found` is what its address led to, kept for the button that adds it."""
    spec = dump(Source, found) if found else ""
    mine = update(source_wishes).where(source_wishes.c.id == wish_id)
    await connection.execute(mine.values(answered=True, spec=spec, said=""))


async def found(connection: AsyncConnection, chat_id: int, wish_id: int) -> Source | None:
    """What the wish of that number led to, if this chat wished it."""
    mine = (source_wishes.c.id == wish_id) & (source_wishes.c.chat_id == chat_id)
    spec = (await connection.execute(select(source_wishes.c.spec).where(mine))).scalar()
    return load(Source, spec) if spec else None


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Drop answered wishes from before then, whose buttons nobody presses any more, and ask no source whose
    last reader was erased.
    """
    old = source_wishes.c.answered & (source_wishes.c.asked < before)
    await connection.execute(delete(source_wishes).where(old))
    await let_go(connection)


# ---------------------------------------------------------------- what a chat reads


async def add(connection: AsyncConnection, chat_id: int, source: Source, now: datetime) -> Added:
    """Let the chat read the source from now on, if it may have one more, and hear of what it brings.

    The source's key starts with OWN.
    """
    held = {_place(state.source.url) for state in await of(connection, chat_id)}
    if _place(source.url) in held:
        return Added.MINE
    if await everybodys(connection, source.url) is not None:
        return Added.KNOWN
    if len(held) >= MOST:
        return Added.FULL
    row = insert(sources).values(key=source.key, spec=dump(Source, source), next_poll_at=now, listed=True)
    again = {"spec": dump(Source, source), "listed": True, "ended": "", "mourned": False, "next_poll_at": now}
    await connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=again))
    await connection.execute(insert(own_sources).values(chat_id=chat_id, key=source.key, added=now))
    await subscriptions.subscribe(connection, chat_id, query_of(source), How.NOW, now)
    return Added.ADDED


async def remove(connection: AsyncConnection, chat_id: int, key: str) -> bool:
    """The chat reads and hears of it no more; the last one to go takes it off the list of those polled."""
    wanted = {query_of(one.source) for one in await of(connection, chat_id) if one.source.key == key}
    for one in await subscriptions.of_chat(connection, chat_id):
        if one.query in wanted:
            await subscriptions.remove(connection, chat_id, one.id)
    mine = (own_sources.c.chat_id == chat_id) & (own_sources.c.key == key)
    gone = (await connection.execute(delete(own_sources).where(mine))).rowcount
    await let_go(connection)
    return bool(gone)


def query_of(source: Source) -> str:
    """The saved query that wants whatever the source brings."""
    named = parse(f'source:"{source.name.replace(chr(34), " ")}"')
    return str(named if named.wish is not None else parse(f"source:{source.key}"))


async def of(connection: AsyncConnection, chat_id: int) -> list[SourceState]:
    """The chat's own sources and how each has answered, in the order in which they were added."""
    asked = _joined().where(own_sources.c.chat_id == chat_id).order_by(own_sources.c.id)
    return [rows.state_of(row) for row in await connection.execute(asked)]


async def everybodys(connection: AsyncConnection, url: str) -> Source | None:
    """The source at this address that is read for everybody: the catalogue's, or one that was adopted."""
    asked = select(sources.c.spec).where(sources.c.listed, ~_is_own())
    listed = (load(Source, spec) for (spec,) in await connection.execute(asked))
    return next((source for source in listed if _place(source.url) == _place(url)), None)


async def owners(connection: AsyncConnection, keys: Collection[str]) -> set[int] | None:
    """Who may hear of what only these sources tell; None is everybody."""
    private = await connection.execute(select(sources.c.key).where(sources.c.key.in_(keys), _is_own()))
    if not keys or len(private.all()) < len(set(keys)):
        return None
    asked = select(own_sources.c.chat_id).where(own_sources.c.key.in_(keys)).distinct()
    return {chat for (chat,) in await connection.execute(asked)}


async def private(connection: AsyncConnection) -> set[str]:
    """The keys of sources that are somebody's own, and nobody else's concern."""
    return {key for (key,) in await connection.execute(select(sources.c.key).where(_is_own()))}


def is_private(source: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a column's source is somebody's own, and nobody else's concern."""
    return source.in_(select(sources.c.key).where(_is_own()))


async def silent(connection: AsyncConnection, since: datetime) -> list[tuple[int, SourceState]]:
    """Own sources that ended, or were asked in vain ever since then, and whose readers were not told yet.

    Gives (chat, source) each; `db.sources.mourn` says that they were told.
    """
    heard = func.coalesce(sources.c.ok_at, own_sources.c.added)
    lost = or_(sources.c.ended != "", (sources.c.failures >= IN_VAIN) & (heard < since))
    people = _joined().join(chats, chats.c.id == own_sources.c.chat_id).where(chats.c.kind != CHANNEL)
    asked = people.where(lost, ~sources.c.mourned).order_by(own_sources.c.id)
    return [(row.chat_id, rows.state_of(row)) for row in await connection.execute(asked)]


# ---------------------------------------------------------------- for the house and its operators


async def adoptable(connection: AsyncConnection, limit: int) -> list[tuple[Source, int]]:
    """People's own sources that are polled, and how many chats read each: the most read first."""
    readers = func.count(own_sources.c.id)
    asked = (
        select(sources.c.spec, readers)
        .join(own_sources, own_sources.c.key == sources.c.key)
        .where(_is_own(), sources.c.listed)
        .group_by(sources.c.key)
        .order_by(readers.desc(), sources.c.key)
        .limit(limit)
    )
    return [(load(Source, spec), count) for spec, count in await connection.execute(asked)]


async def adopt(connection: AsyncConnection, key: str, now: datetime) -> bool:
    """Open an own source to everybody, for good; whether there is one of that name."""
    there = select(exists().where(sources.c.key == key, sources.c.key.startswith(OWN)))
    if not (await connection.execute(there)).scalar():
        return False
    await connection.execute(insert(adopted).values(key=key, at=now).on_conflict_do_nothing())
    await connection.execute(update(sources).where(sources.c.key == key).values(listed=True))
    return True


async def list_again(connection: AsyncConnection) -> None:
    """After the catalogue was listed: what people read, and what was adopted, is polled too."""
    kept = sources.c.key.startswith(OWN) & (_is_read() | _is_adopted())
    await connection.execute(update(sources).where(kept).values(listed=True))


async def let_go(connection: AsyncConnection) -> None:
    """Own sources that nobody reads any more are asked no more, and their addresses are forgotten.

    An address may tell whose it was. The row stays, so that what it told remains its readers' alone.
    """
    unread = select(sources.c.key, sources.c.spec).where(
        sources.c.key.startswith(OWN), ~_is_read(), ~_is_adopted()
    )
    for key, spec in (await connection.execute(unread)).all():
        bare = dump(Source, Source(key, key, SourceKind.FEED, ""))
        if spec != bare:
            gone = {"spec": bare, "listed": False, "greeted": False} | dict.fromkeys(_TELLING, "")
            await connection.execute(update(sources).where(sources.c.key == key).values(gone))


def _joined() -> Select[Any]:
    return select(sources, own_sources.c.chat_id).join(own_sources, own_sources.c.key == sources.c.key)


def _is_own() -> ColumnElement[bool]:
    return sources.c.key.startswith(OWN) & ~_is_adopted()


def _is_read() -> ColumnElement[bool]:
    return exists().where(own_sources.c.key == sources.c.key)


def _is_adopted() -> ColumnElement[bool]:
    return exists().where(adopted.c.key == sources.c.key)


def _place(url: str) -> str:
    """An address without what may differ between two ways to the same source."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").lower()
