"""A wish for a source of one's own -> what it leads to, told in the chat; and the end of such a source.

People's wishes become rows; here the network is asked, since nobody's answer may wait for it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import chats, outbox, own_sources, sources
from db.database import Database
from db.own_sources import Added, Wanted, Wish
from db.sources import SourceState
from feeds import opml
from feeds.probe import Probed, Several, probe
from feeds.reader import Reader, Trouble
from feeds.unreadable import Unreadable
from message import Message
from model import Source
from people import Delivery, Priority
from views import own_sources as view

AT_ONCE = 5  # wishes answered side by side
SILENT = timedelta(days=7)  # without an answer, and as often asked as that takes: then its readers are told
KEPT = timedelta(days=7)  # an answered wish, for the button below its preview


async def discover(database: Database, reader: Reader, clock: Callable[[], datetime]) -> int:
    """Answer the next wishes, side by side; gives how many there were."""
    async with database.reading() as connection:
        waiting = await own_sources.waiting(connection, AT_ONCE)

    async def answer(wish: Wish) -> None:
        looked = await probe(reader, wish.said, clock()) if wish.kind is Wanted.ADDRESS else None
        async with database.transaction() as connection:
            await _answer(connection, wish, looked, clock())

    await asyncio.gather(*map(answer, waiting))
    return len(waiting)


async def tell_ends(database: Database, clock: Callable[[], datetime]) -> int:
    """Tell the readers of own sources that fell silent, once; gives how many were told."""
    now = clock()
    async with database.transaction() as connection:
        silent = await own_sources.silent(connection, now - SILENT)
        for chat_id, state in silent:
            chat = await chats.one(connection, chat_id)
            if chat is not None:
                said = view.dead(shown(state), chat.language)
                await _owe(connection, chat_id, f"dead:{state.source.key}:{now:%Y%m%d}", said, now)
        await sources.mourn(connection, sorted({state.source.key for _, state in silent}))
        await own_sources.forget(connection, now - KEPT)
    return len(silent)


def shown(state: SourceState) -> view.Own:
    """An own source as views show it."""
    source = state.source
    return view.Own(source.key, source.name, source.homepage or source.url, state.problem, state.ok_at)


async def _answer(
    connection: AsyncConnection, wish: Wish, looked: Probed | Several | Trouble | None, now: datetime
) -> None:
    chat = await chats.one(connection, wish.chat_id)
    if chat is None:
        return
    found: Source | None = None
    match looked:
        case Probed(source):
            found = own(source)
            said = await _previewed(connection, wish, looked, chat.language, now)
        case Several(feeds):
            said = view.choose([(title or url, url) for url, title in feeds], chat.language)
        case Trouble(code):
            said = view.refused(wish.said, code, chat.language)
        case None:
            said = await _imported(connection, wish, chat.language, now)
    await own_sources.answer(connection, wish.id, found)
    await _owe(connection, wish.chat_id, f"wish:{wish.id}", said, now)


async def _previewed(
    connection: AsyncConnection, wish: Wish, found: Probed, language: str, now: datetime
) -> Message:
    read = await own_sources.everybodys(connection, found.source.url)
    if read is not None:
        return view.known(read.name, language)
    source = found.source
    items = tuple(view.Item(entry.title, entry.url, entry.published) for entry in found.preview if entry.url)
    said = view.Preview(source.name, source.url, source.kind, items, "".join(source.languages[:1]))
    return view.preview(said, wish.id, language, now=now)


async def _imported(connection: AsyncConnection, wish: Wish, language: str, now: datetime) -> Message:
    """A list of feeds, each added as it stands: the poll finds out whether it answers."""
    listed = opml.read(wish.said.encode("latin-1", "replace"))  # its very bytes, see handlers/lists.py
    if isinstance(listed, Unreadable) or not listed:
        return view.refused("OPML", listed.code if isinstance(listed, Unreadable) else "empty", language)
    became = [await own_sources.add(connection, wish.chat_id, own(source), now) for source in listed]
    held = [shown(state) for state in await own_sources.of(connection, wish.chat_id)]
    mine = view.own(held, language, now=now)
    if Added.FULL not in became:
        return mine
    return replace(mine, blocks=(*view.too_many(own_sources.MOST, language).blocks, *mine.blocks))


def own(source: Source) -> Source:
    """A source under the name that own sources have."""
    return replace(source, key=f"{own_sources.OWN}{source.key}")


async def _owe(connection: AsyncConnection, chat_id: int, key: str, said: Message, now: datetime) -> None:
    await outbox.owe(connection, [Delivery(0, chat_id, key, said, Priority.PUSH, now)], now)
