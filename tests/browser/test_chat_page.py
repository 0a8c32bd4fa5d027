"""The chat page behaves like a Telegram client, whatever a bot sends."""

import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect
from starlette.applications import Starlette

from playground.clock import Clock
from playground.deeds import Deeds
from playground.flood import NO_LIMITS
from playground.page import Page
from playground.telegram import Telegram
from playground.world import CHANNEL, GROUP
from service import serving
from tests.browser.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
DANA, TIMUR = 101, 102
FOLD = "<h1>Front page</h1><details><summary>Gas flows</summary><p>All of it</p></details>"


async def tashkent(_: int) -> str:
    return "Asia/Tashkent"


class Bot:
    """A bot that says what a test wants."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def __call__(self, method: str, chat: int = DANA, **parameters: object) -> dict[str, Any]:
        status, body = await self.telegram.call(method, {"chat_id": chat, **parameters})
        assert status == 200, body
        result: dict[str, Any] = body["result"]
        return result


@pytest.fixture
def bot() -> Bot:
    return Bot(Telegram(Clock(), limits=NO_LIMITS))


@pytest_asyncio.fixture(loop_scope="module")
async def address(bot: Bot) -> AsyncIterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    page = Page(bot.telegram, Deeds(bot.telegram, Clock(), tashkent), lambda _: None)
    async with serving(Starlette(routes=page.routes()), listen):
        yield f"http://{listen}"
        bot.telegram.world.changes.close()


@pytest_asyncio.fixture(loop_scope="module")
async def phone(browser: Browser, address: str, bot: Bot) -> AsyncIterator[Phone]:
    bot.telegram.say(DANA, DANA, "/start")
    made = await Phone.of(browser, address, DANA)
    yield made
    await made.page.context.close()


def keys(*labels: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


async def test_words_are_never_markup(phone: Phone, bot: Bot) -> None:
    hostile = "<img src=x onerror=alert(1)> & <b>bold</b>"
    await bot("sendMessage", text=hostile)
    await phone.sees(hostile)
    await bot("sendRichMessage", rich_message={"html": "<h1>a &lt;script&gt;alert(1)&lt;/script&gt;</h1>"})
    await phone.sees("<script>alert(1)</script>")
    assert await phone.page.locator("#messages script, #messages img").count() == 0


async def test_forms_of_words_are_shown_where_they_stand(phone: Phone, bot: Bot) -> None:
    html = '🇹🇲 <b>Urea <i>plant</i></b> <a href="https://a.example/x">more</a> /help'
    await bot("sendMessage", text=html, parse_mode="HTML")
    message = await phone.sees("Urea plant")
    await expect(message.locator("b")).to_have_text("Urea plant")
    await expect(message.locator("b i")).to_have_text("plant")
    await expect(message.get_by_text("more")).to_have_attribute("href", "https://a.example/x")
    await message.get_by_text("/help").click()
    await expect(phone.page.locator(".message.mine").last).to_contain_text("/help")


async def test_an_opened_fold_stays_open_while_the_chat_goes_on(phone: Phone, bot: Bot) -> None:
    sent = await bot("sendRichMessage", rich_message={"html": FOLD})
    fold = (await phone.sees("Gas flows")).locator("details")
    await expect(fold).not_to_have_attribute("open", "")
    await fold.locator("summary").click()
    await bot("sendMessage", text="the next one")
    await phone.sees("the next one")
    await bot("editMessageText", message_id=sent["message_id"], rich_message={"html": f"{FOLD}<p>new</p>"})
    edited = await phone.sees("edited")
    await expect(edited.locator("details")).to_have_attribute("open", "")


async def test_a_press_waits_for_its_answer_which_may_be_a_word_or_an_alert(phone: Phone, bot: Bot) -> None:
    await bot("sendMessage", text="choose", reply_markup=keys("one", "two"))
    await phone.tap("one")
    await expect(phone.button("one")).to_have_class("waiting")
    (first,) = bot.telegram.world.queries
    await bot.telegram.call("answerCallbackQuery", {"callback_query_id": first, "text": "well done"})
    await expect(phone.page.locator("#toast")).to_have_text("well done")
    await expect(phone.button("one")).not_to_have_class("waiting")
    await phone.tap("two")
    await expect(phone.button("two")).to_have_class("waiting")
    second = [*bot.telegram.world.queries][-1]
    alert = {"callback_query_id": second, "text": "Think again", "show_alert": True}
    await bot.telegram.call("answerCallbackQuery", alert)
    await expect(phone.page.locator("#alert p")).to_have_text("Think again")


async def test_an_old_client_shows_a_blank_and_the_button_below_it(phone: Phone, bot: Bot) -> None:
    await bot("sendRichMessage", rich_message={"html": FOLD}, reply_markup=keys("I see nothing"))
    await phone.sees("Front page")
    await phone.page.click("#tools summary")
    await phone.page.get_by_text("shows rich messages blank").click()
    await expect(phone.page.locator("#messages")).not_to_contain_text("Front page")
    await phone.page.click("#text")
    await phone.tap("I see nothing")
    await expect(phone.button("I see nothing")).to_have_class("waiting")


async def test_whoever_blocked_the_bot_may_start_it_again(phone: Phone, bot: Bot) -> None:
    bot.telegram.block(DANA)
    await expect(phone.page.locator("#enter")).to_have_text("RESTART BOT")
    await phone.enter()
    await phone.sees("/start")
    assert bot.telegram.world.chats[DANA].members[bot.telegram.world.me.id] == "member"


async def test_others_chats_count_what_is_new_and_speak_their_language(phone: Phone, bot: Bot) -> None:
    bot.telegram.say(TIMUR, TIMUR, "/start")
    await bot("sendMessage", TIMUR, text="Здравствуйте")
    timur = phone.page.get_by_role("button", name="Тимур")
    await expect(timur.locator(".new")).to_have_text("2")
    await timur.click()
    await phone.sees("Здравствуйте")
    await expect(timur.locator(".new")).to_have_count(0)
    await expect(phone.page.locator("#text")).to_have_attribute("placeholder", "Сообщение")


async def test_in_a_group_everybody_speaks_for_themselves(phone: Phone, bot: Bot) -> None:
    await phone.page.get_by_role("button", name="Silk Road trade desk").click()
    await phone.enter()
    await phone.page.select_option("#speaker", str(TIMUR))
    await phone.say("/search gas")
    said = bot.telegram.messages(GROUP)
    await phone.sees("/search gas")
    assert [message["from"]["id"] for message in said] == [DANA, TIMUR]


async def test_a_link_of_telegrams_adds_the_bot_to_the_channel_where_it_posts(phone: Phone, bot: Bot) -> None:
    link = "https://t.me/chapar_playground_bot?startchannel&admin=post_messages"
    bot.telegram.say(DANA, DANA, "/channels")
    rows = [[{"text": "Add me to a channel", "url": link}]]
    await bot("sendMessage", DANA, text="No channel yet", reply_markup={"inline_keyboard": rows})
    await phone.page.get_by_role("link", name="Add me to a channel").click()
    await phone.page.get_by_role("button", name="Caspian Trade Watch").click()
    await expect(phone.page.locator("#enter")).to_be_hidden()
    await expect(phone.page.locator("#composer")).to_be_hidden()
    await bot("sendMessage", CHANNEL, text="Gas flows")
    await phone.sees("Gas flows")
    assert bot.telegram.world.chats[CHANNEL].members[bot.telegram.world.me.id] == "administrator"


async def test_commands_are_found_by_typing_and_by_the_menu(phone: Phone, bot: Bot) -> None:
    commands = [{"command": name, "description": f"about {name}"} for name in ("search", "settings", "help")]
    await bot.telegram.call("setMyCommands", {"commands": commands})
    await phone.page.fill("#text", "/se")
    await expect(phone.page.locator("#menu button")).to_have_count(2)
    await phone.page.click("#commands")
    await phone.page.click("#commands")
    await expect(phone.page.locator("#menu button")).to_have_count(3)
    await phone.page.locator("#menu").get_by_text("about help").click()
    await expect(phone.page.locator(".message.mine").last).to_contain_text("/help")


async def test_the_bots_name_and_a_query_find_what_is_sent_into_the_chat(phone: Phone, bot: Bot) -> None:
    await phone.page.fill("#text", "@chapar_playground_bot gas")
    since = 0
    while not bot.telegram.world.queries:
        since = (await bot.telegram.changes(since, timeout=1) or [{"number": since}])[-1]["number"]
    (query,) = bot.telegram.world.queries
    result = {"type": "article", "id": "1", "title": "Gas flows", "description": "Caspian Ledger"}
    found = [result | {"input_message_content": {"message_text": "All about gas"}}]
    await bot.telegram.call("answerInlineQuery", {"inline_query_id": query, "results": found})
    await phone.page.locator("#menu").get_by_text("Gas flows").click()
    message = await phone.sees("All about gas")
    await expect(message).to_contain_text("via @chapar_playground_bot")


async def test_a_keyboard_for_typing_sends_the_place(phone: Phone, bot: Bot) -> None:
    here = {"keyboard": [[{"text": "Here I am", "request_location": True}]], "one_time_keyboard": True}
    await bot("sendMessage", text="where?", reply_markup=here)
    await phone.page.locator("#keyboard").get_by_text("Here I am").click()
    await phone.sees("41.31, 69.28")
    await expect(phone.page.locator("#keyboard")).to_be_hidden()


async def test_a_reload_loses_nothing(phone: Phone, bot: Bot) -> None:
    await bot("sendMessage", text="kept", reply_markup=keys("go"))
    await phone.sees("kept")
    await phone.page.reload()
    await phone.sees("kept")
    await phone.tap("go")
    await expect(phone.button("go")).to_have_class("waiting")
