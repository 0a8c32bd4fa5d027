"""JSON Feed 1.0 and 1.1 -> entries."""

import json
import re
from datetime import datetime
from html import escape
from typing import Any

from feeds import stamps
from feeds.markup import plain
from feeds.parsed import Parsed
from feeds.unreadable import Unreadable
from feeds.xmlfeed import TITLE, first_words, guid, web_address
from model import Entry

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")


def read(document: str, base_url: str, zone: str) -> Parsed | Unreadable:
    """The entries of a JSON Feed, in its order. Dates without a zone are in `zone`."""
    try:
        feed = json.loads(document)
    except RecursionError:
        return Unreadable("too-deep", "JSON nested too deeply")
    except ValueError as error:
        return Unreadable("broken", f"JSON: {error}"[:200])
    if not isinstance(feed, dict) or not _VERSION.match(_text(feed, "version")):
        return Unreadable("not-a-feed", "JSON, but not a JSON Feed")
    items = feed.get("items")
    if not isinstance(items, list):
        return Unreadable("broken", "a JSON Feed without items")
    language = _text(feed, "language")
    entries = tuple(_entry(item, base_url, language, zone) for item in items if isinstance(item, dict))
    hubs = feed.get("hubs")
    hub = (
        next((_text(one, "url") for one in hubs if isinstance(one, dict)), "")
        if isinstance(hubs, list)
        else ""
    )
    title = plain(_text(feed, "title"))[:TITLE]
    topic = web_address("", _text(feed, "feed_url"))
    return Parsed(entries, title, hub=web_address("", hub), topic=topic, listed=len(entries))


def _entry(item: dict[str, Any], base_url: str, language: str, zone: str) -> Entry:
    text = _text(item, "content_text") or _text(item, "summary")
    html = _text(item, "content_html") or escape(text, quote=False)
    title = plain(_text(item, "title"))[:TITLE].strip() or first_words(html)
    own = item.get("id")
    identity = str(own) if isinstance(own, str | int | float) else ""
    url = web_address(base_url, _text(item, "url") or _text(item, "external_url"))
    return Entry(
        guid=guid(identity, url, title, html),
        url=url or web_address("", identity),
        title=title,
        html=html,
        published=_date(item, "date_published", zone) or _date(item, "date_modified", zone),
        updated=_date(item, "date_modified", zone),
        image=web_address(base_url, _text(item, "image") or _text(item, "banner_image")),
        language=(_text(item, "language") or language).partition("-")[0].lower()[:3],
    )


def _text(thing: dict[str, Any], name: str) -> str:
    value = thing.get(name)
    return value if isinstance(value, str) else ""


def _date(item: dict[str, Any], name: str, zone: str) -> datetime | None:
    text = _text(item, name)
    return stamps.parse(text, zone) if text else None
