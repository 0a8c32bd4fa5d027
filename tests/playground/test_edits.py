"""Messages are changed and taken away again."""

from datetime import timedelta

from playground.clock import Clock
from playground.telegram import Telegram
from tests.playground.calls import DANA, keyboard, labelled, ok, refused


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
    both = {"text": "x", "rich_message": {"html": "<p>x</p>"}}
    assert (await refused(telegram, "editMessageText", **both, **target))[0] == 400
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
