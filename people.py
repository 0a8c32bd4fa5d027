"""The nouns of people: a Chat, what it subscribed to, what we owe it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from message import Message


class How(StrEnum):
    """When a subscription's stories are sent."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"


class Layout(StrEnum):
    """Which printer a chat's messages go through."""

    PLAIN = "plain"
    RICH = "rich"


CHANNEL = "channel"  # the kind of a chat that many read and nobody answers in (Bot API)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation and how it wants to be served. Hours are local to `zone`."""

    id: int
    kind: str = "private"
    language: str = "en"  # of our words: en, ru, uz, tk
    zone: str = "Asia/Tashkent"
    digest_at: time = time(8, 0)
    digest_days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # of the daily digest; Monday is 0
    weekly_day: int = 0
    quiet_from: time | None = None
    quiet_to: time | None = None
    pictures: bool = True
    layout: Layout = Layout.PLAIN
    rich_offered: bool = False
    paused: bool = False
    digested_on: date | None = None  # the last local day whose digest was made
    thread_id: int | None = None  # forum topic that messages go to
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A saved query and how its stories are delivered. `query` is in canonical form."""

    id: int
    chat_id: int
    query: str
    how: How = How.NOW
    paused: bool = False
    muted_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour of digests that has come: which zone and hour, of which local day, and when that was."""

    zone: str
    at: time
    day: date
    moment: datetime


class Priority(StrEnum):
    """Order of sending between deliveries: pushes before digests (answers never wait in the outbox)."""

    PUSH = "1-push"
    DIGEST = "2-digest"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What we owe a chat: an outbox row. `key` makes owing twice harmless: unique within a chat."""

    id: int
    chat_id: int
    key: str
    message: Message
    priority: Priority
    not_before: datetime
    attempts: int = 0
    story_ids: tuple[int, ...] = ()
    lease: str = ""  # of the claim that took it out of the outbox
    edits: int | None = None  # our earlier message that it takes the place of
