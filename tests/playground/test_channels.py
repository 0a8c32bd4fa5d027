"""A channel: only its administrators post, and the bot is one by somebody's leave."""

from playground.telegram import Telegram
from playground.world import CHANNEL
from tests.playground.calls import DANA, TIMUR, ok, refused, updates


async def test_a_post_is_the_channels_own(telegram: Telegram) -> None:
    telegram.add_to_channel(DANA, CHANNEL)
    post = await ok(telegram, "sendMessage", chat_id="@caspian_trade_watch", text="Gas flows")
    assert "from" not in post
    assert post["sender_chat"] == post["chat"]
    assert post["chat"]["type"] == "channel"
    edited = await ok(telegram, "editMessageText", chat_id=CHANNEL, message_id=post["message_id"], text="Now")
    assert edited["text"] == "Now"
    assert await ok(telegram, "deleteMessage", chat_id=CHANNEL, message_id=post["message_id"])


async def test_who_is_no_administrator_with_the_right_to_post_is_refused(telegram: Telegram) -> None:
    said = {"chat_id": CHANNEL, "text": "Gas flows"}
    assert await refused(telegram, "sendMessage", **said) == (
        403,
        "Forbidden: bot is not a member of the channel chat",
    )
    telegram.add_to_channel(DANA, CHANNEL, may_post=False)
    assert await refused(telegram, "sendMessage", **said) == (
        400,
        "Bad Request: need administrator rights in the channel chat",
    )
    telegram.add_to_channel(DANA, CHANNEL)
    await ok(telegram, "sendMessage", **said)


async def test_the_bot_hears_what_it_may_there_and_asks_who_else_does(telegram: Telegram) -> None:
    telegram.add_to_channel(DANA, CHANNEL)
    telegram.add_to_channel(DANA, CHANNEL)
    telegram.add_to_channel(DANA, CHANNEL, may_post=False)
    changes = [one["my_chat_member"] for one in await updates(telegram) if "my_chat_member" in one]
    assert [change["new_chat_member"]["can_post_messages"] for change in changes] == [True, False]
    owner = await ok(telegram, "getChatMember", chat_id=CHANNEL, user_id=DANA)
    reader = await ok(telegram, "getChatMember", chat_id=CHANNEL, user_id=TIMUR)
    assert (owner["status"], reader["status"]) == ("creator", "member")
