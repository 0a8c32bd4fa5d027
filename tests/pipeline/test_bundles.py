"""The rich sample, the bundle after quiet hours, and the digest that could not be sent: each once."""

from datetime import time

from db import outbox
from people import How, Layout
from playground.request import Trouble
from tests.pipeline.newsroom import DANA, DAY, HOUR, MINUTE, MORNING, Newsroom, until


async def test_the_rich_sample_is_offered_once_after_the_first_digest(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    for _ in range(2):
        await newsroom.write("Trade grew")
        await newsroom.pass_time(DAY, 4 * HOUR)
    first, sample, second = newsroom.received(DANA)
    assert "rich_message" in sample
    assert "rich_message" not in first
    assert "rich_message" not in second


async def test_who_reads_rich_already_is_offered_nothing(newsroom: Newsroom) -> None:
    await newsroom.change(DANA, layout=Layout.RICH)
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.pass_time(DAY, 4 * HOUR)
    (digest,) = newsroom.received(DANA)
    assert "rich_message" in digest


async def test_a_sample_that_the_server_does_not_know_is_not_sent_as_anything_else(
    newsroom: Newsroom,
) -> None:
    newsroom.telegram.sending.knows_rich = False
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    for _ in range(2):
        await newsroom.write("Trade grew")
        await newsroom.pass_time(DAY, 4 * HOUR)
    assert len(newsroom.received(DANA)) == 2
    async with newsroom.database.reading() as connection:
        assert await outbox.depth(connection) == {"sent": 2, "dropped": 1}


async def test_quiet_hours_hold_alerts_until_the_morning_as_one_bundle(newsroom: Newsroom) -> None:
    await newsroom.change(DANA, quiet_from=time(22), quiet_to=time(7))
    await newsroom.subscribe(DANA, "trade")
    newsroom.clock.push(11 * HOUR)  # 23:00
    for headline in ("Trade grew", "Trade shrank", "Trade stood still"):
        await newsroom.write(headline)
        await newsroom.work()
    assert newsroom.texts(DANA) == []
    await newsroom.pass_time(9 * HOUR, HOUR)
    (said,) = newsroom.texts(DANA)
    assert all(headline in said for headline in ("Trade grew", "Trade shrank", "Trade stood still"))


async def test_a_bundle_of_each_night_has_a_name_of_its_own(newsroom: Newsroom) -> None:
    await newsroom.change(DANA, quiet_from=time(22), quiet_to=time(7))
    await newsroom.subscribe(DANA, "trade")
    newsroom.clock.push(11 * HOUR)
    for _ in range(3):
        await newsroom.write("Trade grew")
        await newsroom.pass_time(DAY, 4 * HOUR)
    assert len(newsroom.texts(DANA)) == 3


async def test_a_digest_comes_at_its_hour_also_in_quiet_hours_and_leaves_the_alerts_alone(
    newsroom: Newsroom,
) -> None:
    await newsroom.change(DANA, quiet_from=time(22), quiet_to=time(10))
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.subscribe(DANA, "cement")
    newsroom.clock.push(11 * HOUR)
    await newsroom.write("Trade grew")
    await newsroom.write("Cement is short")
    await until(newsroom, MORNING)
    assert "Cement is short" not in newsroom.texts(DANA)[0]
    await until(newsroom, MORNING + 2 * HOUR)
    assert "Cement is short" in newsroom.texts(DANA)[-1]


async def test_a_digest_that_could_not_be_sent_until_the_next_is_part_of_it(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade", How.DAILY)
    await newsroom.write("Trade grew")
    await newsroom.publish()
    newsroom.clock.push(MORNING - newsroom.clock())
    await newsroom.digest()
    newsroom.request.trouble.extend([Trouble.UNSENT] * 10_000)
    await newsroom.pass_time(20 * HOUR, 2 * HOUR)
    await newsroom.write("Trade shrank")
    await newsroom.pass_time(4 * HOUR, HOUR)
    newsroom.request.trouble.clear()
    await newsroom.pass_time(2 * HOUR, 10 * MINUTE)
    said, sample = newsroom.received(DANA)
    assert "Trade grew" in said["text"]
    assert "Trade shrank" in said["text"]
    assert "rich_message" in sample
