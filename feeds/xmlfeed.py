"""RSS, RDF, Atom and CDF -> entries, by feedparser with its two quadratic habits switched off."""

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urljoin

import feedparser
from feedparser import api, mixin, urls

from feeds import plainrss, stamps
from feeds.links import is_plain
from feeds.markup import plain, tame
from feeds.parsed import Parsed
from feeds.timing import Hints
from model import Entry

TITLE = 1_024  # characters
_FIRST_WORDS = 140  # characters of a text that stand for a title it does not have
_HEAD = 65_536  # characters in which a channel speaks of itself
_GUID = 512
_HTML = {"text/html", "application/xhtml+xml"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

api.PREFERRED_XML_PARSERS.insert(0, "feeds.expat")
# An id is a name: resolved like an address it would change with the feed's own.
mixin._FeedParserMixin.can_be_relative_uri -= {"id"}  # noqa: SLF001
# Nobody asks for authors, and its pattern for their e-mail needs time in the square of the text.
mixin._FeedParserMixin._sync_author_detail = lambda *_: None  # noqa: SLF001


@lru_cache(256)
def _resolved(base: str, href: str) -> str:
    return str(urls.make_safe_absolute_uri(base, href))


def _base_of(base: str, href: str | None = None) -> str:
    """The base of an element. Asked for each, nearly always with the same: a seventh of the whole parse."""
    if href is None or len(base) + len(href) > _GUID:
        return str(urls.make_safe_absolute_uri(base, href))
    return _resolved(base, href)


mixin.make_safe_absolute_uri = _base_of

Said = Mapping[str, Any]  # feedparser's dictionary, asked with dict.get: its own warns about old names


def read(document: str, base_url: str, zone: str) -> Parsed:
    """The entries of an XML feed, in its order. `zone` (an IANA name) is for dates without one.

    Raises:
        Exception: feedparser can raise anything for a document that is broken enough.
    """
    try:
        feed, items = plainrss.read(document, base_url)
    except (plainrss.UnusualError, SyntaxError):  # the latter: not well-formed
        feed, items = _by_feedparser(document, base_url)
    language = _language(dict.get(feed, "language"))
    entries = tuple(_entry(said, base_url, language, zone) for said in items)
    return Parsed(
        entries, _title(feed), _hints(feed, document[:_HEAD]), _linked(feed, "hub"), _linked(feed, "self")
    )


def _by_feedparser(document: str, base_url: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base_url}
    found = feedparser.parse(
        io.BytesIO(document.encode("utf-8", "ignore")),  # bytes alone would be tried as the name of a file
        response_headers=headers, sanitize_html=False, resolve_relative_uris=False,
    )  # fmt: skip
    return found["feed"], found["entries"]


def _entry(said: Said, base_url: str, language: str, zone: str) -> Entry:
    html = _html(said)
    title = _title(said) or first_words(html)
    published = _date(said, "published", zone) or _date(said, "created", zone)
    updated = _date(said, "updated", zone)
    url = _link(said, base_url)
    own = _text(said, "id")
    return Entry(
        guid=guid(web_address(base_url, own) if own.startswith("/") else own, url, title, html),
        url=url,
        title=title,
        html=html,
        published=published or updated,
        updated=updated,
        image=_image(said, base_url),
        language=_language(_detail(said, "title").get("language")) or language,
    )


def guid(own: str, url: str, title: str, html: str) -> str:
    """What makes an entry itself: its own id, else its address, else its words. Never longer than 512."""
    name = own.strip() or url
    if name and len(name) <= _GUID:
        return name
    return "hash:" + hashlib.sha256((name or f"{title}\n{html}").encode("utf-8", "replace")).hexdigest()


def first_words(html: str) -> str:
    """The beginning of a text, to stand where a title is missing; cut between words."""
    words = plain(html[:4096])
    if len(words) <= _FIRST_WORDS:
        return words
    return words[: _FIRST_WORDS + 1].rpartition(" ")[0][:_FIRST_WORDS] + "…"


def web_address(base_url: str, href: str) -> str:
    """`href` made absolute, "" if it is empty or no http(s) address."""
    if is_plain(href):
        return href
    href = re.sub(r"[\x00-\x1f\x7f]", "", href).strip()
    try:
        url = urljoin(base_url, href)
    except ValueError:
        return ""
    return url if href and url.lower().startswith(("http://", "https://")) else ""


def _text(said: Said, name: str) -> str:
    value = dict.get(said, name)  # type: ignore[call-overload]
    return value if isinstance(value, str) else ""


def _detail(said: Said, name: str) -> Said:
    value = dict.get(said, f"{name}_detail")  # type: ignore[call-overload]
    return value if isinstance(value, dict) else {}


def _title(said: Said) -> str:
    title = _text(said, "title")
    is_html = _detail(said, "title").get("type") in _HTML
    return (plain(title) if is_html else tame(title))[:TITLE].strip()


def _html(said: Said) -> str:
    contents = dict.get(said, "content") or ()  # type: ignore[call-overload]
    parts = [
        part for part in (*contents, _detail(said, "summary")) if isinstance(part, dict) and part.get("value")
    ]
    if not parts:
        return _text(said, "summary")
    longest = max(parts, key=lambda part: len(part["value"]))
    value = str(longest["value"])
    return escape(value, quote=False) if longest.get("type") == "text/plain" else value


def _link(said: Said, base_url: str) -> str:
    """The entry's page: of its links the one that is no enclosure, else its id if that is an address."""
    own, link = _text(said, "feedburner_origlink"), _text(said, "link")
    others = [str(one.get("href") or "") for one in _dicts(said, "links") if one.get("rel") == "alternate"]
    named = (own, *((link, *others) if link in others else (*others, link)))
    found = (web_address(base_url, name) for name in named)
    return next(filter(None, found), web_address("", _text(said, "id")))


def _image(said: Said, base_url: str) -> str:
    media = [item.get("url") for item in _dicts(said, "media_content") if _shows_image(item)]
    thumbnails = [item.get("url") for item in _dicts(said, "media_thumbnail")]
    enclosed = [
        item.get("href") or item.get("url")
        for item in _dicts(said, "links")
        if item.get("rel") == "enclosure" and _shows_image(item)
    ]
    own = dict.get(said, "image")  # type: ignore[call-overload]
    named = [own.get("href")] if isinstance(own, dict) else []
    found = (web_address(base_url, str(url)) for url in (*media, *enclosed, *thumbnails, *named) if url)
    return next(filter(None, found), "")


def _shows_image(item: Said) -> bool:
    if item.get("medium") == "image" or str(item.get("type", "")).startswith("image/"):
        return True
    return (
        re.search(r"\.(?:jpe?g|png|webp|gif)$", str(item.get("url") or item.get("href") or ""), re.IGNORECASE)
        is not None
    )


def _dicts(said: Said, name: str) -> Iterable[Said]:
    values = dict.get(said, name)  # type: ignore[call-overload]
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _date(said: Said, name: str, zone: str) -> datetime | None:
    text = _text(said, name)
    return stamps.parse(text, zone) if text else None


def _language(code: object) -> str:
    """Two or three letters of a language tag, in lower case; "" if there are none."""
    found = re.match(r"([a-z]{2,3})(?:[-_]|$)", code.strip().lower()) if isinstance(code, str) else None
    return found[1] if found else ""


def _hints(feed: Said, head: str) -> Hints:
    minutes = _text(feed, "ttl").strip()
    hours = re.search(r"<skipHours>(.*?)</skipHours>", head, re.DOTALL)
    days = re.search(r"<skipDays>(.*?)</skipDays>", head, re.DOTALL)
    named = re.findall(r"[a-z]+", re.sub(r"<[^>]*>", " ", days[1].lower())) if days else []
    return Hints(
        ttl_seconds=float(minutes[:6]) * 60 if re.fullmatch(r"\d+", minutes) else None,
        skip_hours=tuple(sorted({int(hour) % 24 for hour in re.findall(r"\d{1,2}", hours[1])}))
        if hours
        else (),
        skip_days=tuple(sorted({_DAYS.index(day) for day in named if day in _DAYS})),
    )


def _linked(feed: Said, name: str) -> str:
    """Where the feed's first link of that relation leads, "" for nowhere."""
    named = [str(link.get("href", "")) for link in _dicts(feed, "links") if link.get("rel") == name]
    return next(filter(None, (web_address("", href) for href in named)), "")
