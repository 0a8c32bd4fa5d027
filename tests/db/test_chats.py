from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import text

from db import channels, chats, holds, outbox, own_sources, stories, subscriptions
from db.channels import Channel
from db.columns import metadata
from db.database import Database
from message import Message, Paragraph, Text
from model import Source, SourceKind
from people import Chat, Delivery, How, Layout, Priority, Slot

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
MESSAGE = Message((Paragraph((Text("canary of chat seven"),)),))
ONE = Source("own-one", "One", SourceKind.FEED, "https://one.example/rss")
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


async def story_one(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            text("INSERT OR IGNORE INTO stories (id, thread, story, first_at, last_at, tellings, waiting, "
                 "corrected, published_figures, published_stages) "
                 "VALUES (1, 1, '{}', 0, 0, 1, 0, 0, '', '')")
        )  # fmt: skip


SLOT = Slot("Asia/Tashkent", time(8, 0), date(2026, 11, 24), NOW)  # a Tuesday


async def waiting_for(database: Database, chat: Chat, how: How = How.DAILY) -> None:
    """A chat for which a story waits."""
    await story_one(database)
    async with database.transaction() as connection:
        await chats.greet(connection, replace(chat, created=chat.created or NOW), NOW)
        await subscriptions.subscribe(connection, chat.id, "trade", how, NOW)
        await subscriptions.lay_up(connection, await subscriptions.of_chat(connection, chat.id), 1, NOW)


async def ready(database: Database, slot: Slot = SLOT) -> list[int]:
    async with database.reading() as connection:
        return [chat.id for chat in await chats.without_digest(connection, slot)]


async def test_a_slot_is_of_the_chats_of_its_zone_hour_and_day_that_had_no_digest_yet(
    database: Database,
) -> None:
    for chat in (
        Chat(1),
        Chat(2, zone="Europe/Paris"),
        Chat(3, digest_at=time(9)),
        Chat(4, digest_days=(0, 5), weekly_day=6),
        Chat(5, digest_days=(0,), weekly_day=1),
        Chat(6, digested_on=date(2026, 11, 24)),
        Chat(7, digested_on=date(2026, 11, 23)),
        Chat(8, digested_on=date(2027, 11, 24)),  # by a clock that was wrong
        Chat(9, created=NOW + timedelta(seconds=1)),
    ):
        await waiting_for(database, chat)
    await waiting_for(database, Chat(10), How.NOW)
    assert await ready(database) == [1, 5, 7, 8]
    async with database.reading() as connection:
        hours = await chats.digest_hours(connection)
    assert set(hours) == {
        ("Asia/Tashkent", time(8)),
        ("Asia/Tashkent", time(9)),
        ("Europe/Paris", time(8)),
    }


async def test_only_reachable_chats_are_asked_about_digests(database: Database) -> None:
    for number in (1, 2, 3):
        await waiting_for(database, Chat(number))
    async with database.transaction() as connection:
        await chats.leave(connection, 1, "blocked")
        await chats.change(connection, 2, paused=True)
    assert await ready(database) == [3]
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(1), NOW)
    assert await ready(database) == [1, 3]


async def test_a_chat_for_which_nothing_waits_is_passed_over_for_the_day(database: Database) -> None:
    await waiting_for(database, Chat(1))
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(2, created=NOW), NOW)
        assert await chats.any_idle(connection, SLOT)
        await chats.pass_over(connection, SLOT)
        assert not await chats.any_idle(connection, SLOT)
        known = await chats.several(connection, [1, 2])
    assert (known[1].digested_on, known[2].digested_on) == (None, SLOT.day)
    assert await ready(database) == [1]


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
    await story_one(database)
    async with database.transaction() as connection:
        await chats.greet(connection, replace(SEVEN, id=chat_id), NOW)
        await subscriptions.subscribe(connection, chat_id, "trade", How.NOW, NOW)
        (wish,) = await subscriptions.of_chat(connection, chat_id)
        await subscriptions.lay_up(connection, [wish], 1, NOW)
        await stories.tell(connection, 1, {chat_id: "trade"}, NOW)
        await stories.save(connection, chat_id, 1, NOW)
        await stories.mute(connection, chat_id, 1, NOW)
        await chats.ask(connection, chat_id, "canary", NOW)
        await chats.lay_aside(connection, chat_id, MESSAGE, NOW)
        owed = Delivery(0, chat_id, "story:1", MESSAGE, Priority.PUSH, NOW)
        await outbox.owe(connection, [owed], NOW)
        await holds.hold(connection, chat_id, NOW)
        await channels.link(connection, chat_id, Channel(-1001, "Desk"))
        await own_sources.wish(connection, chat_id, "one.example", NOW)
        await own_sources.add(connection, chat_id, ONE, NOW)
        await connection.execute(
            text("DELETE FROM subscriptions WHERE query = 'source:one'")
        )  # one is enough


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


async def test_a_group_that_moves_takes_everything_along_but_what_held_its_old_number(
    database: Database,
) -> None:
    await fill(database, 7)
    async with database.transaction() as connection:
        await chats.move(connection, 7, -1007)
    assert set((await rows_of(database, 7)).values()) == {0}
    there = await rows_of(database, -1007)
    assert there.pop("holds") == 0
    assert set(there.values()) == {1}


async def test_a_group_that_moves_to_a_chat_we_know_is_joined_with_it(database: Database) -> None:
    await fill(database, 7)
    await fill(database, -1007)
    async with database.transaction() as connection:
        await connection.execute(text("DELETE FROM digest_items WHERE chat_id = -1007"))
        await chats.move(connection, 7, -1007)
        assert await chats.one(connection, 7) is None
        (wish,) = await subscriptions.of_chat(connection, -1007)
        waiting = await connection.execute(text("SELECT chat_id, subscription_id FROM digest_items"))
        assert waiting.all() == [(-1007, wish.id)]
    assert set((await rows_of(database, 7)).values()) == {0}


async def test_more_chats_than_a_statement_can_name_are_found(database: Database) -> None:
    async with database.transaction() as connection:
        await chats.greet(connection, Chat(39_999), NOW)
        assert list(await chats.several(connection, range(40_000))) == [39_999]
