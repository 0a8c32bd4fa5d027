"""The page hears of everything that happens."""

import asyncio

from playground.chats import Chat
from playground.telegram import Telegram
from tests.playground.calls import DANA, ok


async def test_the_page_hears_of_everything_in_order(telegram: Telegram) -> None:
    since = telegram.world.changes.last
    sent = await ok(telegram, "sendMessage", chat_id=DANA, text="a")
    await ok(telegram, "sendChatAction", chat_id=DANA, action="typing")
    await ok(telegram, "deleteMessage", chat_id=DANA, message_id=sent["message_id"])
    events = await telegram.changes(since)
    assert [event["kind"] for event in events] == ["message", "action", "delete"]
    assert await telegram.changes(events[-1]["number"], timeout=0.01) == []


async def test_an_event_wakes_the_page(telegram: Telegram) -> None:
    waiting = asyncio.create_task(telegram.changes(telegram.world.changes.last, timeout=30))
    await asyncio.sleep(0)
    telegram.say(DANA, DANA, "hello")
    async with asyncio.timeout(5):
        (event,) = await waiting
    assert event["message"]["text"] == "hello"


async def test_a_keyboard_for_typing_is_the_pages_business(telegram: Telegram) -> None:
    since = telegram.world.changes.last
    markup = {"keyboard": [[{"text": "Here I am", "request_location": True}]], "resize_keyboard": True}
    sent = await ok(telegram, "sendMessage", chat_id=DANA, text="where?", reply_markup=markup)
    assert "reply_markup" not in sent
    assert (await telegram.changes(since))[-1]["keyboard"] == markup


async def test_what_the_bot_asked_is_remembered(telegram: Telegram) -> None:
    await telegram.call("sendMessage", {"chat_id": "101", "text": "x"})
    assert telegram.calls[-1] == ("sendMessage", {"chat_id": 101, "text": "x"})


def test_a_chat_knows_its_own_kind() -> None:
    assert Chat(5, "private", "Ann").chat() == {"id": 5, "type": "private", "first_name": "Ann"}
    assert Chat(-5, "group", "Desk").chat()["title"] == "Desk"


async def test_what_the_bot_was_refused_is_remembered(telegram: Telegram) -> None:
    await telegram.call("sendTelepathy", {})
    assert telegram.refusals[-1] == ("sendTelepathy", "Not Found")
