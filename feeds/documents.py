"""Bytes of a feed -> entries. Whatever arrives ends in entries or in one clear reason. Pure.

Runs in the child processes of feeds/parse.py, so it imports nothing that it does not need.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from feeds import jsonfeed, xmlfeed
from feeds.charsets import text_of
from feeds.discovery import feeds_of
from feeds.links import canonical
from feeds.parsed import NotAFeed, Parsed, to_json
from feeds.prescan import TrapError, feed_in, scan, without_controls
from feeds.teaser import teaser_text
from feeds.unreadable import Unreadable
from model import Entry

MOST = 500  # entries of one document
HTML = 200_000  # characters of one entry; longer ones are cut
_ALL_HTML = 4_000_000  # characters of one document's entries: they are read back while people wait
_BLANK = "\ufeff " + "".join(map(chr, range(32)))  # before a document
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def answer(question: bytes) -> bytes:
    """The child's side of `Parser.read`: the entries with words in place of HTML, addresses canonical."""
    said, _, body = question.partition(b"\n")
    outcome = entries(body, *json.loads(said))
    if isinstance(outcome, Parsed):
        outcome = replace(outcome, entries=tuple(_in_words(entry) for entry in outcome.entries))
    return to_json(outcome)


def _in_words(entry: Entry) -> Entry:
    return replace(entry, html="", text=teaser_text(entry.html), url=canonical(entry.url))


def entries(
    body: bytes,
    content_type: str,
    charset: str,
    base_url: str,
    zone: str = "UTC",
    known: Collection[str] = (),
) -> Parsed | Unreadable:
    """The entries a document lists, in its order; the newest 500. Never raises.

    `charset` is what the header said, `base_url` where the document was found, `zone` for dates without one.
    Items whose digest is `known` (`Parsed.items` of an earlier reading) are left out.
    Codes: empty, not-a-feed, broken, too-deep, too-many-attributes, too-many-elements, entities, too-costly.
    """
    try:
        outcome = _read(body, content_type, charset, base_url, zone, frozenset(known))
    except TrapError as trap:
        return Unreadable(str(trap), "the document is built to hurt a parser")
    except (MemoryError, RecursionError) as error:
        return Unreadable("too-costly", type(error).__name__)
    except Exception as error:  # noqa: BLE001  feedparser raises in 0.9 % of mutated documents, in any way
        return Unreadable("broken", f"{type(error).__name__}: {error}"[:200])
    return _bounded(outcome) if isinstance(outcome, Parsed) else outcome


def _read(
    body: bytes, content_type: str, charset: str, base_url: str, zone: str, known: frozenset[str]
) -> Parsed | Unreadable:
    start = text_of(body, charset).lstrip(_BLANK)
    if not start:
        return Unreadable("empty", "nothing was sent")
    if start[0] in "{[":
        return jsonfeed.read(without_controls(start), base_url, zone)
    feed = feed_in(start)
    if not feed:
        what = content_type or "no type"
        return NotAFeed(
            "not-a-feed", f"neither RSS nor Atom nor JSON Feed ({what})", feeds_of(start, base_url)
        )
    scanned = scan(feed, known)
    parsed = xmlfeed.read(scanned.document, base_url, zone)
    if scanned.problem and not parsed.entries:
        return Unreadable("broken", f"XML: {scanned.problem}")
    return replace(parsed, items=scanned.items, listed=max(len(scanned.items), len(parsed.entries)))


def _bounded(parsed: Parsed) -> Parsed:
    """The newest entries, still in the feed's order, with as much HTML as we are willing to carry."""
    found, left = [], _ALL_HTML
    for entry in _newest(parsed.entries):
        html = entry.html[: min(HTML, left)]
        left -= len(html)
        found.append(entry if html is entry.html else replace(entry, html=html))
    return replace(parsed, entries=tuple(found))


def _newest(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if len(found) <= MOST:
        return found
    by_date = sorted(range(len(found)), key=lambda place: found[place].published or _LONG_AGO, reverse=True)
    return tuple(found[place] for place in sorted(by_date[:MOST]))
