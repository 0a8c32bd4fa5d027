"""A canary person is erased: not a byte of them is left in any table, index, free page or log."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles, channels, chats, feed_links, outbox, own_sources, stories, subscriptions
from db.arrivals import NewArticle
from db.channels import Channel
from db.database import Database
from db.holds import hold
from db.schema_own import source_wishes
from db.sources import list_catalogue
from db.stories import Retold
from message import Message, Paragraph, Text
from model import Cleaned, Report, Source, SourceKind, Story, Telling, Understanding
from people import Chat, Delivery, How, Priority
from torture.verdict import Verdict, bench

NOW = datetime(2026, 3, 2, tzinfo=UTC)
CANARY = 7_391_882_746_619
WORD = "zanzibarcanaryword"
OF_A_CHAT = {
    "chats": "id = :chat",
    "feed_links": "subscription_id IN (SELECT id FROM subscriptions WHERE chat_id = :chat)",
}  # the others say whose a row is by its chat_id
IMPERSONAL = re.compile(  # tables that know nobody: a new one stands here, or has its rows in `live`
    "adopted|alembic_version|articles|hubs|inbox|labels|leases|search_.*|sources|sqlite_.*|stories|story_terms"
    "|thread_keys"
)


async def erased() -> Verdict:
    """Give a person a row in every table that knows people, erase them, and look for what is left."""
    with bench() as folder:
        path = Path(folder) / "lab.db"
        async with Database(f"sqlite+aiosqlite:///{path}") as database:
            async with database.transaction() as connection:
                await _write(connection)
                places = [Source(key, key, SourceKind.FEED, f"https://{key}.example") for key in ("w",)]
                await list_catalogue(connection, places, NOW)
            for chat in (CANARY, 1):
                await live(database, chat)
            filled = await _tables(database, CANARY)
            async with database.transaction() as connection:
                await chats.erase(connection, CANARY)
            await database.forget_log()
            left = [name for name, count in (await _tables(database, CANARY)).items() if count]
            bytes_left = _traces(Path(folder))
        empty = [name for name, count in filled.items() if count == 0]
        unknown = [name for name, count in filled.items() if count is None]
    found = (
        f"{len(filled)} tables, unknown {unknown or 'none'}, not reached {empty or 'none'}: "
        f"rows left in {left or 'none'}, {bytes_left} traces in the files"
    )
    return Verdict("privacy", found, not (unknown or empty or left or bytes_left))


async def live(database: Database, chat: int, length: int = 2_000) -> None:
    """All that a person can leave behind, some of it changed and gone again before.

    A new table with people in it has to be filled here, or the lab is red.
    """
    word = WORD if chat == CANARY else "other"
    said = Message((Paragraph((Text(f"{word} {'long ' * length}"),)),))
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(chat, created=NOW), NOW)
        await chats.change(connection, chat, zone=f"Zone/{word}")
        number = await subscriptions.subscribe(connection, chat, f"{word} first", How.DAILY, NOW)
        await subscriptions.remove(connection, chat, number)
        await subscriptions.subscribe(connection, chat, word, How.DAILY, NOW)
        (wish,) = await subscriptions.of_chat(connection, chat)
        await feed_links.secret_of(connection, wish.id, f"{word}{chat}")
        await subscriptions.lay_up(connection, [wish], 1, NOW)
        await stories.tell(connection, 1, {chat: word}, NOW)
        await stories.save(connection, chat, 1, NOW)
        await stories.mute(connection, chat, 1, NOW)
        await chats.ask(connection, chat, f"{word} asked", NOW)
        await chats.lay_aside(connection, chat, said, NOW - timedelta(days=99))
        await chats.forget_old(connection, NOW)
        await chats.lay_aside(connection, chat, said, NOW)
        await hold(connection, chat, NOW)
        await channels.link(connection, chat, channels.Channel(-100 - chat, word))
        await channels.link(connection, chat, Channel(-1001, word))
        own = Source(f"own-{chat}", word, SourceKind.FEED, f"https://{word}.example/feed?of={chat}")
        await own_sources.add(connection, chat, own, NOW)
        await connection.execute(
            insert(source_wishes).values(chat_id=chat, kind="address", said=word, asked=NOW, spec=word)
        )
        owed = [Delivery(0, chat, f"word:{n}", said, Priority.PUSH, NOW) for n in range(3)]
        await outbox.owe(connection, owed, NOW)


async def _write(connection: AsyncConnection) -> None:
    """A story of one report."""
    url, title = "https://outlet.example/1", "Trade grew"
    entry = NewArticle("s", "Outlet", url, url, title, "", NOW, text=title)
    await articles.add(connection, entry, NOW)
    (waiting,) = await articles.unjudged(connection, 1)
    telling = Telling(waiting.article.id, "Outlet", url, title, "en", NOW)
    number = await stories.open_story(connection, NOW, None)
    story = Story(number, number, title, "en", (), (telling,), NOW, NOW)
    report = Report(waiting.article, Understanding("en", Cleaned((title,))))
    await articles.mark_understood(connection, report, number, "", "{}")
    await stories.rewrite(connection, [Retold(story, waiting=True)])


async def _tables(database: Database, chat: int) -> dict[str, int | None]:
    """Rows of a chat, for every table in the file that knows people; None: nobody said whether it does."""
    counts: dict[str, int | None] = {}
    async with database.reading() as connection:
        names = await connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for name in names.scalars().all():
            columns = {row.name for row in await connection.execute(text(f"PRAGMA table_info('{name}')"))}
            mine = OF_A_CHAT.get(name, "chat_id = :chat" if "chat_id" in columns else "")
            if mine:
                asked = f"SELECT count(*) FROM {name} WHERE {mine}"  # noqa: S608  our own names
                counts[name] = (await connection.execute(text(asked), {"chat": chat})).scalar_one()
            elif not IMPERSONAL.fullmatch(name):
                counts[name] = None
        orphans = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
        counts.update({row[0]: len(orphans) for row in orphans})
    return counts


def _traces(folder: Path) -> int:
    """Traces of the canary in the bytes of all files: its word, and its number as SQLite writes it."""
    bodies = [file.read_bytes() for file in folder.iterdir()]
    return sum(body.count(WORD.encode()) + body.count(CANARY.to_bytes(6, "big")) for body in bodies)
