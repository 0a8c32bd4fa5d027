"""What the stand-in allows, refuses, remembers and tells, as the real server does."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from playground.chats import Chat
from playground.clock import Clock
from playground.flood import Flood, Limits
from playground.refusal import Refused
from playground.telegram import Telegram
from playground.world import GROUP

DANA, TIMUR, NILUFAR = 101, 102, 103


async def ok(telegram: Telegram, method: str, **parameters: object) -> Any:  # noqa: ANN401  JSON
    status, body = await telegram.call(method, parameters)
    assert status == 200, body
    return body["result"]


async def refused(telegram: Telegram, method: str, **parameters: object) -> tuple[int, str]:
    status, body = await telegram.call(method, parameters)
    assert not body["ok"]
    assert status == body["error_code"]
    return status, body["description"]


async def updates(telegram: Telegram, **parameters: object) -> list[dict[str, Any]]:
    got: list[dict[str, Any]] = await ok(telegram, "getUpdates", **parameters)
    return got


def keyboard(*buttons: dict[str, object]) -> dict[str, object]:
    return {"inline_keyboard": [[button] for button in buttons]}


def labelled(**action: object) -> dict[str, object]:
    return {"text": "x", **action}


# ------------------------------------------------------------ updates


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


async def test_only_the_kinds_asked_for_come(telegram: Telegram) -> None:
    await updates(telegram, allowed_updates=["message"])
    telegram.block(DANA)
    telegram.say(TIMUR, TIMUR, "hi")
    kinds = [key for u in await updates(telegram) for key in u if key != "update_id"]
    assert kinds.count("my_chat_member") == 1  # the one from before it was asked
    await updates(telegram, allowed_updates=[])
    telegram.unblock(DANA)
    assert "my_chat_member" in (await updates(telegram))[-1]


# ------------------------------------------------------------ sending


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


# ------------------------------------------------------------ limits


def test_a_chat_bears_a_burst_and_then_one_a_second(clock: Clock) -> None:
    flood = Flood(Limits())
    for _ in range(5):
        flood.send(1, clock())
    with pytest.raises(Refused) as told:
        flood.send(1, clock())
    assert told.value.parameters == {"retry_after": 1}
    flood.send(2, clock())
    clock.push(timedelta(seconds=1))
    flood.send(1, clock())
    with pytest.raises(Refused):
        flood.send(1, clock())


def test_all_chats_together_bear_thirty_a_second_unless_paid(clock: Clock) -> None:
    flood = Flood(Limits())
    for chat in range(30):
        flood.send(chat, clock())
    with pytest.raises(Refused, match="retry after 1"):
        flood.send(99, clock())
    flood.send(99, clock(), paid=True)


def test_a_group_bears_twenty_a_minute(clock: Clock) -> None:
    flood = Flood(Limits())
    for _ in range(20):
        flood.send(1, clock(), group=True)
        clock.push(timedelta(seconds=1))
    with pytest.raises(Refused, match="retry after 40"):
        flood.send(1, clock(), group=True)
    clock.push(timedelta(seconds=40))
    flood.send(1, clock(), group=True)


# ------------------------------------------------------------ changing


async def test_an_edit_replaces_text_and_keyboard(telegram: Telegram) -> None:
    sent = await ok(
        telegram, "sendMessage", chat_id=DANA, text="a", reply_markup=keyboard(labelled(callback_data="x"))
    )
    target = {"chat_id": DANA, "message_id": sent["message_id"]}
    edited = await ok(telegram, "editMessageText", text="b", **target)
    assert (edited["text"], "reply_markup" in edited, "edit_date" in edited) == ("b", False, True)
    status, words = await refused(telegram, "editMessageText", text="b", **target)
    assert (status, words.partition(":  ")[0][:40]) == (400, "Bad Request: message is not modified: sp")
    rich = await ok(telegram, "editMessageText", rich_message={"html": "<h1>R</h1>"}, **target)
    assert "text" not in rich
    assert rich["rich_message"]["blocks"][0]["text"] == "R"
    assert "text" in await ok(telegram, "editMessageText", text="plain again", **target)


async def test_an_edit_that_has_nothing_to_edit(telegram: Telegram) -> None:
    photo = await ok(telegram, "sendPhoto", chat_id=DANA, photo="https://a.kz/p.jpg", caption="c")
    theirs = telegram.say(DANA, DANA, "mine")
    sent = await ok(telegram, "sendMessage", chat_id=DANA, text="a")

    async def why(method: str, message: int, **more: object) -> str:
        return (await refused(telegram, method, chat_id=DANA, message_id=message, **more))[1]

    assert await why("editMessageText", 999, text="x") == "Bad Request: message to edit not found"
    assert (
        await why("editMessageText", theirs["message_id"], text="x") == "Bad Request: message can't be edited"
    )
    assert "no text in the message" in await why("editMessageText", photo["message_id"], text="x")
    assert "no caption in the message" in await why("editMessageCaption", sent["message_id"], caption="x")
    assert "message text is empty" in await why("editMessageText", sent["message_id"])
    assert await ok(telegram, "editMessageCaption", chat_id=DANA, message_id=photo["message_id"], caption="d")
    assert "not specified" in (await refused(telegram, "editMessageText", text="x"))[1]
    assert (
        "MESSAGE_ID_INVALID"
        in (await refused(telegram, "editMessageText", text="x", inline_message_id="1"))[1]
    )


async def test_own_messages_can_be_deleted_for_two_days(telegram: Telegram, clock: Clock) -> None:
    sent = await ok(telegram, "sendMessage", chat_id=DANA, text="a")
    old = await ok(telegram, "sendMessage", chat_id=DANA, text="b")
    assert await ok(telegram, "deleteMessage", chat_id=DANA, message_id=sent["message_id"])
    again = await refused(telegram, "deleteMessage", chat_id=DANA, message_id=sent["message_id"])
    assert again == (400, "Bad Request: message to delete not found")
    clock.push(timedelta(hours=49))
    late = await refused(telegram, "deleteMessage", chat_id=DANA, message_id=old["message_id"])
    assert late == (400, "Bad Request: message can't be deleted for everyone")


# ------------------------------------------------------------ presses


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


# ------------------------------------------------------------ groups


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(telegram: Telegram) -> None:
    telegram.add_to_group(TIMUR, GROUP)
    sent = await ok(telegram, "sendMessage", chat_id=GROUP, text="hello")
    for text in ("chatter", "/help", "/help@other_bot", f"/help@{telegram.world.me.username}"):
        telegram.say(NILUFAR, GROUP, text)
    telegram.say(NILUFAR, GROUP, "an answer", reply_to=sent["message_id"])
    heard = [u["message"].get("text") for u in await updates(telegram) if "message" in u]
    assert heard == ["/start", None, "/help", "/help@chapar_playground_bot", "an answer"]
    telegram.add_to_group(TIMUR, GROUP, as_administrator=True)
    telegram.say(NILUFAR, GROUP, "more chatter")
    assert (await updates(telegram))[-1]["message"]["text"] == "more chatter"
    await ok(telegram, "leaveChat", chat_id=GROUP)
    telegram.say(NILUFAR, GROUP, "/help")
    assert (await updates(telegram))[-1]["message"]["text"] == "more chatter"


async def test_who_is_who_in_a_group(telegram: Telegram) -> None:
    telegram.add_to_group(TIMUR, GROUP)
    chiefs = await ok(telegram, "getChatAdministrators", chat_id=GROUP)
    assert [(m["user"]["id"], m["status"]) for m in chiefs] == [(DANA, "creator"), (TIMUR, "administrator")]
    member = await ok(telegram, "getChatMember", chat_id=GROUP, user_id=NILUFAR)
    assert member["status"] == "member"
    assert (await ok(telegram, "getChatMember", chat_id=DANA, user_id=TIMUR))["status"] == "left"
    for method in ("getChatAdministrators", "leaveChat"):
        assert (await refused(telegram, method, chat_id=DANA))[0] == 400
    assert "PARTICIPANT_ID_INVALID" in (await refused(telegram, "getChatMember", chat_id=GROUP, user_id=5))[1]


def test_who_is_not_in_a_chat_says_nothing_there(telegram: Telegram) -> None:
    for chat in (GROUP, TIMUR):
        if chat == GROUP:
            telegram.world.chats[GROUP].members[DANA] = "left"
        with pytest.raises(ValueError, match="not in chat"):
            telegram.say(DANA, chat, "let me in")


def test_people_edit_their_own_words_only(telegram: Telegram) -> None:
    telegram.add_to_group(TIMUR, GROUP)
    said = telegram.say(NILUFAR, GROUP, "/help me")
    telegram.edit(NILUFAR, GROUP, said["message_id"], "/help us")
    with pytest.raises(ValueError, match="own messages"):
        telegram.edit(DANA, GROUP, said["message_id"], "/help her")


# ------------------------------------------------------------ the bot about itself


async def test_the_command_menu_is_the_narrowest_and_in_ones_language(telegram: Telegram) -> None:
    def menu(word: str) -> list[dict[str, str]]:
        return [{"command": word, "description": word}]

    await ok(telegram, "setMyCommands", commands=menu("all"))
    await ok(telegram, "setMyCommands", commands=menu("russian"), language_code="ru")
    await ok(telegram, "setMyCommands", commands=menu("groups"), scope={"type": "all_group_chats"})
    chiefs = {"type": "all_chat_administrators"}
    await ok(telegram, "setMyCommands", commands=menu("chiefs"), scope=chiefs)
    seen = [
        telegram.commands_for(u, c)
        for u, c in [(DANA, DANA), (TIMUR, TIMUR), (NILUFAR, GROUP), (DANA, GROUP)]
    ]
    assert seen == [menu("all"), menu("russian"), menu("groups"), menu("chiefs")]
    await ok(telegram, "deleteMyCommands")
    assert telegram.commands_for(DANA, DANA) == []
    assert await ok(telegram, "getMyCommands", language_code="ru") == menu("russian")


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [
        ("setMyCommands", {"commands": [{"command": "Help", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "help", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "TOO_MUCH"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, "BotCommandScope"),
        ("setMyCommands", {"commands": [], "language_code": "russian"}, "LANG_CODE_INVALID"),
        ("setMyDescription", {"description": "x" * 513}, "too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "too long"),
        ("setChatMenuButton", {"menu_button": {"type": "magic"}}, "unsupported type"),
        ("setChatMenuButton", {"chat_id": GROUP}, "private chat"),
        ("setWebhook", {"url": "http://bot.example"}, "HTTPS"),
        ("sendChatAction", {"chat_id": DANA, "action": "dancing"}, "wrong parameter action"),
        ("getFile", {"file_id": "none"}, "wrong file_id"),
        ("answerCallbackQuery", {"callback_query_id": "none"}, "query is too old"),
    ],
)
async def test_what_the_bot_may_not_say_of_itself(
    telegram: Telegram, method: str, parameters: dict[str, object], words: str
) -> None:
    assert words in (await refused(telegram, method, **parameters))[1]


async def test_descriptions_and_the_menu_button_are_kept(telegram: Telegram) -> None:
    assert await ok(telegram, "setMyDescription", description="News", language_code="en")
    assert await ok(telegram, "setMyShortDescription", short_description="News")
    assert await ok(telegram, "setChatMenuButton", chat_id=DANA, menu_button={"type": "commands"})
    assert telegram.world.descriptions["description", "en"] == "News"


# ------------------------------------------------------------ inline


def article(name: str, **content: object) -> dict[str, object]:
    return {"type": "article", "id": name, "title": "t", "input_message_content": content}


async def test_an_inline_result_is_chosen_into_a_chat(telegram: Telegram) -> None:
    query = telegram.inline(DANA, "gas")
    results = [article("1", message_text="gas"), article("2", rich_message={"html": "<h1>Gas</h1>"})]
    await ok(telegram, "answerInlineQuery", inline_query_id=query, results=results)
    chosen = telegram.choose(DANA, GROUP, query, "2")
    assert chosen["via_bot"]["id"] == telegram.world.me.id
    assert chosen["rich_message"]["blocks"][0]["text"] == "Gas"
    with pytest.raises(ValueError, match="no result"):
        telegram.choose(DANA, GROUP, query, "3")


@pytest.mark.parametrize(
    ("results", "more", "words"),
    [
        ([article(str(n), message_text="x") for n in range(51)], {}, "RESULTS_TOO_MUCH"),
        ([article("1", message_text="x")] * 2, {}, "RESULT_ID_DUPLICATE"),
        ([], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ([article("1", message_text="")], {}, "message text is empty"),
        ([article("", message_text="x")], {}, "RESULT_TYPE_INVALID"),
    ],
)
async def test_inline_results_with_something_wrong(
    telegram: Telegram, results: list[object], more: dict[str, object], words: str
) -> None:
    query = telegram.inline(DANA, "gas")
    why = await refused(telegram, "answerInlineQuery", inline_query_id=query, results=results, **more)
    assert words in why[1]


# ------------------------------------------------------------ what the page sees


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


async def test_an_old_client_shows_rich_messages_blank(telegram: Telegram) -> None:
    telegram.world.old_client = True
    since = telegram.world.changes.last
    await ok(telegram, "sendRichMessage", chat_id=DANA, rich_message={"html": "<h1>x</h1>"})
    await ok(telegram, "sendMessage", chat_id=DANA, text="x")
    assert [event["blank"] for event in await telegram.changes(since)] == [True, False]


async def test_what_the_bot_asked_is_remembered(telegram: Telegram) -> None:
    await telegram.call("sendMessage", {"chat_id": "101", "text": "x"})
    assert telegram.calls[-1] == ("sendMessage", {"chat_id": 101, "text": "x"})


def test_a_chat_knows_its_own_kind() -> None:
    assert Chat(5, "private", "Ann").chat() == {"id": 5, "type": "private", "first_name": "Ann"}
    assert Chat(-5, "group", "Desk").chat()["title"] == "Desk"
