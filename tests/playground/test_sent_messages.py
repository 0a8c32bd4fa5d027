"""Which messages reach a chat, and in what words the others are refused."""

import pytest

from playground.api import Upload
from playground.telegram import Telegram
from playground.world import GROUP
from tests.playground.calls import DANA, TIMUR, keyboard, labelled, ok, refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  \n ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("<i>x</i>" * 101, "too many entities"),
        ("<p>x</p>", "can't parse entities: Unsupported start tag"),
    ],
)
async def test_a_text_that_cannot_be_sent(telegram: Telegram, text: str, words: str) -> None:
    status, description = await refused(telegram, "sendMessage", chat_id=DANA, text=text, parse_mode="HTML")
    assert status == 400
    assert words in description


async def test_the_length_counts_after_the_markup_is_read(telegram: Telegram) -> None:
    text = f"<b>{'😀' * 2048}</b>&amp;"[: -len("&amp;")]
    assert await ok(telegram, "sendMessage", chat_id=DANA, text=text, parse_mode="HTML")
    photo = {"photo": "https://a.kz/p.jpg", "parse_mode": "HTML"}
    assert await ok(telegram, "sendPhoto", chat_id=DANA, caption=f"<b>{'x' * 1024}</b>", **photo)
    long = await refused(telegram, "sendPhoto", chat_id=DANA, caption="x" * 1025, **photo)
    assert long == (400, "Bad Request: message caption is too long")


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"parse_mode": "Telepathy"}, "unsupported parse_mode"),
        ({"entities": [{"type": "bold", "offset": 0, "length": 9}]}, "ENTITY_BOUNDS_INVALID"),
        ({"message_thread_id": 5}, "message thread not found"),
        ({"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"reply_markup": keyboard(labelled(callback_data="x" * 65))}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard(labelled(callback_data=""))}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard(labelled(url="javascript:x"))}, "Wrong HTTP URL"),
        ({"reply_markup": keyboard(labelled())}, "Text buttons are unallowed"),
        ({"reply_markup": keyboard(labelled(url="https://a.kz", callback_data="x"))}, "exactly one action"),
        ({"reply_markup": keyboard(labelled(callback_data="x", style="neon"))}, "invalid style"),
        ({"reply_markup": keyboard({"text": " ", "callback_data": "x"})}, '"text" must be non-empty'),
        ({"reply_markup": keyboard(labelled(copy_text={"text": ""}))}, "BUTTON_COPY_TEXT_INVALID"),
        ({"reply_markup": keyboard(labelled(switch_inline_query="x" * 257))}, "BUTTON_SWITCH_QUERY_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[labelled(callback_data="x")] * 9]}}, "REPLY_MARKUP_TOO_LONG"),
        (
            {"reply_markup": {"inline_keyboard": [[labelled(callback_data="x")]] * 101}},
            "REPLY_MARKUP_TOO_LONG",
        ),
    ],
)
async def test_a_message_with_something_wrong_about_it(
    telegram: Telegram, parameters: dict[str, object], words: str
) -> None:
    status, description = await refused(telegram, "sendMessage", chat_id=DANA, text="x", **parameters)
    assert status == 400
    assert words in description


async def test_a_reply_may_do_without_the_message_it_answers(telegram: Telegram) -> None:
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await ok(
        telegram, "sendMessage", chat_id=DANA, text="x", reply_parameters=reply
    )


async def test_the_ways_into_a_chat_that_are_closed(telegram: Telegram) -> None:
    send = {"method": "sendMessage", "text": "x"}

    async def why(chat: object) -> tuple[int, str]:
        return await refused(telegram, "sendMessage", chat_id=chat, text=send["text"])

    assert await why(4242) == (400, "Bad Request: chat not found")
    assert await why(TIMUR) == (403, "Forbidden: bot can't initiate conversation with a user")
    assert await why(GROUP) == (403, "Forbidden: bot is not a member of the supergroup chat")
    telegram.add_to_group(TIMUR, GROUP)
    telegram.remove_from_group(TIMUR, GROUP)
    assert await why(GROUP) == (403, "Forbidden: bot was kicked from the supergroup chat")
    telegram.block(DANA)
    assert await why(DANA) == (403, "Forbidden: bot was blocked by the user")
    telegram.say(DANA, DANA, "sorry")
    assert await ok(telegram, "sendMessage", chat_id="@dana_reads", text="x")
    telegram.deactivate(DANA)
    assert await why(DANA) == (403, "Forbidden: user is deactivated")


async def test_a_group_that_moved_says_where_to(telegram: Telegram) -> None:
    group = telegram.add_group("Old", {DANA: "creator"}, kind="group")
    telegram.add_to_group(DANA, group)
    new = telegram.upgrade(group)
    status, body = await telegram.call("sendMessage", {"chat_id": group, "text": "x"})
    assert (status, body["parameters"]) == (400, {"migrate_to_chat_id": new})
    assert await ok(telegram, "sendMessage", chat_id=new, text="x")


async def test_photos_are_judged_by_their_address_and_can_be_made_to_fail(telegram: Telegram) -> None:
    wrong = (400, "Bad Request: wrong file identifier/HTTP URL specified")
    assert await refused(telegram, "sendPhoto", chat_id=DANA, photo="nowhere") == wrong
    url = "https://a.kz/p.jpg"
    sent = await ok(telegram, "sendPhoto", chat_id=DANA, photo=url)
    assert telegram.world.files[sent["photo"][0]["file_id"]].url == url
    assert await ok(telegram, "sendPhoto", chat_id=DANA, photo=sent["photo"][0]["file_id"])
    telegram.sending.photos_fail = True
    assert await refused(telegram, "sendPhoto", chat_id=DANA, photo=url) == wrong
    rich = {"html": f"<img src='{url}'>"}
    missing = (400, "Bad Request: RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND")
    assert await refused(telegram, "sendRichMessage", chat_id=DANA, rich_message=rich) == missing


async def test_an_empty_file_is_none(telegram: Telegram) -> None:
    files = {"document": Upload("export.csv", b"")}
    status, body = await telegram.call("sendDocument", {"chat_id": DANA}, files)
    assert (status, body["description"]) == (400, "Bad Request: file must be non-empty")
