"""What becomes of a delivery, by every answer Telegram can give."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db import chats, holds, outbox
from message import Message, Paragraph, Text
from people import Chat, Delivery, Priority
from playground.flood import Flood, Limits
from playground.request import Trouble
from tests.pipeline.newsroom import (
    DANA,
    HOUR,
    MARAL,
    MINUTE,
    NILUFAR,
    TIMUR,
    Newsroom,
    owe,
    rows,
    states,
    word,
)


async def test_a_429_holds_its_chat_and_nobody_else_also_over_a_restart(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "one")
    began = newsroom.clock()
    newsroom.telegram.world.flood = Flood(Limits(group_minute=10**9, chat_seconds=60.0, chat_burst=1))
    newsroom.telegram.world.flood.send(DANA, newsroom.clock())
    await owe(newsroom, TIMUR, "other")
    await newsroom.deliver()
    assert (newsroom.texts(DANA), newsroom.texts(TIMUR)) == ([], ["other"])
    async with newsroom.database.reading() as connection:
        (until,) = (await holds.held(connection, newsroom.clock())).values()
    assert timedelta() <= until - began - MINUTE < timedelta(seconds=1)
    for _ in range(5):
        newsroom.restart()
        newsroom.clock.push(timedelta(seconds=10))
        await newsroom.deliver()
    assert [row.attempts for row in await rows(newsroom, "SELECT attempts FROM outbox ORDER BY id")] == [1, 1]
    newsroom.clock.push(timedelta(seconds=10))
    await newsroom.deliver()
    assert newsroom.texts(DANA) == ["one"]


async def test_three_429s_hold_everybody_also_over_a_restart(newsroom: Newsroom) -> None:
    flood = newsroom.telegram.world.flood = Flood(Limits(chat_seconds=60.0, chat_burst=1))
    for chat in (DANA, TIMUR, NILUFAR):
        await owe(newsroom, chat, "one")
        flood.send(chat, newsroom.clock())
    await newsroom.deliver()
    await owe(newsroom, MARAL, "other")
    for _ in range(2):
        newsroom.restart()
        await newsroom.deliver()
        newsroom.clock.push(timedelta(seconds=20))
    assert newsroom.texts(MARAL) == []
    newsroom.clock.push(timedelta(seconds=40))
    await newsroom.deliver()
    assert newsroom.texts(MARAL) == ["other"]


@pytest.fixture
async def gone(newsroom: Newsroom) -> AsyncIterator[Newsroom]:
    """Dana has left, and is owed two messages; one more is on its way to Timur."""
    await owe(newsroom, DANA, "one", "two")
    await owe(newsroom, TIMUR, "other")
    yield newsroom
    assert newsroom.texts(TIMUR) == ["other"]


@pytest.mark.parametrize("how", ["block", "deactivate"])
async def test_who_left_is_not_written_to_again_until_the_next_greeting(gone: Newsroom, how: str) -> None:
    getattr(gone.telegram, how)(DANA)
    await gone.deliver()
    assert await states(gone) == {"dropped": 2, "sent": 1}
    await owe(gone, DANA, "three")
    await gone.deliver()
    asked = [name for name, args in gone.telegram.calls if args.get("chat_id") == DANA]
    assert asked == ["sendMessage"]
    (left,) = await rows(gone, "SELECT id, gone FROM chats WHERE gone != ''")
    assert left.id == DANA
    assert "blocked" in left.gone or "deactivated" in left.gone


async def test_a_new_token_keeps_what_is_owed_until_the_chat_greets_the_new_bot(gone: Newsroom) -> None:
    gone.telegram.world.chats[DANA].members.clear()
    await gone.deliver()
    assert await states(gone) == {"pending": 2, "sent": 1}
    assert [row.id for row in await rows(gone, "SELECT id FROM chats WHERE gone != ''")] == [DANA]
    gone.telegram.say(DANA, DANA, "/start")
    await gone.meet(Chat(DANA))
    await gone.deliver()
    assert gone.texts(DANA) == ["one", "two"]


async def test_a_group_that_became_a_supergroup_gets_all_it_is_owed_there(newsroom: Newsroom) -> None:
    telegram = newsroom.telegram
    group = telegram.add_group("Old", {DANA: "creator", telegram.world.me.id: "member"}, kind="group")
    await newsroom.meet(Chat(group, kind="group"))
    await owe(newsroom, group, "one", "two")
    new = telegram.upgrade(group)
    await newsroom.deliver()
    assert newsroom.texts(new) == ["one", "two"]
    async with newsroom.database.reading() as connection:
        assert await chats.one(connection, group) is None


async def test_what_telegram_refuses_for_good_is_dead_and_stops_nothing(newsroom: Newsroom) -> None:
    newsroom.telegram.world.chats[DANA].kind = "supergroup"  # so that a thread is asked for and refused
    await owe(newsroom, DANA, "one")
    async with newsroom.database.transaction() as connection:
        broken = Delivery(0, TIMUR, "b", word(""), Priority.PUSH, newsroom.clock())
        await connection.execute(text("UPDATE outbox SET message = replace(message, 'one', 'x')"))
        await outbox.owe(connection, [broken], newsroom.clock())
    await owe(newsroom, TIMUR, "two")
    await newsroom.deliver()
    assert "two" in newsroom.texts(TIMUR)


async def test_a_print_that_our_own_code_cannot_make_is_tried_thrice_and_hurts_nobody(
    newsroom: Newsroom,
) -> None:
    async def no_place(_: Chat, __: Message) -> Any:  # noqa: ANN401  it never returns
        raise RuntimeError("no place")

    newsroom.line._printer._lay_aside = no_place
    blocks = tuple(Paragraph((Text("word " * 700),)) for _ in range(3))
    now = newsroom.clock()
    async with newsroom.database.transaction() as connection:
        long = Delivery(0, DANA, "long", Message(blocks), Priority.PUSH, now)
        await outbox.owe(connection, [long], now)
    await owe(newsroom, TIMUR, "other")
    await newsroom.pass_time(10 * MINUTE)
    assert newsroom.texts(TIMUR) == ["other"]
    async with newsroom.database.reading() as connection:
        ((chat, key, reason),) = await outbox.dead(connection)
    assert (chat, key) == (DANA, "long")
    assert "no place" in reason


async def test_a_line_that_is_down_is_tried_now_and_then_and_loses_nothing(newsroom: Newsroom) -> None:
    people = (DANA, TIMUR, NILUFAR, MARAL)
    for person in people:
        await owe(newsroom, person, "one", "two")
    newsroom.request.trouble.extend([Trouble.UNSENT] * 10_000)
    await newsroom.pass_time(HOUR)
    tried = 10_000 - len(newsroom.request.trouble)
    assert 3 <= tried <= 70
    newsroom.request.trouble.clear()
    await newsroom.pass_time(HOUR + MINUTE)
    assert [newsroom.texts(person) for person in people] == [["one", "two"]] * 4


async def test_a_refused_token_stops_the_sending_keeps_the_queue_and_is_tried_once_a_minute(
    newsroom: Newsroom,
) -> None:
    for person in (DANA, TIMUR, NILUFAR):
        await owe(newsroom, person, "one")
    newsroom.telegram.world.token = "1:another"
    for _ in range(60):
        await newsroom.deliver()
        newsroom.clock.push(timedelta(seconds=5))
    assert newsroom.line.pace.trouble == "Telegram refuses the token"
    assert await states(newsroom) == {"pending": 3}
    assert {row.attempts for row in await rows(newsroom, "SELECT attempts FROM outbox")} == {0}
    newsroom.telegram.world.token = "1:playground"
    await newsroom.pass_time(2 * MINUTE)
    assert newsroom.line.pace.trouble == ""
    assert await states(newsroom) == {"sent": 3}


async def test_an_uncertain_alert_is_repeated_after_a_while(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "one")
    newsroom.request.trouble.extend([Trouble.UNANSWERED] * 2)
    await newsroom.deliver()
    newsroom.clock.push(timedelta(seconds=29))
    await newsroom.deliver()
    assert newsroom.texts(DANA) == ["one"]
    await newsroom.pass_time(5 * MINUTE)
    assert newsroom.texts(DANA) == ["one"] * 3
    assert await states(newsroom) == {"sent": 1}


async def test_an_uncertain_digest_is_repeated_once(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "one", priority=Priority.DIGEST)
    newsroom.request.trouble.extend([Trouble.UNANSWERED] * 9)
    await newsroom.pass_time(HOUR)
    assert newsroom.texts(DANA) == ["one"] * 2
    assert await states(newsroom) == {"dead": 1}
    async with newsroom.database.reading() as connection:
        assert [reason for *_, reason in await outbox.dead(connection)] == ["uncertain: timeout"]
