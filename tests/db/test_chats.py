from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import text

from db import chats, outbox, stories, subscriptions
from db.database import Database
from db.schema import metadata
from message import Message, Paragraph, Text
from people import Chat, Delivery, How, Layout, Priority

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
MESSAGE = Message((Paragraph((Text("canary of chat seven"),)),))
SEVEN = Chat(
    7, language="tk", digest_at=time(9, 30), digest_days=(0, 4), quiet_from=time(22), quiet_to=time(7)
)


async def test_a_chat_is_kept_as_it_was_greeted(database: Database) -> None:
    async with database.transaction() as connection:
        assert await chats.one(connection, 7) is None
        await chats.greet(connection, SEVEN, NOW)
        again = await chats.greet(connection, Chat(7, language="ru"), NOW + timedelta(days=1))
    assert again == replace(SEVEN, created=NOW)


async def test_wishes_are_kept(database: Database) -> None:
    async with database.transaction() as connection:
        await chats.greet(connection, SEVEN, NOW)
        await chats.change(
            connection, 7, digest_days=(5, 6), layout=Layout.RICH, digested_on=date(2026, 11, 24)
        )
        known = (await chats.several(connection, [7, 8]))[7]
    assert (known.digest_days, known.layout, known.digested_on) == ((5, 6), Layout.RICH, date(2026, 11, 24))


async def test_only_reachable_chats_with_something_to_wait_for_are_asked_about_digests(
    database: Database,
) -> None:
    async with database.transaction() as connection:
        for number in range(1, 6):
            await chats.greet(connection, Chat(number), NOW)
        await subscriptions.subscribe(connection, 1, "trade", How.DAILY, NOW)
        await subscriptions.subscribe(connection, 2, "trade", How.NOW, NOW)
        await subscriptions.subscribe(connection, 3, "trade", How.WEEKLY, NOW)
        await subscriptions.subscribe(connection, 4, "trade", How.DAILY, NOW)
        await chats.leave(connection, 3, "blocked")
        await chats.change(connection, 4, paused=True)
        assert [chat.id for chat in await chats.with_digests(connection)] == [1]
        await chats.greet(connection, Chat(3), NOW)
        assert [chat.id for chat in await chats.with_digests(connection)] == [1, 3]


async def test_a_question_keeps_its_number_and_belongs_to_its_chat(database: Database) -> None:
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(1), NOW)
        await chats.greet(connection, Chat(2), NOW)
        number = await chats.ask(connection, 1, "trade", NOW)
        assert await chats.ask(connection, 1, "trade", NOW) == number
        assert await chats.asked(connection, 1, number) == "trade"
        assert await chats.asked(connection, 2, number) is None


async def test_the_rest_of_a_long_message_waits_for_a_week(database: Database) -> None:
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(1), NOW)
        number = await chats.lay_aside(connection, 1, MESSAGE, NOW)
        assert await chats.laid_aside(connection, 1, number) == MESSAGE
        assert await chats.laid_aside(connection, 2, number) is None
        await chats.forget_old(connection, NOW + timedelta(days=8))
        assert await chats.laid_aside(connection, 1, number) is None


async def fill(database: Database, chat_id: int) -> None:
    """Give a chat a row in every table that knows chats."""
    async with database.transaction() as connection:
        await chats.greet(connection, replace(SEVEN, id=chat_id), NOW)
        await subscriptions.subscribe(connection, chat_id, "trade", How.NOW, NOW)
        (wish,) = await subscriptions.of_chat(connection, chat_id)
        await connection.execute(
            text("INSERT OR IGNORE INTO stories (id, thread, story, first_at, last_at, tellings, waiting, "
                 "published_figures) VALUES (1, 1, '{}', 0, 0, 1, 0, '')")
        )  # fmt: skip
        await subscriptions.lay_up(connection, wish, 1, NOW)
        await stories.tell(connection, chat_id, 1, NOW, "trade")
        await stories.save(connection, chat_id, 1, NOW)
        await stories.mute(connection, chat_id, 1, NOW)
        await chats.ask(connection, chat_id, "canary", NOW)
        await chats.lay_aside(connection, chat_id, MESSAGE, NOW)
        owed = Delivery(0, chat_id, "story:1", MESSAGE, Priority.PUSH, NOW)
        await outbox.owe(connection, owed, NOW)


async def rows_of(database: Database, chat_id: int) -> dict[str, int]:
    """How many rows each table holds of a chat. A new table with a chat in it is found by itself."""
    counts = {}
    async with database.reading() as connection:
        for table in metadata.sorted_tables:
            column = "id" if table.name == "chats" else "chat_id"
            if column in table.c:
                asked = f"SELECT count(*) FROM {table.name} WHERE {column} = :id"  # noqa: S608  our own names
                counts[table.name] = (await connection.execute(text(asked), {"id": chat_id})).scalar_one()
    return counts


async def test_erasing_a_chat_leaves_no_row_of_it_in_any_table(database: Database) -> None:
    await fill(database, 7)
    await fill(database, 8)
    assert set((await rows_of(database, 7)).values()) == {1}
    async with database.transaction() as connection:
        await chats.erase(connection, 7)
    assert set((await rows_of(database, 7)).values()) == {0}
    assert set((await rows_of(database, 8)).values()) == {1}


async def test_a_group_that_moves_takes_everything_along(database: Database) -> None:
    await fill(database, 7)
    async with database.transaction() as connection:
        await chats.move(connection, 7, -1007)
    assert set((await rows_of(database, 7)).values()) == {0}
    assert set((await rows_of(database, -1007)).values()) == {1}


async def test_a_group_that_moves_to_a_chat_we_know_is_joined_with_it(database: Database) -> None:
    await fill(database, 7)
    await fill(database, -1007)
    async with database.transaction() as connection:
        await chats.move(connection, 7, -1007)
        assert await chats.one(connection, 7) is None
        assert await subscriptions.count(connection, -1007) == 1
    assert set((await rows_of(database, 7)).values()) == {0}
