"""What we owe leaves in order, at the pace, and not when it is too late or too much."""

from datetime import time, timedelta

from db import subscriptions
from people import Chat, Priority
from playground.flood import Flood, Limits
from playground.world import GROUP
from tests.pipeline.newsroom import (
    DANA,
    DAY,
    HOUR,
    MARAL,
    MINUTE,
    NILUFAR,
    TIMUR,
    Newsroom,
    owe,
    rows,
    states,
)


async def test_a_chat_gets_what_it_is_owed_in_order_a_second_apart(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "one", "two", "three")
    began = newsroom.clock()
    assert await newsroom.deliver() == 3
    assert newsroom.texts(DANA) == ["one", "two", "three"]
    assert newsroom.clock() - began >= timedelta(seconds=2)


async def test_pushes_leave_before_digests_and_older_ones_first(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "digest", priority=Priority.DIGEST)
    await owe(newsroom, TIMUR, "first")
    newsroom.clock.push(MINUTE)
    await owe(newsroom, NILUFAR, "second")
    await newsroom.deliver()
    calls = [args["chat_id"] for name, args in newsroom.telegram.calls if name == "sendMessage"]
    assert calls == [TIMUR, NILUFAR, DANA]


async def test_no_window_is_over_any_limit_on_the_server_s_side(newsroom: Newsroom) -> None:
    newsroom.telegram.world.flood = Flood(Limits(per_second=30, chat_burst=1))
    newsroom.telegram.world.chats[GROUP].members[newsroom.telegram.world.me.id] = "member"
    await newsroom.meet(Chat(GROUP, kind="supergroup"))
    for chat in (DANA, TIMUR, NILUFAR, MARAL, GROUP):
        await owe(newsroom, chat, *(f"{chat} {number}" for number in range(25)))
    while await newsroom.deliver():
        newsroom.clock.push(timedelta(seconds=1))
    for _ in range(100):
        await newsroom.deliver()
        newsroom.clock.push(timedelta(seconds=1))
    assert await states(newsroom) == {"sent": 125}
    assert await rows(newsroom, "SELECT id FROM outbox WHERE attempts != 1") == []


async def test_too_many_alerts_for_one_chat_become_one_bundle(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    await newsroom.subscribe(TIMUR, "countries")
    for number in range(7):
        await newsroom.write(f"Trade of the countries, part {number}" if number < 4 else f"Trade {number}")
    await newsroom.work()
    (bundle,) = newsroom.texts(DANA)
    assert all(f"part {number}" in bundle for number in range(4))
    assert len(newsroom.texts(TIMUR)) == 4


async def test_a_bundled_story_whose_query_was_given_up_meanwhile_is_not_sent(newsroom: Newsroom) -> None:
    first = await newsroom.subscribe(DANA, "trade")
    await newsroom.subscribe(DANA, "cement")
    for number in range(4):
        await newsroom.write(f"Trade {number}")
        await newsroom.write(f"Cement {number}")
    await newsroom.publish()
    async with newsroom.database.transaction() as connection:
        await subscriptions.remove(connection, DANA, first)
    await newsroom.pass_time(2 * MINUTE)
    (bundle,) = newsroom.texts(DANA)
    assert "Cement 3" in bundle
    assert "Trade" not in bundle


async def test_an_alert_that_could_not_leave_before_the_quiet_hours_waits_for_the_morning(
    newsroom: Newsroom,
) -> None:
    await newsroom.change(DANA, quiet_from=time(22), quiet_to=time(7))
    await newsroom.subscribe(DANA, "trade")
    await newsroom.write("Trade grew")
    await newsroom.publish()
    newsroom.clock.push(11 * HOUR)  # 23:00
    await newsroom.work()
    assert newsroom.texts(DANA) == []
    await newsroom.pass_time(9 * HOUR, HOUR)
    assert "Trade grew" in newsroom.texts(DANA)[0]


async def test_an_alert_that_is_a_day_old_goes_into_the_digest(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    await newsroom.write("Trade grew")
    await newsroom.publish()
    newsroom.clock.push(DAY + 2 * HOUR)
    await newsroom.deliver()
    assert newsroom.texts(DANA) == []
    await newsroom.pass_time(DAY, 3 * HOUR)
    digest, sample = newsroom.received(DANA)
    assert "Trade grew" in digest["text"]
    assert "rich_message" in sample
