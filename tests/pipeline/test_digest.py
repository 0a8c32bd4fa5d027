"""Digests by each chat's own clock, once a local day."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from db import chats, subscriptions
from people import How, Slot
from tests.pipeline.newsroom import (
    DANA,
    DAY,
    HOUR,
    MARAL,
    MINUTE,
    MORNING,
    NILUFAR,
    TIMUR,
    Newsroom,
    digests,
    until,
)


async def test_a_daily_digest_comes_at_its_local_hour_with_all_that_waited(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.subscribe(DANA, "cement", How.DAILY)
    for headline in ("Trade grew", "Cement is short", "Trade shrank"):
        await newsroom.write(headline)
    await until(newsroom, MORNING - MINUTE)
    assert newsroom.texts(DANA) == []
    await until(newsroom, MORNING)
    said = newsroom.texts(DANA)[0]
    assert all(headline in said for headline in ("Trade grew", "Cement is short", "Trade shrank"))
    await newsroom.pass_time(DAY - MINUTE, 6 * HOUR)
    assert await digests(newsroom, DANA) == ["digest:2026-11-25", "offer:2026-11-25"]


async def test_each_chat_has_its_own_hour_and_zone(newsroom: Newsroom) -> None:
    await newsroom.change(TIMUR, zone="Asia/Tokyo")
    await newsroom.change(NILUFAR, digest_at=time(19, 30))
    for person in (DANA, TIMUR, NILUFAR):
        await newsroom.subscribe(person, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    seen = []
    for hours in (10, 4, 0):  # before the morning in Tashkent; Tokyo is four hours ahead
        await until(newsroom, MORNING - hours * HOUR)
        seen.append([bool(newsroom.texts(person)) for person in (NILUFAR, TIMUR, DANA)])
    assert seen == [[True, False, False], [True, True, False], [True, True, True]]


async def test_a_weekly_digest_comes_on_its_day_and_a_daily_one_on_the_chosen_days(
    newsroom: Newsroom,
) -> None:
    await newsroom.change(DANA, weekly_day=4, digest_days=(0, 4))
    await newsroom.subscribe(DANA, "trade", How.WEEKLY)
    await newsroom.subscribe(DANA, "cement", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.write("Cement is short")
    await newsroom.pass_time(2 * DAY, 6 * HOUR)
    assert await digests(newsroom, DANA) == []
    await newsroom.pass_time(DAY, 3 * HOUR)
    assert await digests(newsroom, DANA) == ["digest:2026-11-27", "offer:2026-11-27"]
    assert "Trade grew" in newsroom.texts(DANA)[0]
    assert "Cement is short" in newsroom.texts(DANA)[0]


async def test_a_day_without_news_is_passed_over_and_late_news_waits_for_tomorrow(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await until(newsroom, MORNING)
    await newsroom.write("Trade grew")
    await newsroom.pass_time(23 * HOUR, 4 * HOUR)
    newsroom.clock.push(3 * HOUR)
    assert newsroom.texts(DANA) == []
    await newsroom.pass_time(HOUR, 10 * MINUTE)
    assert len(newsroom.received(DANA)) == 2


async def test_a_digest_missed_while_we_were_down_is_sent_late_but_not_after_twelve_hours(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.change(TIMUR, zone="Asia/Tokyo")  # four hours before Tashkent
    await newsroom.subscribe(TIMUR, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.publish()
    newsroom.clock.push(MORNING + 9 * HOUR - newsroom.clock())
    newsroom.restart()
    await newsroom.work()
    assert await digests(newsroom, DANA) == ["digest:2026-11-25", "offer:2026-11-25"]
    assert await digests(newsroom, TIMUR) == []
    await newsroom.pass_time(DAY, 4 * HOUR)
    assert await digests(newsroom, TIMUR) == ["digest:2026-11-26", "offer:2026-11-26"]
    assert "Trade grew" in newsroom.texts(TIMUR)[0]


async def test_after_a_week_of_downtime_there_is_one_digest_not_seven(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.publish()
    newsroom.clock.push(7 * DAY)
    newsroom.restart()
    await newsroom.pass_time(3 * HOUR, HOUR)
    assert await digests(newsroom, DANA) == ["digest:2026-12-01", "offer:2026-12-01"]


async def test_restarts_between_any_two_steps_make_no_second_digest(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.publish()
    newsroom.clock.push(MORNING - newsroom.clock())
    for _ in range(3):
        newsroom.restart()
        await newsroom.digest()
    for _ in range(3):
        newsroom.restart()
        await newsroom.work()
    assert len(newsroom.received(DANA)) == 2


async def test_the_hour_that_summer_time_skips_or_repeats_has_one_digest(newsroom: Newsroom) -> None:
    await newsroom.change(DANA, zone="Europe/Berlin", digest_at=time(2, 30))
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    for month, days in ((3, (27, 28, 29)), (10, (30, 31))):
        newsroom.clock.push(datetime(2027, month, days[0] - 1, 14, tzinfo=UTC) - newsroom.clock())
        for _ in days:
            await newsroom.write("Trade grew")
            await newsroom.pass_time(DAY, HOUR)
    made = [key for key in await digests(newsroom, DANA) if key.startswith("digest")]
    assert made == [f"digest:2027-{day}" for day in ("03-27", "03-28", "03-29", "10-30", "10-31")]


async def test_a_clock_that_was_a_year_ahead_silences_nobody(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.change(DANA, digested_on=MORNING.date() + 365 * DAY)
    await newsroom.write("Trade grew")
    await until(newsroom, MORNING)
    assert len(newsroom.received(DANA)) == 2


async def test_an_unknown_zone_counts_as_utc_and_stops_nobody(newsroom: Newsroom) -> None:
    await newsroom.change(TIMUR, zone="Mars/Olympus", quiet_from=time(1), quiet_to=time(2))
    for person in (DANA, TIMUR):
        await newsroom.subscribe(person, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await until(newsroom, MORNING)
    assert (len(newsroom.received(DANA)), len(newsroom.received(TIMUR))) == (2, 0)
    await until(newsroom, MORNING + 5 * HOUR)
    assert len(newsroom.received(TIMUR)) == 2


async def test_one_chat_s_broken_story_stops_no_other_digest(newsroom: Newsroom) -> None:
    for person in (DANA, MARAL):
        await newsroom.subscribe(person, "trade" if person == DANA else "cement", How.DAILY)
    await newsroom.change(TIMUR, quiet_from=time(11), quiet_to=time(13))
    await newsroom.subscribe(TIMUR, "trade")
    broken = await newsroom.write("Trade grew")
    await newsroom.write("Cement is short")
    await newsroom.publish()
    async with newsroom.database.transaction() as connection:
        await connection.execute(text("UPDATE stories SET story = '{}' WHERE id = :id"), {"id": broken})
    await until(newsroom, MORNING)
    assert len(newsroom.received(MARAL)) == 2
    assert newsroom.received(DANA) == newsroom.received(TIMUR) == []
    async with newsroom.database.reading() as connection:
        known = await chats.several(connection, [DANA])
        assert known[DANA].digested_on == MORNING.date()
        assert await subscriptions.held_back(connection) == []
        assert not await chats.without_digest(connection, (await slot_of(newsroom)))


async def slot_of(newsroom: Newsroom) -> Slot:
    return Slot("Asia/Tashkent", time(8), MORNING.date(), newsroom.clock())


async def test_what_the_database_refuses_is_made_when_it_takes_it(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.publish()
    newsroom.clock.push(MORNING - newsroom.clock())
    async with newsroom.database.transaction() as connection:
        await connection.execute(
            text("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT json('full'); END")
        )
    with pytest.raises(OperationalError, match="malformed"):
        await newsroom.digest()
    async with newsroom.database.transaction() as connection:
        await connection.execute(text("DROP TRIGGER full"))
    await newsroom.work()
    assert len(newsroom.received(DANA)) == 2


async def test_a_chat_that_left_gets_its_digest_again_when_it_comes_back(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.publish()
    async with newsroom.database.transaction() as connection:
        await chats.leave(connection, DANA, "blocked")
    await until(newsroom, MORNING)
    assert newsroom.received(DANA) == []
    async with newsroom.database.transaction() as connection:
        known = await chats.one(connection, DANA)
        assert known is not None
        await chats.greet(connection, known, newsroom.clock())
    await until(newsroom, MORNING + timedelta(minutes=5))
    assert len(newsroom.received(DANA)) == 2
