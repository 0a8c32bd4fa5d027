"""Commands, descriptions and the menu button."""

import pytest

from playground.telegram import Telegram
from playground.world import GROUP
from tests.playground.calls import DANA, NILUFAR, TIMUR, ok, refused


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
