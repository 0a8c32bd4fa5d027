"""What buttons mean: a closed set of actions and how each is written into callback data.

Callback data is `code:field:field...`, at most 64 bytes (Bot API). A story is named by its id, a question by
the id under which it is kept, so nothing has to be remembered between two presses: /start carries all
choices made so far inside its buttons.
"""

from dataclasses import dataclass, fields
from typing import get_type_hints

from views.choices import (
    AddSource,
    Broadcast,
    ChannelMenu,
    DeleteMe,
    DigestNow,
    Export,
    Menu,
    PauseSubscription,
    PostThere,
    RemoveSource,
    RemoveSubscription,
    ResumeAll,
    ResumeSubscription,
    SetDigestHour,
    SetDigestHow,
    SetHow,
    SetLanguage,
    SetLayout,
    SetLikeMine,
    SetPictures,
    SetQuiet,
    SetWeeklyDay,
    SetZone,
    StartCountries,
    StartDone,
    StartOften,
    StartSectors,
    Stay,
    StopAll,
    SubscriptionMenu,
    ToggleDigestDay,
    Unlink,
    Zones,
)  # fmt: skip
from views.fields import READERS, written

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
class Unmute:
    """Hear of this story's thread again."""

    story_id: int


@dataclass(frozen=True, slots=True)
class Why:
    """Tell why this story came."""

    story_id: int


# ---------------------------------------------------------------- what was saved


@dataclass(frozen=True, slots=True)
class SavedStories:
    """A page of the stories that were saved; pages count from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class Unsave:
    """Keep the story no more, and show the page of the saved ones it stood on."""

    story_id: int
    page: int


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
class TopicTopic:
    """Browse a topic: its countries with counts."""

    code: str


@dataclass(frozen=True, slots=True)
class TopicPair:
    """Browse what is reported about two countries together."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Trending:
    """What rises this week."""


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
    | Results | AlertMe | Ask | Follow | Latest | Sources | More
    | TopicCountry | TopicSector | TopicTopic | TopicPair | Trending
    | Unmute | SavedStories | Unsave | Broadcast
    | Export
    | SubscriptionMenu | PauseSubscription | ResumeSubscription | SetHow | RemoveSubscription
    | StopAll | ResumeAll
    | Menu | SetLanguage | Zones | SetZone | SetQuiet | SetPictures | SetLayout | DigestNow
    | SetDigestHour | ToggleDigestDay | SetWeeklyDay | SetDigestHow | DeleteMe | Stay
    | StartCountries | StartSectors | StartOften | StartDone | AddSource | RemoveSource
    | ChannelMenu | PostThere | SetLikeMine | Unlink
)  # fmt: skip

_CODES: dict[str, type[Action]] = {
    "o": OpenStory, "b": Background, "r": Related, "s": Save, "m": Mute, "mu": Unmute, "w": Why,
    "sv": SavedStories, "su": Unsave,
    "p": Results, "a": AlertMe, "q": Ask, "f": Follow, "l": Latest, "so": Sources, "+": More,
    "tc": TopicCountry, "ts": TopicSector, "tt": TopicTopic, "tp": TopicPair, "t": Trending,
    "u": SubscriptionMenu, "up": PauseSubscription, "ur": ResumeSubscription, "uh": SetHow,
    "ux": RemoveSubscription, "us": StopAll, "ua": ResumeAll,
    "n": Menu, "cl": SetLanguage, "zp": Zones, "cz": SetZone, "cq": SetQuiet, "cp": SetPictures,
    "cy": SetLayout, "d": DigestNow, "dh": SetDigestHour, "dd": ToggleDigestDay, "dw": SetWeeklyDay,
    "ds": SetDigestHow, "x": DeleteMe, "-": Stay,
    "1": StartCountries, "2": StartSectors, "3": StartOften, "4": StartDone,
    "sa": AddSource, "sx": RemoveSource, "bc": Broadcast, "e": Export,
    "h": ChannelMenu, "hp": PostThere, "hm": SetLikeMine, "hx": Unlink,
}  # fmt: skip
_CODE_OF = {kind: code for code, kind in _CODES.items()}
_HINTS = {code: tuple(get_type_hints(kind).values()) for code, kind in _CODES.items()}


def encode(action: Action) -> str:
    """The action as callback data; `decode` gives an equal one back.

    Raises:
        ValueError: it is longer than 64 bytes, or has a number below 0 (see `fits`).
    """
    if not fits(action):
        raise ValueError(f"no callback data can say {action}")
    return _said(action)


def fits(action: Action) -> bool:
    """Whether the action can be said in callback data: only long words cannot."""
    return decode(_said(action)) == action


def decode(data: str) -> Action | None:
    """What callback data means; None when we never wrote it."""
    if not 1 <= len(data.encode("utf-8", "replace")) <= LONGEST:
        return None
    code, *_ = data.split(":", 1)
    kind = _CODES.get(code)
    if kind is None:
        return None
    readers = [READERS[hint] for hint in _HINTS[code]]
    parts = data.split(":", len(readers))[1:]
    if len(parts) != len(readers):
        return None
    try:
        action = kind(*(read(part) for read, part in zip(readers, parts, strict=True)))
    except (ValueError, KeyError):
        return None
    return action if _said(action) == data else None


def _said(action: Action) -> str:
    return ":".join(
        [_CODE_OF[type(action)], *(written(getattr(action, each.name)) for each in fields(action))]
    )
