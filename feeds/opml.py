"""Lists of feeds as other readers write them: OPML in and out.

A list comes from a stranger, so it is read by expat with limits, and a document that defines entities is
refused: no list needs them.
"""

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import quoteattr

from feeds.links import canonical
from feeds.markup import tame
from feeds.unreadable import Unreadable
from model import Source, SourceKind

LARGEST = 4 * 1024 * 1024  # bytes
MOST = 10_000  # feeds
_DEPTH = 64
_ATTRIBUTES = 50
_NAME = 200  # characters
_KEY = re.compile(r"[^a-z0-9]+")
_CHANNEL = re.compile(r"https?://(?:www\.)?t\.me/(?:s/)?(\w{4,32})/?", re.IGNORECASE)


class _RefusedError(Exception):
    """Reading stops: the message is the code, the second argument the detail."""


def read(text: bytes, *, largest: int = LARGEST, most: int = MOST) -> tuple[Source, ...] | Unreadable:
    """The feeds of an OPML list, in its order, each once; public Telegram channels are recognised.

    Outlines without a web address are left out. Codes: empty, too-large, too-many, too-deep, entities,
    broken (no XML), not-opml.
    """
    if not text.strip():
        return Unreadable("empty", "the list is empty")
    if len(text) > largest:
        return Unreadable("too-large", f"more than {largest} bytes")
    reading = _Reading(most)
    try:
        reading.read(text)
    except _RefusedError as refused:
        code, detail = refused.args
        return Unreadable(code, detail)
    except (ExpatError, ValueError, LookupError) as error:  # the last two: encodings nobody knows
        return Unreadable("broken", f"XML: {error}"[:200])
    return tuple(reading.found.values())


def write(sources: Iterable[Source], title: str = "Chapar") -> str:
    """The sources as an OPML 2.0 document. Those that are no feeds become links, which `read` skips."""
    lines = (_outline(source) for source in sources)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<opml version="2.0">\n  <head><title>{quoteattr(_line(title))[1:-1]}</title></head>\n  <body>\n'
        f"{''.join(lines)}  </body>\n</opml>\n"
    )


def key_of(url: str) -> str:
    """A short name for the source at `url`: its host and a mark of the whole, always the same."""
    host = _KEY.sub("-", (urlsplit(url).hostname or "").removeprefix("www.")).strip("-")[:40]
    return f"{host or 'feed'}-{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}"


class _Reading:
    """One pass of expat over a list."""

    def __init__(self, most: int) -> None:
        self.found: dict[str, Source] = {}  # by address
        self._most = most
        self._depth = 0

    def read(self, text: bytes) -> None:
        expat = ParserCreate()
        expat.StartElementHandler = self._start
        expat.EndElementHandler = self._end
        expat.EntityDeclHandler = self._entity
        expat.Parse(text, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name.lower() != "opml":
            raise _RefusedError("not-opml", f"the document is <{name[:40]}>, not <opml>")
        if self._depth > _DEPTH or len(attributes) > _ATTRIBUTES:
            raise _RefusedError("too-deep", "outlines nested too deeply")
        if name.lower() == "outline":
            self._add({name.lower(): value for name, value in attributes.items()})

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _entity(self, *_: object) -> None:
        raise _RefusedError("entities", "the list defines entities")

    def _add(self, said: dict[str, str]) -> None:
        source = _source(said)
        if source is None:
            return
        self.found.setdefault(source.url, source)
        if len(self.found) > self._most:
            raise _RefusedError("too-many", f"more than {self._most} feeds")


def _source(said: dict[str, str]) -> Source | None:
    address = re.sub(r"^feed:(?://)?(?=https?:)", "", said.get("xmlurl", "").strip(), flags=re.IGNORECASE)
    url = re.sub(r"^feed://", "http://", address, flags=re.IGNORECASE)
    if not canonical(url) or len(url) > 2048:
        return None
    channel = _CHANNEL.fullmatch(url)
    if channel:
        url = f"https://t.me/s/{channel[1]}"
    home = said.get("htmlurl", "").strip()
    language = re.match(r"[a-z]{2,3}", said.get("language", "").lower())
    return Source(
        key=key_of(url),
        name=_line(said.get("title") or said.get("text") or "") or urlsplit(url).hostname or url,
        kind=SourceKind.CHANNEL if channel else SourceKind.FEED,
        url=url,
        homepage=home if canonical(home) else "",
        languages=(language[0],) if language else (),
    )


def _line(text: str) -> str:
    return tame(text)[:_NAME].strip()


def _outline(source: Source) -> str:
    is_feed = source.kind in {SourceKind.FEED, SourceKind.CHANNEL}
    said = {
        "type": "rss" if is_feed else "link",
        "text": _line(source.name),
        "title": _line(source.name),
        "xmlUrl" if is_feed else "url": source.url,
        "htmlUrl": source.homepage,
        "language": source.languages[0] if source.languages else "",
    }
    attributes = " ".join(f"{name}={quoteattr(tame(value))}" for name, value in said.items() if value)
    return f"    <outline {attributes}/>\n"
