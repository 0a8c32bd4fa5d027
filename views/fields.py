"""What an action holds, as a field of callback data, and back: numbers, words, hours, places, choices."""

import re
from collections.abc import Callable
from datetime import time
from typing import Any

from people import How, Layout
from views.choices import Page, Places


def written(value: object) -> str:
    """A value as a field; it holds no colon unless it is words."""
    match value:
        case bool():
            return "1" if value else "0"
        case time():
            return f"{value:%H%M}"
        case tuple():
            return f"{sum(1 << place for place in value):x}"
        case None:
            return ""
        case _:
            return str(value)


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,19}", text):
        raise ValueError("not a number of ours")
    return int(text)


def _places(text: str) -> Places:
    if not re.fullmatch(r"[0-9a-f]{1,15}", text):
        raise ValueError("not places of ours")
    return tuple(place for place in range(60) if int(text, 16) >> place & 1)


def _time(text: str) -> time | None:
    return time(int(text[:2]), int(text[2:])) if text else None


# By the type of the value; each raises ValueError or KeyError for a field that `written` never gave.
READERS: dict[Any, Callable[[str], Any]] = {
    int: _number,
    str: str,
    bool: {"0": False, "1": True}.__getitem__,
    time | None: _time,
    Places: _places,
    How: How,
    Layout: Layout,
    Page: Page,
}
