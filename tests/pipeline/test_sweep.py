from db import chats, holds, outbox, subscriptions
from people import How
from pipeline.sweep import sweep
from tests.pipeline.newsroom import DANA, DAY, TIMUR, Newsroom


async def test_what_no_stage_asks_for_any_more_goes_and_the_rest_stays(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "trade")
    await newsroom.subscribe(TIMUR, "trade", How.WEEKLY)
    await newsroom.write("Trade grew")
    await newsroom.work()
    async with newsroom.database.transaction() as connection:
        await holds.hold(connection, DANA, newsroom.clock() + DAY)
        question = await chats.ask(connection, DANA, "trade", newsroom.clock())

    async def kept() -> tuple[int, int, int, bool]:
        async with newsroom.database.reading() as connection:
            return (
                sum((await outbox.depth(connection)).values()),
                len(await subscriptions.laid_up(connection, TIMUR, [How.WEEKLY])),
                len(await holds.held(connection, newsroom.clock() - 99 * DAY)),
                await chats.asked(connection, DANA, question) is not None,
            )

    assert await kept() == (1, 1, 1, True)
    newsroom.clock.push(7 * DAY)
    await sweep(newsroom.database, newsroom.clock())
    assert await kept() == (1, 1, 0, True)
    newsroom.clock.push(2 * DAY)
    await sweep(newsroom.database, newsroom.clock())
    assert await kept() == (1, 0, 0, True)
    newsroom.clock.push(30 * DAY)
    await sweep(newsroom.database, newsroom.clock())
    assert await kept() == (0, 0, 0, True)
    newsroom.clock.push(60 * DAY)
    await sweep(newsroom.database, newsroom.clock())
    assert await kept() == (0, 0, 0, False)
