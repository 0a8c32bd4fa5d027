"""In a group the bot hears only what is meant for it."""

import pytest

from playground.telegram import Telegram
from playground.world import GROUP
from tests.playground.calls import DANA, NILUFAR, TIMUR, ok, refused, updates


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
