"""New stories and saved queries: who is told what, once."""

from datetime import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from db import stories, subscriptions
from model import Figure
from people import How
from pipeline.publish import LEARNT
from tests.pipeline.newsroom import DANA, DAY, HOUR, MINUTE, TIMUR, Newsroom, rows

TRADE = Figure("$902 million", 902e6, "USD", "trade turnover")
MORE = Figure("$950 million", 950e6, "USD", "trade turnover")


async def keys(newsroom: Newsroom) -> list[tuple[int, str]]:
    async with newsroom.database.reading() as connection:
        rows = await connection.execute(text("SELECT chat_id, key FROM outbox ORDER BY id"))
        return [(chat, key) for chat, key in rows]


async def test_a_story_goes_to_those_whose_query_wants_it(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    await newsroom.subscribe(TIMUR, "cement")
    await newsroom.write("Trade of the two countries grew")
    assert await newsroom.publish() == 1
    assert [chat for chat, _ in await keys(newsroom)] == [DANA]
    await newsroom.work()
    (said,) = newsroom.texts(DANA)
    assert "Trade of the two countries grew" in said
    assert newsroom.texts(TIMUR) == []


async def test_two_queries_of_one_chat_make_one_message_by_the_sooner_way(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.subscribe(DANA, "countries", How.NOW)
    await newsroom.subscribe(DANA, "grew", How.WEEKLY)
    await newsroom.write("Trade of the two countries grew")
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 1
    async with newsroom.database.reading() as connection:
        (told,) = await stories.who_was_told(connection, 1)
    assert told.why == "countries"


async def test_a_story_is_told_once_however_many_outlets_repeat_it(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    story = await newsroom.write("Trade grew", TRADE)
    await newsroom.work()
    await newsroom.write("Trade grew, says another", TRADE, story=story)
    await newsroom.work()
    newsroom.restart()
    await newsroom.write("Trade grew, says a third", story=story)
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 1


@pytest.mark.parametrize("first", [(), (TRADE,)], ids=["told without a figure", "told with a figure"])
async def test_a_new_figure_is_told_as_a_reply_to_the_first_message(
    newsroom: Newsroom, first: tuple[Figure, ...]
) -> None:
    await newsroom.subscribe(DANA, "trade")
    story = await newsroom.write("Trade grew", *first)
    await newsroom.work()
    await newsroom.write("Trade grew to a record", MORE, story=story)
    await newsroom.work()
    before, after = newsroom.received(DANA)
    assert after["reply_to_message"]["message_id"] == before["message_id"]
    assert "$950\u00a0million" in after["text"]


async def test_a_third_telling_replies_to_the_first_one_too(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    story = await newsroom.write("Trade grew")
    for figure in (TRADE, MORE):
        await newsroom.work()
        await newsroom.write("Trade grew", figure, story=story)
    await newsroom.work()
    first, second, third = newsroom.received(DANA)
    replied = [one["reply_to_message"]["message_id"] for one in (second, third)]
    assert replied == [first["message_id"], first["message_id"]]


async def test_a_new_stage_is_told_and_a_mere_colour_is_not(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "cement")
    story = await newsroom.write("A cement plant is planned", topics=("tender",))
    await newsroom.work()
    await newsroom.write("A cement plant is green", topics=("renewables",), story=story)
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 1
    await newsroom.write("The cement plant opens", topics=("launch",), story=story)
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 2


async def test_a_figure_that_goes_and_comes_back_is_no_news(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    story = await newsroom.write("Trade grew", TRADE)
    await newsroom.work()
    for figures in ((MORE,), (TRADE,), (MORE,)):
        async with newsroom.database.transaction() as connection:
            held = await stories.one(connection, story)
            assert held is not None
            edited = type(held)(**{n: getattr(held, n) for n in held.__slots__} | {"figures": figures})
            await stories.rewrite(connection, [stories.Retold(edited, waiting=True)])
        await newsroom.work()
    assert len(newsroom.texts(DANA)) == 2


async def test_an_update_goes_on_to_those_who_only_now_subscribed(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    story = await newsroom.write("Trade grew")
    await newsroom.work()
    await newsroom.subscribe(TIMUR, "trade")
    await newsroom.write("Trade grew, says another", story=story)
    await newsroom.work()
    assert (len(newsroom.texts(DANA)), len(newsroom.texts(TIMUR))) == (1, 1)


async def test_nothing_that_came_before_the_subscription_or_by_import_is_announced(
    newsroom: Newsroom,
) -> None:
    await newsroom.write("Trade grew")
    await newsroom.work()
    await newsroom.subscribe(DANA, "trade")
    await newsroom.write("Trade of long ago", announce=False)
    await newsroom.work()
    assert newsroom.texts(DANA) == []


async def test_mutes_of_a_thread_and_of_a_subscription_are_kept_until_their_time(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribe(DANA, "trade")
    number = await newsroom.subscribe(TIMUR, "trade")
    story = await newsroom.write("Trade grew", TRADE)
    async with newsroom.database.transaction() as connection:
        await stories.mute(connection, DANA, story, newsroom.clock() + HOUR)
        await subscriptions.change(connection, TIMUR, number, muted_until=newsroom.clock() + HOUR)
    await newsroom.work()
    assert newsroom.texts(DANA) == newsroom.texts(TIMUR) == []
    newsroom.clock.push(HOUR)
    await newsroom.write("Trade grew more", MORE, story=story)
    await newsroom.work()
    assert (len(newsroom.texts(DANA)), len(newsroom.texts(TIMUR))) == (1, 1)


async def test_paused_chats_and_subscriptions_want_nothing_until_they_go_on(newsroom: Newsroom) -> None:
    number = await newsroom.subscribe(DANA, "trade")
    await newsroom.subscribe(TIMUR, "trade")
    await newsroom.change(TIMUR, paused=True)
    async with newsroom.database.transaction() as connection:
        await subscriptions.change(connection, DANA, number, paused=True)
    await newsroom.write("Trade grew")
    await newsroom.work()
    assert newsroom.texts(DANA) == newsroom.texts(TIMUR) == []
    await newsroom.subscribe(DANA, "trade")
    await newsroom.write("Trade shrank")
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 1


async def test_a_query_that_went_or_came_is_followed(newsroom: Newsroom) -> None:
    first = await newsroom.subscribe(DANA, "trade")
    second = await newsroom.subscribe(TIMUR, "trade")
    await newsroom.write("Trade grew")
    await newsroom.work()
    async with newsroom.database.transaction() as connection:
        await subscriptions.remove(connection, TIMUR, second)
        await subscriptions.remove(connection, DANA, first)
    await newsroom.subscribe(DANA, "cement")
    await newsroom.write("Trade shrank")
    await newsroom.write("Cement is short")
    await newsroom.work()
    assert [("Cement is short" in said) for said in newsroom.texts(DANA)] == [False, True]
    assert len(newsroom.texts(TIMUR)) == 1
    assert (len(newsroom.wanted.saved), newsroom.wanted.last) == (1, 3), "a number is not given twice"


async def test_what_a_chat_wants_of_its_query_is_asked_anew_for_every_story(newsroom: Newsroom) -> None:
    number = await newsroom.subscribe(DANA, "trade")
    wishes: list[subscriptions.Wishes] = [
        {"paused": True},
        {"paused": False, "muted_until": newsroom.clock() + HOUR},
        {"muted_until": None},
    ]
    for part, wish in enumerate(wishes):
        async with newsroom.database.transaction() as connection:
            await subscriptions.change(connection, DANA, number, **wish)
        await newsroom.write(f"Trade grew, part {part}")
        await newsroom.work()
    (said,) = newsroom.texts(DANA)
    assert "part 2" in said


async def test_more_queries_than_are_read_in_one_go_are_all_followed(newsroom: Newsroom) -> None:
    now = newsroom.clock()
    async with newsroom.database.transaction() as connection:
        for number in range(LEARNT + 1):
            await subscriptions.subscribe(connection, TIMUR, f"cement part{number}", How.NOW, now)
    await newsroom.write(f"Cement, part{LEARNT}")
    await newsroom.work()
    assert len(newsroom.texts(TIMUR)) == 1


async def test_matching_and_owing_are_one_transaction(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    await newsroom.write("Trade grew")
    async with newsroom.database.transaction() as connection:
        await connection.execute(
            text("CREATE TRIGGER broken BEFORE INSERT ON outbox BEGIN SELECT json('no'); END")
        )
    with pytest.raises(OperationalError, match="malformed"):
        await newsroom.publish()
    async with newsroom.database.transaction() as connection:
        assert await stories.who_was_told(connection, 1) == []
        assert await stories.waiting(connection, 10) == [1]
        await connection.execute(text("DROP TRIGGER broken"))
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 1


async def test_a_story_that_breaks_our_rules_stops_no_other(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    broken = await newsroom.write("Trade grew")
    await newsroom.write("Trade shrank")
    async with newsroom.database.transaction() as connection:
        await connection.execute(text("UPDATE stories SET story = '{}' WHERE id = :id"), {"id": broken})
    await newsroom.work()
    assert ["Trade shrank" in said for said in newsroom.texts(DANA)] == [True]
    assert await newsroom.publish() == 0


async def test_a_story_that_another_has_looked_at_meanwhile_is_left_alone(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    for number in range(25):
        await newsroom.write(f"Trade {number}")
    assert await newsroom.publish() == 20
    async with newsroom.database.transaction() as connection:
        await connection.execute(
            text("CREATE TRIGGER once AFTER UPDATE ON stories BEGIN UPDATE stories SET waiting = 0; END")
        )
    assert await newsroom.publish() == 5
    assert await newsroom.publish() == 0
    assert len(await keys(newsroom)) == 21


async def test_an_update_in_quiet_hours_waits_for_the_morning(newsroom: Newsroom) -> None:
    await newsroom.change(DANA, quiet_from=time(22), quiet_to=time(7))
    await newsroom.subscribe(DANA, "trade")
    story = await newsroom.write("Trade grew")
    await newsroom.work()
    newsroom.clock.push(11 * HOUR)  # 23:00
    await newsroom.write("Trade grew to a record", MORE, story=story)
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 1
    await newsroom.pass_time(9 * HOUR, HOUR)
    first, second = newsroom.received(DANA)
    assert second["reply_to_message"]["message_id"] == first["message_id"]


async def test_a_fan_out_to_many_is_one_document_in_each_language(newsroom: Newsroom) -> None:
    await newsroom.change(TIMUR, language="ru")
    for person in (DANA, TIMUR):
        await newsroom.subscribe(person, "trade")
    await newsroom.write("Trade grew", TRADE)
    await newsroom.publish()
    first, second = await rows(newsroom, "SELECT message FROM outbox")
    assert first.message != second.message
    await newsroom.pass_time(2 * MINUTE)
    assert newsroom.texts(DANA) != newsroom.texts(TIMUR)


async def test_dates_in_a_saved_query_are_kept(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade before:2026-11-25")
    await newsroom.write("Trade grew")
    await newsroom.work()
    newsroom.clock.push(2 * DAY)
    await newsroom.write("Trade shrank")
    await newsroom.work()
    assert len(newsroom.texts(DANA)) == 1
