"""Outlets without a feed: a listing page and its CSS selectors, or a JSON list and its keys -> entries."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feeds import dates
from feeds.article import teaser_text
from feeds.links import absolute, canonical
from feeds.markup import decode, parse, plain, words
from feeds.unreadable import Unreadable
from model import Entry, JsonRules, PageRules, Source

MOST = 200  # entries of one list
TITLE = 1_024  # characters
_SLOT = re.compile(r"{(\w+)}")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")]+)")
_MARKUP = re.compile(r"<[a-z/][^>]*>|&[a-z#]\w*;", re.IGNORECASE)
_TIMESTAMP = re.compile(r"\d{10}(\d{3})?")  # seconds or milliseconds of the Unix clock


# ---------------------------------------------------------------- pages


def listing(source: Source, body: bytes, charset: str, now: datetime) -> tuple[Entry, ...] | Unreadable:
    """The entries that a listing page shows, in its order, each address once.

    `charset` is what the header said; `now` is needed for dates such as "today, 14:30". Codes: no-rules,
    empty, no-items (no element matches), no-links (they match, but none leads to an article).
    """
    if source.page is None:
        return Unreadable("no-rules", "the catalogue does not say how to read this page")
    if not body.strip():
        return Unreadable("empty", "nothing was sent")
    document = parse(decode(body, charset))
    items = document.css(source.page.item)
    if not items:
        return Unreadable("no-items", f"nothing on the page matches {source.page.item}")
    card = _Cards(source, source.page, _base(document, source.url), now)
    found: dict[str, Entry] = {}
    for item in items:
        entry = card.entry(item)
        if entry is not None:
            found.setdefault(entry.url, entry)
    if not found:
        return Unreadable(
            "no-links", f"{len(items)} elements match {source.page.item}, none links to an article"
        )
    return tuple(found.values())[:MOST]


def _base(document: LexborHTMLParser, url: str) -> str:
    base = document.css_first("base[href]")
    return (absolute(url, base.attributes.get("href") or "") if base else "") or url


class _Cards:
    """How the cards of one page are read."""

    def __init__(self, source: Source, rules: PageRules, base: str, now: datetime) -> None:
        self.source = source
        self.rules = rules
        self.base = base
        self.now = now

    def entry(self, item: LexborNode) -> Entry | None:
        """The card as an entry; None when it lacks an address or a title."""
        link = item.css_first(self.rules.link)
        url = absolute(self.base, (link.attributes.get("href") or "") if link else "")
        named = item.css_first(self.rules.title) if self.rules.title else link
        moment, title = dates.leading(words(named), self.source.zone, self.now)
        if not url or not title or url == canonical(self.source.url):
            return None
        lead = words(item.css_first(self.rules.lead)) if self.rules.lead else ""
        return Entry(
            guid=url,
            url=url,
            title=title[:TITLE],
            html=f"<p>{escape(lead, quote=False)}</p>" if lead else "",
            published=self._date(item) or moment,
            image=self._image(item),
        )

    def _date(self, item: LexborNode) -> datetime | None:
        node = item.css_first(self.rules.date or "time")
        if node is None:
            return None
        said = (node.attributes.get("datetime") or "", words(node))
        found = (dates.parse(text, self.source.zone, self.now) for text in said if text)
        return next(filter(None, found), None)

    def _image(self, item: LexborNode) -> str:
        node = item.css_first(self.rules.image or "img")
        if node is None:
            return ""
        said = node.attributes
        styled = _BACKGROUND.search(said.get("style") or "")
        named = (
            said.get("data-src"),
            said.get("data-original"),
            said.get("src"),
            styled[1] if styled else "",
        )
        found = (absolute(self.base, name) for name in named if name and not name.startswith("data:"))
        return next(filter(None, found), "")


# ---------------------------------------------------------------- lists behind an API


def items(source: Source, body: bytes) -> tuple[Entry, ...] | Unreadable:
    """The entries of a JSON list, in its order. Codes: no-rules, broken, no-items."""
    rules = source.json
    if rules is None:
        return Unreadable("no-rules", "the catalogue does not say how to read this list")
    try:
        document = json.loads(decode(body, "utf-8"))
    except (ValueError, RecursionError) as error:
        return Unreadable("broken", f"JSON: {error}"[:200])
    rows = _at(document, rules.items)
    if not isinstance(rows, list):
        return Unreadable("no-items", f"the answer has no list at {rules.items!r}")
    found = {entry.guid: entry for entry in _entries(source, rules, rows)}
    if rows and not found:
        return Unreadable(
            "no-items", f"none of {len(rows)} items has {rules.guid}, {rules.title} and an address"
        )
    return tuple(found.values())


def item_text(source: Source, body: bytes) -> str:
    """The text of one item's own answer, one paragraph a line; "" when there is none."""
    if source.json is None:
        return ""
    try:
        document = json.loads(decode(body, "utf-8"))
    except (ValueError, RecursionError):
        return ""
    return teaser_text(_text(document, source.json.item_body))


def _entries(source: Source, rules: JsonRules, rows: list[Any]) -> Iterator[Entry]:
    for row in rows[:MOST]:
        guid, title = _text(row, rules.guid), plain(_text(row, rules.title))
        url = canonical(_filled(rules.page_url, row))
        if not guid or not title or not url:
            continue
        lead = _text(row, rules.lead)
        yield Entry(
            guid=guid,
            url=url,
            title=title[:TITLE],
            html=lead if _MARKUP.search(lead) else escape(lead, quote=False),
            published=_moment(_text(row, rules.date), source.zone),
            image=absolute(source.url, _text(row, rules.image)) if _text(row, rules.image) else "",
        )


def _at(thing: Any, path: str) -> Any:  # noqa: ANN401  JSON is anything
    """What stands at a dotted path: names of keys, numbers of places in lists; None if nothing does."""
    for name in filter(None, path.split(".")):
        if isinstance(thing, dict):
            thing = thing.get(name)
        elif isinstance(thing, list) and name.isdigit() and int(name) < len(thing):
            thing = thing[int(name)]
        else:
            return None
    return thing


def _text(thing: Any, path: str) -> str:  # noqa: ANN401  JSON is anything
    value = _at(thing, path) if path else None
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _filled(template: str, row: Any) -> str:  # noqa: ANN401  JSON is anything
    """The template with the item's own values; "" when the item lacks one."""
    values = {name: _text(row, name) for name in _SLOT.findall(template)}
    return _SLOT.sub(lambda slot: quote(values[slot[1]], safe=""), template) if all(values.values()) else ""


def _moment(said: str, zone: str) -> datetime | None:
    stamp = _TIMESTAMP.fullmatch(said)
    if stamp:
        return datetime.fromtimestamp(int(said) / (1000 if stamp[1] else 1), UTC)
    return dates.parse(said, zone, datetime.now(UTC)) if said else None
