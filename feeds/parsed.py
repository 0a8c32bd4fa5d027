"""What a feed document said, and its way through a pipe."""

import json
from dataclasses import dataclass
from datetime import datetime

from feeds.timing import SILENT, Hints
from feeds.unreadable import Unreadable
from model import Entry


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed, read: at most 500 entries, newest first, those without a date last, in the feed's order."""

    entries: tuple[Entry, ...]
    title: str = ""
    hints: Hints = SILENT  # ttl_seconds, skip_hours, skip_days
    hub: str = ""  # WebSub: who tells at once of what is new
    topic: str = ""  # what the hub calls this feed, "" for its address
    items: tuple[str, ...] = ()  # digests of what it lists, for leaving out next time what is known
    listed: int = 0  # how many it lists, with those left out


@dataclass(frozen=True, slots=True)
class NotAFeed(Unreadable):
    """An HTML page where a feed was expected. `feeds` are those it announces: (address, title)."""

    feeds: tuple[tuple[str, str], ...] = ()


def to_json(outcome: Parsed | Unreadable) -> bytes:
    """The outcome as JSON, not as a pickle: what comes out of the sandbox is data and never code."""
    match outcome:
        case Parsed(entries, title, hints, hub, topic, items, listed):
            rows = [_entry_list(entry) for entry in entries]
            said: object = ["feed", rows, title, _hints_list(hints), hub, topic, items, listed]
        case NotAFeed(code, detail, feeds):
            said = ["page", code, detail, feeds]
        case Unreadable(code, detail):
            said = ["unreadable", code, detail]
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")


def from_json(data: bytes) -> Parsed | Unreadable:
    """What `to_json` wrote."""
    match json.loads(data):
        case ["feed", entries, title, [fresh, ttl, hours, days], hub, topic, items, listed]:
            hints = Hints(fresh, ttl, tuple(hours), tuple(days))
            read = tuple(_entry(*entry) for entry in entries)
            return Parsed(read, title, hints, hub, topic, tuple(items), listed)
        case ["page", code, detail, feeds]:
            return NotAFeed(code, detail, tuple((url, title) for url, title in feeds))
        case [_, code, detail]:
            return Unreadable(code, detail)
        case _:
            return Unreadable("broken", "the parser answered nonsense")


def _entry_list(entry: Entry) -> list[object]:
    dates = [moment.isoformat() if moment else None for moment in (entry.published, entry.updated)]
    return [entry.guid, entry.url, entry.title, entry.html, *dates, entry.image, entry.language, entry.text]


def _hints_list(hints: Hints) -> list[object]:
    return [hints.fresh_seconds, hints.ttl_seconds, hints.skip_hours, hints.skip_days]


def _entry(
    guid: str, url: str, title: str, html: str, published: str | None, updated: str | None, *rest: str
) -> Entry:
    dates = [datetime.fromisoformat(moment) if moment else None for moment in (published, updated)]
    return Entry(guid, url, title, html, *dates, *rest)  # type: ignore[arg-type]
