"""What happened waits for the bot until it was taken."""

import asyncio
from datetime import timedelta
from typing import Any

from playground.clock import Clock
from playground.telegram import Telegram
from tests.playground.calls import DANA, TIMUR, updates


async def test_an_update_comes_again_until_a_later_one_is_asked_for(telegram: Telegram) -> None:
    telegram.say(DANA, DANA, "one")
    first = await updates(telegram)
    assert first == await updates(telegram)
    last = first[-1]["update_id"]
    assert await updates(telegram, offset=last) == first[-1:]
    assert await updates(telegram, offset=last + 1) == []


async def test_limit_and_negative_offset(telegram: Telegram) -> None:
    for number in range(4):
        telegram.say(DANA, DANA, str(number))
    assert len(await updates(telegram, limit=2)) == 2
    assert [u["message"]["text"] for u in await updates(telegram, offset=-2)] == ["2", "3"]


async def test_a_poll_wakes_when_something_happens(telegram: Telegram) -> None:
    start = await updates(telegram)
    waiting = asyncio.create_task(updates(telegram, offset=start[-1]["update_id"] + 1, timeout=30))
    await asyncio.sleep(0)
    telegram.say(DANA, DANA, "wake up")
    async with asyncio.timeout(5):
        (update,) = await waiting
    assert update["message"]["text"] == "wake up"


async def test_updates_older_than_a_day_are_forgotten(telegram: Telegram, clock: Clock) -> None:
    clock.push(timedelta(hours=25))
    telegram.say(DANA, DANA, "today")
    assert [u["message"]["text"] for u in await updates(telegram)] == ["today"]


def kinds(got: list[dict[str, Any]]) -> list[str]:
    return [key for update in got for key in update if key != "update_id"]


async def test_only_the_kinds_asked_for_come(telegram: Telegram) -> None:
    telegram.block(DANA)
    await updates(telegram, allowed_updates=["message"])
    telegram.unblock(DANA)
    telegram.say(TIMUR, TIMUR, "hi")
    assert kinds(await updates(telegram)) == ["message", "my_chat_member", "message"]  # one was there before
    await updates(telegram, allowed_updates=[])
    telegram.block(DANA)
    assert kinds(await updates(telegram))[-1] == "my_chat_member"


async def test_first_words_are_a_message_and_words_after_a_block_end_it(telegram: Telegram) -> None:
    telegram.block(DANA)
    telegram.say(DANA, DANA, "back again")
    assert kinds(await updates(telegram)) == ["message", "my_chat_member", "my_chat_member", "message"]
