"""A real python-telegram-bot Application lives on the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes

from playground.clock import Clock
from playground.flood import Flood, Limits
from playground.request import PlaygroundRequest, Trouble
from playground.telegram import Telegram

TOKEN = "1:playground"
DANA, TIMUR = 101, 102
App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, _: Context) -> None:
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more:1")]])
    await update.message.reply_text("<b>Hello</b>", parse_mode="HTML", reply_markup=keyboard)


async def more(update: Update, _: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Here you are")
    await update.callback_query.edit_message_text("More it is")


@pytest.fixture
async def app(telegram: Telegram) -> AsyncIterator[App]:
    request, updates = PlaygroundRequest(telegram), PlaygroundRequest(telegram)
    builder = ApplicationBuilder().token("1:playground").request(request).get_updates_request(updates)
    built = builder.build()
    built.add_handler(CommandHandler("start", start))
    built.add_handler(CallbackQueryHandler(more))
    async with built:
        await built.start()
        assert built.updater is not None
        await built.updater.start_polling(timeout=5)
        yield built
        await built.updater.stop()
        await built.stop()


def bot_on(request: PlaygroundRequest, token: str = TOKEN) -> Bot:
    return Bot(token, request=request, get_updates_request=request)


async def next_event(telegram: Telegram, kind: str, since: int) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while True:
            for event in await telegram.changes(since, timeout=5):
                since = event["number"]
                if event["kind"] == kind:
                    return event


async def test_a_conversation_of_command_press_and_edit(telegram: Telegram, app: App) -> None:
    telegram.say(DANA, DANA, "/start")
    said = (await next_event(telegram, "message", since=telegram.world.changes.last))["message"]
    assert said["text"] == "Hello"
    assert said["from"]["id"] == app.bot.id
    before = telegram.world.changes.last
    query = telegram.press(DANA, DANA, said["message_id"], "more:1")
    answer = await next_event(telegram, "answer", before)
    assert (answer["query_id"], answer["text"]) == (query, "Here you are")
    edited = await next_event(telegram, "edit", before)
    assert edited["message"]["text"] == "More it is"
    assert "reply_markup" not in edited["message"]


async def test_who_blocked_the_bot_gets_nothing(telegram: Telegram, app: App) -> None:
    telegram.say(DANA, DANA, "hello")
    telegram.block(DANA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await app.bot.send_message(DANA, "still there?")


async def test_a_stranger_is_no_chat_and_a_silent_person_cannot_be_addressed(app: App) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await app.bot.send_message(4242, "hello")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await app.bot.send_message(TIMUR, "hello")


async def test_too_fast_is_told_how_long_to_wait(telegram: Telegram, app: App, clock: Clock) -> None:
    telegram.world.flood = Flood(Limits())
    telegram.say(TIMUR, TIMUR, "hello")
    for number in range(5):
        await app.bot.send_message(TIMUR, f"message {number}")
    with pytest.raises(RetryAfter) as told:
        await app.bot.send_message(TIMUR, "one too many")
    assert told.value.retry_after.total_seconds() == 1  # type: ignore[union-attr]
    clock.push(timedelta(seconds=1))
    await app.bot.send_message(TIMUR, "now it may")


async def test_a_rich_message_goes_through_the_library(telegram: Telegram, app: App) -> None:
    telegram.say(DANA, DANA, "hello")
    html = "<h1>Front page</h1><p>Gas <b>flows</b></p>"
    api_kwargs = {"chat_id": DANA, "rich_message": {"html": html}}
    message = await app.bot.do_api_request("sendRichMessage", api_kwargs=api_kwargs, return_type=Message)
    assert isinstance(message, Message)
    assert message.api_kwargs["rich_message"]["blocks"][0] == {
        "type": "heading",
        "text": "Front page",
        "size": 1,
    }


async def test_an_older_server_knows_no_rich_messages(clock: Clock) -> None:
    telegram = Telegram(clock, knows_rich=False)
    telegram.say(DANA, DANA, "hello")
    bot = bot_on(PlaygroundRequest(telegram))
    api_kwargs = {"chat_id": DANA, "rich_message": {"html": "<p>x</p>"}}
    with pytest.raises(InvalidToken):
        await bot.do_api_request("sendRichMessage", api_kwargs=api_kwargs)
    with pytest.raises(BadRequest, match='unsupported start tag "tg-time" at byte offset 0'):
        await bot.send_message(DANA, '<tg-time unix="1" format="r">x</tg-time>', parse_mode="HTML")


@pytest.mark.parametrize("token", ["1:wrong", "nonsense"])
async def test_a_wrong_token_is_refused(telegram: Telegram, token: str) -> None:
    bot = bot_on(PlaygroundRequest(telegram), token)
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_trouble_on_the_way_leaves_it_open_whether_it_was_done(telegram: Telegram) -> None:
    request = PlaygroundRequest(telegram)
    request.trouble.extend([Trouble.UNSENT, Trouble.UNANSWERED])
    bot, before = bot_on(request), len(telegram.messages(DANA))
    with pytest.raises(NetworkError):
        await bot.send_message(DANA, "never seen")
    assert len(telegram.messages(DANA)) == before
    with pytest.raises(TimedOut):
        await bot.send_message(DANA, "seen, but who knows")
    assert telegram.messages(DANA)[-1]["text"] == "seen, but who knows"
    assert (await bot.get_me()).is_bot


async def test_a_file_goes_up_and_comes_down_again(telegram: Telegram) -> None:
    bot = bot_on(PlaygroundRequest(telegram))
    message = await bot.send_document(DANA, b"<opml/>", filename="feeds.opml", caption="Yours")
    assert message.document is not None
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"<opml/>"
    assert telegram.messages(DANA)[-1]["document"]["file_name"] == "feeds.opml"


async def test_an_address_that_names_no_method_is_not_found(telegram: Telegram) -> None:
    status, _ = await PlaygroundRequest(telegram).do_request("https://api.telegram.org/elsewhere", "POST")
    assert status == 404
    status, _ = await PlaygroundRequest(telegram).do_request(
        "https://api.telegram.org/file/bot1:playground/none", "GET"
    )
    assert status == 404
