"""Is a digest due, are these quiet hours, and what goes in, in what order. The local day decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from model import Story
from people import Chat, How, Subscription

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


def due(chat: Chat, now: datetime) -> Due | None:
    """The digest that the chat should get now, if any: at most one a local day, whatever the clocks do.

    An hour that the change to summer time skips counts as the hour after it; one that comes twice, as its
    first coming.
    """
    local = now.astimezone(ZoneInfo(chat.zone))
    for day in (local.date(), local.date() - timedelta(days=1)):
        if chat.digested_on is not None and chat.digested_on >= day:
            return None
        slot = datetime.combine(day, chat.digest_at, ZoneInfo(chat.zone)).astimezone(UTC)
        if chat.created is not None and slot < chat.created:
            return None
        if slot <= now:
            hows = _hows(chat, day)
            return Due(day, hows) if hows and now - slot < LATE else None
    return None


def _hows(chat: Chat, day: date) -> tuple[How, ...]:
    daily = (How.DAILY,) if day.weekday() in chat.digest_days else ()
    weekly = (How.WEEKLY,) if day.weekday() == chat.weekly_day else ()
    return daily + weekly


def is_quiet(chat: Chat, now: datetime) -> bool:
    """Whether the chat's quiet hours are on; they may run over midnight."""
    if chat.quiet_from is None or chat.quiet_to is None or chat.quiet_from == chat.quiet_to:
        return False
    local = now.astimezone(ZoneInfo(chat.zone)).time()
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
