"""Who may do what: everything that can be said or pressed has a role, and nobody steps out of theirs."""

from datetime import time, timedelta
from typing import Any, get_args

import pytest
from sqlalchemy import text
from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, InlineQueryHandler, MessageHandler

import handlers
from db import subscriptions
from handlers.incoming import Command, Pressed
from people import How, Layout
from tests.handlers.talk import DANA, MARAL, TIMUR, Talk, texts
from views.actions import Action, encode
from views.choices import Page, Places

EVERYBODY = {  # who may ask; what stands nowhere here is for administrators in a group, or for operators
    "search", "latest", "topics", "topic", "country", "between", "trending", "export", "subscriptions",
    "digest", "saved", "sources", "channels", "help",
    "OpenStory", "Background", "Related", "Why", "More", "Results", "Ask", "Latest", "Save", "SavedStories",
    "Unsave", "TopicCountry", "TopicSector", "TopicTopic", "TopicPair", "Trending", "Sources",
    "SubscriptionMenu", "Menu", "Zones", "Stay", "Export",
    "ChannelMenu", "PostThere", "SetLikeMine", "Unlink",  # theirs who administer that channel: asked anew
}  # fmt: skip
OPERATORS = {"health", "broadcast", "adopt", "Broadcast"}
WAYS_IN = {  # all that the library calls; a new way in has to say here who may use it
    (MessageHandler, "command"): "as the table of commands says",
    (MessageHandler, "plain_words"): "anybody, in private",
    (MessageHandler, "location"): "anybody, in private, for themselves",
    (MessageHandler, "document"): "anybody, in private, for themselves",
    (MessageHandler, "moved"): "Telegram",
    (CallbackQueryHandler, "press"): "as the table of presses says",
    (ChatMemberHandler, "changed"): "Telegram",
    (InlineQueryHandler, "answer"): "anybody: it only reads",
}
GROUP_ANONYMOUS, CHANNEL_BOT = 1087968824, 136817688  # the accounts that Telegram shows instead
CHANGING = (
    "chats",
    "subscriptions",
    "mutes",
    "outbox",
    "own_sources",
    "source_wishes",
    "channels",
    "documents",
)


def role(one: Command | Pressed) -> str:
    return "operators" if one.operators else "administrators" if one.changes else "everybody"


def wanted(name: str) -> str:
    return "everybody" if name in EVERYBODY else "operators" if name in OPERATORS else "administrators"


@pytest.fixture
async def group(talk: Talk) -> int:
    made = talk.telegram.add_group("Desk", {DANA: "administrator", TIMUR: "member", MARAL: "member"})
    talk.telegram.add_to_group(DANA, made)
    await talk.heard()
    return made


def test_everything_that_can_be_said_or_pressed_has_its_role() -> None:
    said = {name: role(one) for name, one in handlers.COMMANDS.items()}
    pressed = {kind.__name__: role(one) for kind, one in handlers.PRESSES.items()}
    assert said | pressed == {name: wanted(name) for name in said | pressed}
    assert set(said | pressed) >= EVERYBODY | OPERATORS


async def test_there_is_no_other_way_in(talk: Talk) -> None:
    found = [one for group in talk.app.handlers.values() for one in group]
    ways = [(type(one), getattr(one.callback, "func", one.callback).__name__) for one in found]
    assert sorted(map(str, ways)) == sorted(map(str, WAYS_IN))


@pytest.mark.parametrize("name", handlers.COMMANDS)
async def test_a_command_is_for_those_of_its_role(talk: Talk, group: int, name: str) -> None:
    told = "only administrators", "do not know this command"
    for who, where, role_there in (
        (DANA, DANA, "administrators"), (MARAL, MARAL, "operators"),
        (DANA, group, "administrators"), (TIMUR, group, "everybody"), (MARAL, group, "member, operator"),
    ):  # fmt: skip
        await talk.send_language("en", who)
        answer = texts(await talk.say(f"/{name}", who, where))
        may = {
            "everybody": True,
            "administrators": role_there not in {"everybody", "member, operator"},
            "operators": "operator" in role_there,
        }[wanted(name)]
        assert may != any(one in answer for one in told), (who, where, answer)


async def held(talk: Talk) -> list[Any]:
    async with talk.database.reading() as connection:
        return [
            [tuple(row) for row in await connection.execute(text(f"SELECT * FROM {table} ORDER BY 1"))]  # noqa: S608
            for table in CHANGING
        ]


def sample(kind: type[Action]) -> Action:
    """An action of this kind about what is there: the first of everything."""
    chosen: dict[Any, Any] = {
        int: 1, str: "ru", bool: True, How: How.DAILY, Layout: Layout.RICH, Page: Page.DELETE,
        Places: (0,), time | None: time(7),
    }  # fmt: skip
    return kind(**{name: chosen[hint] for name, hint in kind.__annotations__.items()})


@pytest.mark.parametrize("who", [TIMUR, MARAL])
async def test_no_button_however_forged_lets_a_member_change_the_group(
    talk: Talk, group: int, who: int
) -> None:
    await talk.say("/subscribe gas", DANA, group)
    await talk.say("/search urea", DANA, group)
    before, last = await held(talk), talk.telegram.messages(group)[-1]["message_id"]
    for kind in get_args(Action):
        if kind.__name__ == "Broadcast" and who == MARAL:
            continue
        talk.telegram.press(who, group, last, encode(sample(kind)), forged=True)
        await talk.heard()
        refused = talk.answers and ("administrators" in talk.answers[0] or "too old" in talk.answers[0])
        assert refused or wanted(kind.__name__) == "everybody", kind
        talk.clock.push(timedelta(seconds=9))
    assert await held(talk) == before


@pytest.mark.parametrize(
    ("as_chat", "account", "may"),
    [("the group", GROUP_ANONYMOUS, True), ("a channel", CHANNEL_BOT, False), ("", CHANNEL_BOT, False)],
)
async def test_who_speaks_as_the_group_is_its_administrator_who_speaks_as_a_channel_is_not(
    talk: Talk, group: int, as_chat: str, account: int, *, may: bool
) -> None:
    senders = {"the group": (group, "supergroup"), "a channel": (-100555, "channel")}
    said: dict[str, Any] = {
        "message_id": 900, "date": int(talk.clock().timestamp()), "text": "/subscribe oil",
        "chat": {"id": group, "type": "supergroup", "title": "Desk"},
        "from": {"id": account, "is_bot": True, "first_name": "Group"},
        "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
    }  # fmt: skip
    if as_chat:
        number, kind = senders[as_chat]
        said["sender_chat"] = {"id": number, "type": kind, "title": "Desk"}
    await talk.app.process_update(Update.de_json({"update_id": 999, "message": said}, talk.app.bot))
    async with talk.database.reading() as connection:
        kept = [one.query for one in await subscriptions.of_chat(connection, group)]
    assert kept == (["oil"] if may else [])


async def test_an_operators_name_on_somebody_elses_words_opens_nothing(talk: Talk) -> None:
    await talk.send_language("en", TIMUR)
    message = talk.telegram.say(TIMUR, TIMUR, "/health")
    updates = await talk.telegram.world.updates.get(talk.seen, 100, 0)
    forwarded = {"type": "user", "date": message["date"], "sender_user": {"id": MARAL, "is_bot": False,
                                                                          "first_name": "Maral"}}  # fmt: skip
    updates[-1]["message"]["forward_origin"] = forwarded
    await talk.app.process_update(Update.de_json(updates[-1], talk.app.bot))
    assert "do not know this command" in texts(await talk.fresh())
