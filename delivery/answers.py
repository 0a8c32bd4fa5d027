"""What Telegram can answer to a message, as values; and which of its errors means which."""

from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from delivery.wire import broke, never_left


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it, under this number in its chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Telegram did not take it, but may later; `seconds` when it said how much later."""

    reason: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ChatGone:
    """The chat has left us, or locked us out: it is written to no more until it greets us again."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotGreeted:
    """This bot has never met the chat (a new token?): what it is owed waits until it greets us."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """The group became a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message as it is: our bug."""

    reason: str


@dataclass(frozen=True, slots=True)
class Pointless:
    """It was not sent, because nobody could see it: a sample of what this server does not know."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Our own code failed before Telegram was asked."""

    reason: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Our lease ran out before it was sent: it is somebody else's now."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The line broke after Telegram may have taken it."""

    reason: str


@dataclass(frozen=True, slots=True)
class TokenRefused:
    """The bot's token is not valid: sending stops, nothing is lost."""


Unsent = (
    RetryAt
    | ChatGone
    | NotGreeted
    | ChatMoved
    | Refused
    | Pointless
    | Broken
    | Overtaken
    | Uncertain
    | TokenRefused
)
Answer = Sent | Unsent
UNSAID = 5.0  # seconds to wait after a 429 that does not say for how long

# Parts of 400 descriptions, lower case, that speak of the chat and not of the message.
_GONE = (
    "chat_write_forbidden",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
    "chat_restricted",
    "bot is not a member",
    "user is deactivated",
    "input user deactivated",
)
_STRANGE = ("chat not found", "user not found", "peer_id_invalid", "can't initiate conversation")
_DONE = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)


def read(error: TelegramError) -> Answer:  # noqa: PLR0911  one line an answer
    """What an error means. Mind the order: BadRequest and TimedOut are NetworkErrors to the library."""
    if isinstance(error.__cause__, TelegramError):
        return RetryAt("not Telegram's answer")  # an error page of something in between
    match error:
        case RetryAfter():
            after = error.retry_after
            return RetryAt("429", after.total_seconds() if isinstance(after, timedelta) else float(after))
        case ChatMigrated():
            return ChatMoved(error.new_chat_id)
        case Forbidden() | BadRequest():
            return _refusal(error)
        case InvalidToken():
            return TokenRefused()
        case TimedOut():
            return RetryAt("timeout") if never_left(error.__cause__) else Uncertain("timeout")
        case _:
            return _network(error)


def _refusal(error: TelegramError) -> Answer:
    words = str(error).lower()
    if any(part in words for part in _STRANGE):
        return NotGreeted(str(error))
    gone = isinstance(error, Forbidden) or any(part in words for part in _GONE)
    return ChatGone(str(error)) if gone else Refused(str(error))


def _network(error: TelegramError) -> Answer:
    cause = error.__cause__
    if never_left(cause):
        return RetryAt("no connection")
    if broke(cause) or "Invalid server response" in str(error):
        return Uncertain(type(cause).__name__ if cause else "unreadable answer")
    if "too many requests" in str(error).lower():
        return RetryAt("429", UNSAID)
    return RetryAt(str(error)[:200])  # 5xx


def is_done(error: BadRequest) -> bool:
    """Whether an edit failed because there is nothing left to edit: as good as done."""
    return any(part in str(error).lower() for part in _DONE)


def is_markup(error: BadRequest) -> bool:
    """Whether Telegram could not read our markup."""
    text = str(error).lower()
    return "can't parse" in text or "rich_message" in text or "unsupported start tag" in text
