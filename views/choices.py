"""What a person chooses in menus, as actions: subscriptions, settings, the first steps."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from people import How, Layout

Places = tuple[int, ...]  # places in an offered list, 0-59, ascending


class Page(StrEnum):
    """The menus that one button opens."""

    SETTINGS = "settings"
    LANGUAGE = "language"
    QUIET = "quiet"
    DIGEST = "digest"
    RICH = "rich"  # the sample that shows whether this client can read rich messages
    HELP = "help"
    QUERIES = "queries"  # the query language in ten lines
    SUBSCRIPTIONS = "subs"
    TOPICS = "topics"
    OWN_SOURCES = "own"
    CHANNELS = "channels"
    START = "start"
    DELETE = "delete"


# ---------------------------------------------------------------- subscriptions


@dataclass(frozen=True, slots=True)
class SubscriptionMenu:
    """Show one subscription."""

    subscription_id: int


@dataclass(frozen=True, slots=True)
class PauseSubscription:
    """Stop it until resumed."""

    subscription_id: int


@dataclass(frozen=True, slots=True)
class ResumeSubscription:
    """Go on."""

    subscription_id: int


@dataclass(frozen=True, slots=True)
class SetHow:
    """Change when its stories come."""

    subscription_id: int
    how: How


@dataclass(frozen=True, slots=True)
class RemoveSubscription:
    """Remove it; asked again unless sure."""

    subscription_id: int
    sure: bool


@dataclass(frozen=True, slots=True)
class StopAll:
    """Pause everything."""


@dataclass(frozen=True, slots=True)
class ResumeAll:
    """Undo /stop."""


# ---------------------------------------------------------------- settings


@dataclass(frozen=True, slots=True)
class Menu:
    """Open a menu in the place of the message."""

    page: Page


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak this language from now on."""

    code: str


@dataclass(frozen=True, slots=True)
class Zones:
    """A page of the cities to choose a zone from."""

    page: int


@dataclass(frozen=True, slots=True)
class SetZone:
    """Live in this zone (an IANA name)."""

    name: str


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Quiet hours, local; None and None switch them off."""

    start: time | None
    end: time | None


@dataclass(frozen=True, slots=True)
class SetPictures:
    """Pictures on or off."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetLayout:
    """Rich or plain messages."""

    layout: Layout


@dataclass(frozen=True, slots=True)
class DigestNow:
    """The digest at once."""


@dataclass(frozen=True, slots=True)
class SetDigestHour:
    """The digest's hour, local."""

    hour: int


@dataclass(frozen=True, slots=True)
class ToggleDigestDay:
    """The daily digest on this weekday or not; Monday is 0."""

    day: int


@dataclass(frozen=True, slots=True)
class SetWeeklyDay:
    """The weekly digest's weekday; Monday is 0."""

    day: int


@dataclass(frozen=True, slots=True)
class SetDigestHow:
    """Every subscription that comes in a digest comes in this one."""

    how: How


@dataclass(frozen=True, slots=True)
class DeleteMe:
    """Erase everything about the chat; asked again unless sure."""

    sure: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """Nothing: a button that only shows something."""


# -------------------------------------------------------------- channels: named by their id without its sign


@dataclass(frozen=True, slots=True)
class ChannelMenu:
    """Show a channel that the person looks after."""

    channel: int


@dataclass(frozen=True, slots=True)
class PostThere:
    """Post what this subscription, the person's or the channel's, brings in the channel, or no more."""

    channel: int
    subscription_id: int


@dataclass(frozen=True, slots=True)
class SetLikeMine:
    """Serve the channel as the person is served: language, zone, digest, quiet hours, pictures."""

    channel: int


@dataclass(frozen=True, slots=True)
class Unlink:
    """Post nothing more in the channel and leave it; asked again unless sure."""

    channel: int
    sure: bool


# ---------------------------------------------------------------- the first steps


@dataclass(frozen=True, slots=True)
class StartCountries:
    """Show the countries, these chosen. The language is the chat's from now on."""

    language: str
    countries: Places = ()


@dataclass(frozen=True, slots=True)
class StartSectors:
    """Show the sectors, these chosen; no countries means all."""

    language: str
    countries: Places
    sectors: Places = ()


@dataclass(frozen=True, slots=True)
class StartOften:
    """Ask how often; no sectors means all."""

    language: str
    countries: Places
    sectors: Places


@dataclass(frozen=True, slots=True)
class StartDone:
    """Subscribe to what was chosen (menus.start_query says to what) and show the latest three."""

    language: str
    countries: Places
    sectors: Places
    how: How


# ---------------------------------------------------------------- sources of one's own, and what operators do


@dataclass(frozen=True, slots=True)
class AddSource:
    """Read the source whose preview was shown; the question with its address is kept under this id."""

    question_id: int


@dataclass(frozen=True, slots=True)
class RemoveSource:
    """Read this source of the chat's own no more; asked again unless sure."""

    key: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Export:
    """The answers to a kept question as a file of this form: xlsx or csv."""

    question_id: int
    form: str


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Send the text that was previewed to everybody; it is kept under this id."""

    document_id: int
