"""What buttons mean: a closed set of actions and how each is written into callback data.

Callback data is `code:field:field...`, at most 64 bytes (Bot API). A story is named by its id, a question by
the id under which it is kept, so nothing has to be remembered between two presses: /start carries all
choices made so far inside its buttons.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import time
from typing import Any, get_type_hints

from people import How, Layout
from views.choices import (
    DeleteMe,
    DigestNow,
    Menu,
    Page,
    PauseSubscription,
    Places,
    RemoveSubscription,
    ResumeAll,
    ResumeSubscription,
    SetDigestHour,
    SetDigestHow,
    SetHow,
    SetLanguage,
    SetLayout,
    SetPictures,
    SetQuiet,
    SetWeeklyDay,
    SetZone,
    StartCountries,
    StartDone,
    StartOften,
    StartSectors,
    Stay,
    SubscriptionMenu,
    ToggleDigestDay,
    Zones,
)  # fmt: skip

LONGEST = 64  # bytes of callback data, by the Bot API

# ---------------------------------------------------------------- one story


@dataclass(frozen=True, slots=True)
class OpenStory:
    """Show the story whole."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Background:
    """Show what came before: the story's own background and its thread."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Related:
    """Show more like this."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Save:
    """Keep the story."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Mute:
    """No more news of this story's thread for a while."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Why:
    """Tell why this story came."""

    story_id: int


# ---------------------------------------------------------------- searching


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the answers to a kept question; pages count from 0."""

    question_id: int
    page: int


@dataclass(frozen=True, slots=True)
class AlertMe:
    """Subscribe to a kept question."""

    question_id: int


@dataclass(frozen=True, slots=True)
class Ask:
    """Search for this; the query is short enough to travel in the button."""

    query: str


@dataclass(frozen=True, slots=True)
class Follow:
    """Subscribe to this query."""

    query: str


@dataclass(frozen=True, slots=True)
class Latest:
    """A page of the newest stories."""

    page: int


@dataclass(frozen=True, slots=True)
class TopicCountry:
    """Browse a country: its sectors with counts."""

    code: str


@dataclass(frozen=True, slots=True)
class TopicSector:
    """Browse a sector: its countries with counts."""

    code: str


@dataclass(frozen=True, slots=True)
class Sources:
    """A page of the outlets."""

    page: int


@dataclass(frozen=True, slots=True)
class More:
    """Show the rest of a message that was too long."""

    document_id: int


# ---------------------------------------------------------------- all of them

Action = (
    OpenStory | Background | Related | Save | Mute | Why
    | Results | AlertMe | Ask | Follow | Latest | TopicCountry | TopicSector | Sources | More
    | SubscriptionMenu | PauseSubscription | ResumeSubscription | SetHow | RemoveSubscription | ResumeAll
    | Menu | SetLanguage | Zones | SetZone | SetQuiet | SetPictures | SetLayout | DigestNow
    | SetDigestHour | ToggleDigestDay | SetWeeklyDay | SetDigestHow | DeleteMe | Stay
    | StartCountries | StartSectors | StartOften | StartDone
)  # fmt: skip

_CODES: dict[str, type[Action]] = {
    "o": OpenStory, "b": Background, "r": Related, "s": Save, "m": Mute, "w": Why,
    "p": Results, "a": AlertMe, "q": Ask, "f": Follow, "l": Latest, "tc": TopicCountry, "ts": TopicSector,
    "so": Sources, "+": More,
    "u": SubscriptionMenu, "up": PauseSubscription, "ur": ResumeSubscription, "uh": SetHow,
    "ux": RemoveSubscription, "ua": ResumeAll,
    "n": Menu, "cl": SetLanguage, "zp": Zones, "cz": SetZone, "cq": SetQuiet, "cp": SetPictures,
    "cy": SetLayout, "d": DigestNow, "dh": SetDigestHour, "dd": ToggleDigestDay, "dw": SetWeeklyDay,
    "ds": SetDigestHow, "x": DeleteMe, "-": Stay,
    "1": StartCountries, "2": StartSectors, "3": StartOften, "4": StartDone,
}  # fmt: skip
_CODE_OF = {kind: code for code, kind in _CODES.items()}
_HINTS = {code: tuple(get_type_hints(kind).values()) for code, kind in _CODES.items()}


def encode(action: Action) -> str:
    """The action as callback data; `decode` gives an equal one back.

    Raises:
        ValueError: it is longer than 64 bytes, or has a number below 0 (see `fits`).
    """
    written = ":".join([_CODE_OF[type(action)], *_fields_of(action)])
    if decode(written) != action:
        raise ValueError(f"no callback data can say {action}")
    return written


def fits(action: Action) -> bool:
    """Whether the action can be said in callback data: only long words cannot."""
    return decode(":".join([_CODE_OF[type(action)], *_fields_of(action)])) == action


def decode(data: str) -> Action | None:
    """What callback data means; None when we never wrote it."""
    if not 1 <= len(data.encode("utf-8", "replace")) <= LONGEST:
        return None
    code, *_ = data.split(":", 1)
    kind = _CODES.get(code)
    if kind is None:
        return None
    readers = [_READERS[hint] for hint in _HINTS[code]]
    parts = data.split(":", len(readers))[1:]
    if len(parts) != len(readers):
        return None
    try:
        action = kind(*(read(part) for read, part in zip(readers, parts, strict=True)))
    except (ValueError, KeyError):
        return None
    return action if ":".join([code, *_fields_of(action)]) == data else None


def _fields_of(action: Action) -> list[str]:
    return [_written(getattr(action, each.name)) for each in fields(action)]


def _written(value: object) -> str:
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


_READERS: dict[Any, Callable[[str], Any]] = {
    int: _number,
    str: str,
    bool: {"0": False, "1": True}.__getitem__,
    time | None: _time,
    Places: _places,
    How: How,
    Layout: Layout,
    Page: Page,
}
