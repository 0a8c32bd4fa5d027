"""A press is answered once and in time."""

from datetime import timedelta

import pytest

from playground.clock import Clock
from playground.telegram import Telegram
from tests.playground.calls import DANA, TIMUR, keyboard, labelled, ok, refused, updates


async def test_a_press_is_answered_once_and_in_time(telegram: Telegram, clock: Clock) -> None:
    markup = keyboard(labelled(callback_data="go"))
    sent = await ok(telegram, "sendMessage", chat_id=DANA, text="a", reply_markup=markup)
    query = telegram.press(DANA, DANA, sent["message_id"], "go")
    pressed = (await updates(telegram))[-1]["callback_query"]
    assert (pressed["id"], pressed["data"], pressed["message"]["text"]) == (query, "go", "a")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await ok(telegram, "answerCallbackQuery", callback_query_id=query, text="done", show_alert=True)
    assert (await refused(telegram, "answerCallbackQuery", callback_query_id=query))[1] == too_old
    late = telegram.press(DANA, DANA, sent["message_id"], "go")
    clock.push(timedelta(minutes=1))
    assert (await refused(telegram, "answerCallbackQuery", callback_query_id=late))[1] == too_old


async def test_people_press_only_what_is_there_unless_their_client_is_forged(telegram: Telegram) -> None:
    html = '<p>x <tg-button type="callback_data" data="in">in</tg-button></p>'
    sent = await ok(telegram, "sendRichMessage", chat_id=DANA, rich_message={"html": html})
    assert telegram.press(DANA, DANA, sent["message_id"], "in")
    for user, message, data in [
        (DANA, sent["message_id"], "no"),
        (DANA, 999, "in"),
        (TIMUR, sent["message_id"], "in"),
    ]:
        with pytest.raises(ValueError, match="no button"):
            telegram.press(user, DANA, message, data)
    assert telegram.press(DANA, DANA, sent["message_id"], "no", forged=True)


async def test_a_word_on_a_button_is_short(telegram: Telegram) -> None:
    markup = keyboard(labelled(callback_data="go"))
    sent = await ok(telegram, "sendMessage", chat_id=DANA, text="a", reply_markup=markup)
    query = telegram.press(DANA, DANA, sent["message_id"], "go")
    long = await refused(telegram, "answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long == (400, "Bad Request: MESSAGE_TOO_LONG")
