"""Is a digest due, are these quiet hours, and what goes in, in what order. The local day decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from model import Story
from people import Chat, How, Slot, Subscription

LATE = timedelta(hours=12)  # a digest missed by more is skipped: the next one is nearer


@dataclass(frozen=True, slots=True)
class Due:
    """A digest to make: of this local day, from subscriptions of these kinds."""

    day: date
    hows: tuple[How, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a digest that one subscription wanted."""

    query: str
    stories: tuple[Story, ...]


def slot(zone: str, at: time, now: datetime) -> Slot | None:
    """The last digest hour of a zone, if it came less than twelve hours ago.

    An hour that the change to summer time skips counts as the hour after it; one that comes twice, as its
    first coming.
    """
    there = zone_of(zone)
    today = now.astimezone(there).date()
    for day in (today, today - timedelta(days=1)):
        moment = datetime.combine(day, at, there).astimezone(UTC)
        if moment <= now:
            return Slot(zone, at, day, moment) if now - moment < LATE else None
    return None


def due(chat: Chat, now: datetime) -> Due | None:
    """The digest that the chat should get now, if any: at most one a local day, whatever the clocks do."""
    come = slot(chat.zone, chat.digest_at, now)
    if come is None or (chat.created is not None and come.moment < chat.created):
        return None
    # A chat that went west may be a day ahead; further ahead only a wrong clock has been.
    if chat.digested_on is not None and come.day <= chat.digested_on <= come.day + timedelta(days=1):
        return None
    hows = _hows(chat, come.day)
    return Due(come.day, hows) if hows else None


def zone_of(name: str) -> tzinfo:
    """The zone of that name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return UTC


def _hows(chat: Chat, day: date) -> tuple[How, ...]:
    daily = (How.DAILY,) if day.weekday() in chat.digest_days else ()
    weekly = (How.WEEKLY,) if day.weekday() == chat.weekly_day else ()
    return daily + weekly


def is_quiet(chat: Chat, now: datetime) -> bool:
    """Whether the chat's quiet hours are on; they may run over midnight."""
    if chat.quiet_from is None or chat.quiet_to is None or chat.quiet_from == chat.quiet_to:
        return False
    local = now.astimezone(zone_of(chat.zone)).time()
    if chat.quiet_from < chat.quiet_to:
        return chat.quiet_from <= local < chat.quiet_to
    return local >= chat.quiet_from or local < chat.quiet_to


def sections(items: Sequence[tuple[Subscription, Story]]) -> tuple[Section, ...]:
    """What goes in: a section a subscription, oldest subscription first; each story once.

    Inside a section the story that most outlets tell stands first, then the newer one.
    """
    wanted: dict[int, tuple[str, list[Story]]] = {}
    seen: set[int] = set()
    for subscription, story in sorted(items, key=lambda item: item[0].id):
        if story.id not in seen:
            seen.add(story.id)
            wanted.setdefault(subscription.id, (subscription.query, []))[1].append(story)
    return tuple(Section(query, tuple(sorted(told, key=_weight))) for query, told in wanted.values())


def _weight(story: Story) -> tuple[int, float, int]:
    return (-len({telling.outlet for telling in story.tellings}), -story.first_at.timestamp(), story.id)
