"""A canary person is erased: not a byte of them is left in any table, index, free page or log."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text

from db import channels, chats, outbox, stories, subscriptions
from db.channels import Channel
from db.database import Database
from db.holds import hold
from db.schema_own import own_sources, source_wishes
from db.sources import list_catalogue
from message import Message, Paragraph, Text
from model import Source, SourceKind
from people import Chat, Delivery, How, Priority
from torture.disk import write
from torture.verdict import Verdict, bench

NOW = datetime(2026, 3, 2, tzinfo=UTC)
CANARY = 7_391_882_746_619
WORD = "zanzibarcanaryword"


async def erased() -> Verdict:
    """Give a person a row in every table that knows people, erase them, and look for what is left."""
    with bench() as folder:
        path = Path(folder) / "lab.db"
        async with Database(f"sqlite+aiosqlite:///{path}") as database:
            async with database.transaction() as connection:
                await write(0, connection)
                places = [Source(key, key, SourceKind.FEED, f"https://{key}.example") for key in ("w",)]
                await list_catalogue(connection, places, NOW)
            for chat in (CANARY, 1):
                await _live(database, chat)
            filled = await _tables(database, CANARY)
            async with database.transaction() as connection:
                await chats.erase(connection, CANARY)
            await database.forget_log()
            left = [name for name, count in (await _tables(database, CANARY)).items() if count]
            bytes_left = _traces(Path(folder))
        empty = [name for name, count in filled.items() if not count]
    found = (
        f"{len(filled)} tables with people, {len(empty)} not reached {empty or ''}: "
        f"rows left in {left or 'none'}, {bytes_left} traces in the files"
    )
    return Verdict("privacy", found.replace("  ", " "), not empty and not left and not bytes_left)


async def _live(database: Database, chat: int) -> None:
    """All that a person can leave behind, some of it changed and gone again before.

    A new table with people in it has to be filled here, or the lab is red.
    """
    word = WORD if chat == CANARY else "other"
    said = Message((Paragraph((Text(f"{word} {'long ' * 2_000}"),)),))
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(chat, created=NOW), NOW)
        await chats.change(connection, chat, zone=f"Zone/{word}")
        number = await subscriptions.subscribe(connection, chat, f"{word} first", How.DAILY, NOW)
        await subscriptions.change(connection, chat, number, query=word)
        (wish,) = await subscriptions.of_chat(connection, chat)
        await subscriptions.lay_up(connection, [wish], 1, NOW)
        await stories.tell(connection, 1, {chat: word}, NOW)
        await stories.save(connection, chat, 1, NOW)
        await stories.mute(connection, chat, 1, NOW)
        await chats.ask(connection, chat, f"{word} asked", NOW)
        await chats.lay_aside(connection, chat, said, NOW - timedelta(days=99))
        await chats.forget_old(connection, NOW)
        await chats.lay_aside(connection, chat, said, NOW)
        await hold(connection, chat, NOW)
        await channels.link(connection, chat, Channel(-1001, word))
        await connection.execute(insert(own_sources).values(chat_id=chat, key="w", added=NOW))
        await connection.execute(
            insert(source_wishes).values(chat_id=chat, kind="address", said=word, asked=NOW, spec=word)
        )
        owed = [Delivery(0, chat, f"word:{n}", said, Priority.PUSH, NOW) for n in range(3)]
        await outbox.owe(connection, owed, NOW)


async def _tables(database: Database, chat: int) -> dict[str, int]:
    """Rows of a chat by table, as the file itself lists its tables: a new one is found by its column."""
    counts = {}
    async with database.reading() as connection:
        names = await connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for name in names.scalars().all():
            known = (await connection.execute(text(f"PRAGMA table_info('{name}')"))).all()
            column = "id" if name == "chats" else "chat_id"
            if column in {row.name for row in known}:
                asked = f"SELECT count(*) FROM {name} WHERE {column} = :chat"  # noqa: S608  our own names
                counts[name] = (await connection.execute(text(asked), {"chat": chat})).scalar_one()
    return counts


def _traces(folder: Path) -> int:
    """Traces of the canary in the bytes of all files: its word, and its number as SQLite writes it."""
    bodies = [file.read_bytes() for file in folder.iterdir()]
    return sum(body.count(WORD.encode()) + body.count(CANARY.to_bytes(6, "big")) for body in bodies)
