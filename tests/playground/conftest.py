"""A Telegram of one's own, with a clock that stands still until it is pushed, and the Bot API's judge."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from playground.clock import Clock
from playground.flood import NO_LIMITS
from playground.telegram import Telegram

API = Path(__file__).parents[3] / "shared" / "data" / "bot-api" / "api.json"
SCALARS: dict[str, Any] = {"int": int, "str": str, "bool": bool, "float": (float, int)}
UNIONS = {
    "ResultChatMember": "ChatMember",
    "ChatMember": "ChatMember",
    "RichBlock": "RichBlock",
    "RichText": "RichText",
}


@pytest.fixture
def clock() -> Clock:
    return Clock(still=datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    """Dana (101) has started the bot; nothing is paced."""
    made = Telegram(clock, limits=NO_LIMITS)
    made.say(101, 101, "/start")
    return made


@pytest.fixture(scope="session")
def api() -> dict[str, Any]:
    """The Bot API's description."""
    if not API.exists():
        pytest.skip("../shared/data/bot-api is not beside this checkout")
    described: dict[str, Any] = json.loads(API.read_text("utf-8"))
    return described


class Judge:
    """Judges objects by the description: what is wrong with one, a sentence each."""

    def __init__(self, types: dict[str, Any]) -> None:
        self.types = types

    def __call__(self, value: object, kind: str) -> list[str]:
        kind = kind.strip()
        if "|" in kind and not kind.startswith("list["):
            return min((self(value, one) for one in kind.split("|")), key=len)
        if isinstance(value, list):
            inner = kind if kind == "RichText" else kind.removeprefix("list[").removesuffix("]")
            return [fault for item in value for fault in self(item, inner)]
        if isinstance(value, dict):
            return self.object(value, kind)
        kind = "str" if kind == "RichText" else kind
        right = isinstance(value, SCALARS.get(kind, ())) and isinstance(value, bool) == (kind == "bool")
        return [] if right else [f"{value!r} is no {kind}"]

    def object(self, value: dict[str, Any], kind: str) -> list[str]:
        name = self.member_of(kind, value) if kind in UNIONS else kind.replace("MaybeInaccessible", "")
        if name not in self.types:
            return [f"{value!r} is no {kind}"] if value else []  # the description leaves empty objects out
        fields = {field["name"]: field for field in self.types[name]["fields"]}
        faults = [f"{name} has no {key}" for key in value if key not in fields]
        faults += [f"{name} lacks {key}" for key, f in fields.items() if f["required"] and key not in value]
        for key in value.keys() & fields.keys():
            faults += [f"{name}.{key}: {fault}" for fault in self(value[key], fields[key]["type"])]
        return faults

    def member_of(self, union: str, value: dict[str, Any]) -> str:
        for name in (name for name in self.types if name.startswith(UNIONS[union])):
            for field in self.types[name]["fields"]:
                always = re.search(r"always '(\w+)'", field["description"])
                if always and value.get(field["name"]) == always[1]:
                    return name
        return ""


@pytest.fixture(scope="session")
def judge(api: dict[str, Any]) -> Callable[[object, str], list[str]]:
    return Judge(api["types"])
