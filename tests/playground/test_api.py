"""The table of methods, and every object handed out, agree with the Bot API's own description."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from playground.api import METHODS, OBJECTS, Field, Upload, arguments, canonical
from playground.refusal import Refused
from playground.telegram import Telegram
from playground.world import GROUP

Judge = Callable[[object, str], list[str]]
DANA = 101
UNIONS = {
    "BotCommandScope": "BotCommandScope",
    "MenuButton": "MenuButton",
    "InlineQueryResult": "InlineQueryResultArticle",
    "InputMessageContent": "Input",
}
LITERALS = {"remove_keyboard", "force_reply"}  # described as the str "True", sent as true


def described(fields: list[dict[str, Any]]) -> dict[str, Field]:
    return {f["name"]: Field(f["name"], f["type"].replace(" ", ""), f["required"]) for f in fields}


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_the_parameters_that_the_bot_api_gives_it(api: dict[str, Any], method: str) -> None:
    real = described(api["methods"][method]["fields"])
    assert {name: real.get(name) for name in METHODS[method]} == METHODS[method]
    assert {name for name, field in real.items() if field.required} <= METHODS[method].keys()


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_has_the_fields_that_the_bot_api_gives_it(api: dict[str, Any], name: str) -> None:
    members = [
        kind for kind in api["types"] if (kind.startswith(UNIONS[name]) if name in UNIONS else kind == name)
    ]
    real = {key: field for kind in members for key, field in described(api["types"][kind]["fields"]).items()}
    assert OBJECTS[name].keys() <= real.keys()
    for key, field in OBJECTS[name].items():
        if name not in UNIONS and key not in LITERALS:
            assert field == real[key]


def test_the_library_speaks_in_any_case_but_an_unknown_method_is_not_found() -> None:
    assert canonical("getme") == "getMe"
    with pytest.raises(Refused, match="Not Found"):
        canonical("sendTelepathy")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": "one", "text": "x"}, "must be of type"),
        ({"chat_id": 1, "text": 5}, "must be of type str"),
        ({"chat_id": 1, "text": "x", "colour": "red"}, '"colour" is unknown in sendMessage'),
        ({"chat_id": 1, "text": "x", "protect_content": "perhaps"}, "must be of type bool"),
        ({"chat_id": 1, "text": "x", "entities": "{}"}, "must be of type Array"),
        ({"chat_id": 1, "text": "x", "entities": [{"type": "bold"}]}, 'Can\'t find field "offset"'),
        ({"chat_id": 1, "text": "x", "reply_parameters": "[]"}, "must be of type Object"),
        ({"chat_id": 1, "text": "x", "reply_parameters": "{"}, "JSON expected"),
        ({"chat_id": 1, "text": "x", "reply_markup": {"buttons": []}}, "object expected as reply markup"),
        (
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "colour": "red"}]]},
            },
            '"colour" is unknown in InlineKeyboardButton',
        ),
    ],
)
def test_wrong_parameters_are_named(given: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        arguments("sendMessage", given, {})
    assert refusal.value.code == 400
    assert words in refusal.value.description


def test_a_lenient_server_ignores_what_it_does_not_know() -> None:
    assert arguments("getChat", {"chat_id": "5", "colour": "red"}, {}, strict=False) == {"chat_id": 5}


def test_values_of_a_form_become_what_the_method_takes() -> None:
    form = {"chat_id": "@desk", "photo": "id", "has_spoiler": "true", "reply_parameters": '{"message_id": 3}'}
    taken = {"chat_id": "@desk", "photo": "id", "has_spoiler": True, "reply_parameters": {"message_id": 3}}
    assert arguments("sendPhoto", form, {}) == taken
    upload = Upload("a.png", b"png")
    assert arguments("sendPhoto", {"chat_id": 1}, {"photo": upload})["photo"] is upload


RICH = """
<h1>Front <mark>page</mark></h1><p>Gas <b>flows <i>again</i></b> <a href="https://a.example/x">more</a>
<tg-time unix="1772438400" format="dt">today</tg-time>
#gas @desk_kz /help https://b.example mail@desk.kz</p><hr/>
<ul><li>one</li><li><p>two</p></li></ul><ol start="3"><li>three</li></ol>
<details open><summary>Fold</summary><blockquote>Quote<cite>Who</cite></blockquote>
<blockquote expandable>Long</blockquote></details><aside>Pull<cite>Her</cite></aside>
<table bordered striped compact><caption>Trade</caption>
<thead><tr><th>a</th><th align="right">b</th></tr></thead>
<tr><td colspan="2">1</td></tr></table>
<pre><code class="language-sql">select 1</code></pre><footer>End</footer>
<figure><img src="https://a.example/p.jpg"><figcaption>Pic<cite>Ann</cite></figcaption></figure>
<p>x<sub>2</sub> <tg-math>x</tg-math>
<a name="n"></a><a href="#n">up</a> <a href="mailto:a@b.kz">m</a>
<a href="tel:+7">t</a>
<tg-emoji emoji-id="5">👍</tg-emoji> <tg-reference name="r">1</tg-reference>
<tg-button type="callback_data" data="in" style="link">in</tg-button></p><tg-math-block>x</tg-math-block>
<tg-button-row align="center"><tg-button type="callback_data" data="row">a</tg-button>
<tg-button type="url" url="https://a.example">b</tg-button><tg-button type="copy_text" text="c">c</tg-button>
<tg-button type="switch_inline_query_current_chat">d</tg-button><tg-button type="disabled">e</tg-button>
</tg-button-row>
"""
BUTTONS = {"inline_keyboard": [[{"text": "go", "callback_data": "go", "style": "primary"}]]}


Call = Callable[..., Awaitable[Any]]


def calling(telegram: Telegram, given: list[tuple[str, object]]) -> Call:
    """A way to call a method that must work; what it gives is noted in `given`."""

    async def call(method: str, **parameters: object) -> Any:  # noqa: ANN401  JSON
        status, body = await telegram.call(method, json.loads(json.dumps(parameters)))
        assert status == 200, body
        given.append((method, body["result"]))
        return body["result"]

    return call


async def conversing(telegram: Telegram, call: Call) -> None:
    """Messages of every kind, a press, edits."""
    sent = await call(
        "sendMessage", chat_id=DANA, text="<b>a</b> /go", parse_mode="HTML", reply_markup=BUTTONS
    )
    await call("sendRichMessage", chat_id=DANA, rich_message={"html": RICH})
    await call("sendPhoto", chat_id=DANA, photo="https://a.example/p.jpg", caption="c", has_spoiler=True)
    reply = {"message_id": sent["message_id"]}
    await call("sendMessage", chat_id=DANA, text="r", reply_parameters=reply)
    query = telegram.press(DANA, DANA, sent["message_id"], "go")
    await call("answerCallbackQuery", callback_query_id=query, text="ok")
    await call("editMessageText", chat_id=DANA, message_id=sent["message_id"], text="b")
    await call("editMessageReplyMarkup", chat_id=DANA, message_id=sent["message_id"], reply_markup=BUTTONS)
    await call("sendChatAction", chat_id=DANA, action="typing")


async def asking(telegram: Telegram, call: Call) -> None:
    """Questions about chats, people, files and the bot itself."""
    telegram.add_to_group(102, GROUP, as_administrator=True)
    await call("setMyCommands", commands=[{"command": "go", "description": "d"}])
    for method in ("getMe", "getMyCommands", "deleteMyCommands", "getWebhookInfo"):
        await call(method)
    for method in ("getChat", "getChatAdministrators"):
        await call(method, chat_id=GROUP)
    for person in telegram.world.people:
        await call("getChatMember", chat_id=GROUP, user_id=person)
    document = "https://a.example/report.pdf"
    kept = await call("sendDocument", chat_id=GROUP, document=document, protect_content=True)
    await call("getFile", file_id=kept["document"]["file_id"])


async def other_updates(telegram: Telegram, call: Call) -> None:
    """An inline choice, a place, a file that its sender edits, a block."""
    inline = telegram.inline(DANA, "gas")
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "m"}}
    await call("answerInlineQuery", inline_query_id=inline, results=[article])
    telegram.choose(DANA, GROUP, inline, "1")
    telegram.share_location(DANA, 41.3, 69.2)
    telegram.edit(DANA, DANA, telegram.send_document(DANA, DANA, "a.opml", b"<opml/>")["message_id"], "x")
    telegram.block(DANA)


async def test_every_object_handed_out_is_one_of_the_bot_api(
    telegram: Telegram, api: dict[str, Any], judge: Judge
) -> None:
    given: list[tuple[str, Any]] = []
    call = calling(telegram, given)
    for part in (conversing, asking, other_updates):
        await part(telegram, call)
    await call("getUpdates")
    for method, result in given:
        returns = api["methods"][method]["returns"]
        assert judge(result, returns) == [], method
    kinds = {key for update in given[-1][1] for key in update}
    assert kinds >= {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"}
