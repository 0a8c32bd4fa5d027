"""A cheap look at a document before a costly parser sees it: what it is, and whether it is a trap.

Measured: feed parsers need time in the square of a tag's attributes (204 KB: 5.4 s) and of the depth, 25 s
for 100,000 items, and as long for an HTML page. Expat alone needs hundredths of a second for all of these.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from html.entities import html5
from xml.parsers.expat import ExpatError, ParserCreate

DEPTH = 256
ATTRIBUTES = 200  # of one tag
ELEMENTS = 200_000  # what feedparser reads in three seconds
ITEMS = 1_000  # more are cut out of the middle: newest may stand first or last
_ENTITIES = 300  # the tables of HTML's letters have 252
_ENTITY = 1_024  # characters

_BEFORE_ROOT = re.compile(
    r"\s*(?:<!--.*?-->|<\?.*?>|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"\s*<(?:[\w.-]+:)?([\w-]+)")
_FEED_TAG = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed|channel)[\s>]", re.IGNORECASE)
_FEEDS = {"rss", "rdf", "feed", "channel", "entry"}
_PAGES = {"html", "head", "body"}
_ITEMS = {"item", "entry"}
_HEAD = 4_096  # characters in which a document is declared
_JUNK = 65_536  # characters before the feed that are forgiven: warnings of a server's scripts
_REFERENCE = re.compile(r"&[A-Za-z_]")  # an entity inside an entity: the stuff of bombs
_REFERENCES = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(#[0-9]{1,20}|#[xX][0-9a-fA-F]{1,20}|[A-Za-z]\w{0,31});)?", re.DOTALL
)
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
_NUMBERED = re.compile(r"&#(?:x([0-9a-f]{1,20})|([0-9]{1,20}));?", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Scanned:
    """A feed as the parser should see it, where its XML is broken ("": nowhere), and each item's digest."""

    document: str
    problem: str
    items: tuple[str, ...]


class TrapError(Exception):
    """The document would hurt a parser; the message is a short code."""


def without_controls(text: str) -> str:
    """The text without characters, written or named by number, that neither XML nor UTF-8 allow."""
    text = _CONTROLS.sub("", text)
    return _NUMBERED.sub(_allowed, text) if "&#" in text else text


def _allowed(match: re.Match[str]) -> str:
    try:
        letter = chr(int(match[1], 16) if match[1] else int(match[2]))
    except (ValueError, OverflowError):
        return ""
    return "" if _CONTROLS.match(letter) else match[0]


def with_references(text: str) -> str:
    """The text with letters for HTML's names of them, which XML does not know, and `&amp;` for a bare `&`.

    Names that mean nothing in HTML either stay, since the document may declare them.
    """
    return _REFERENCES.sub(_resolved, text)


def _resolved(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;" if match[0] == "&" else match[0]
    if name[0] == "#" or name in _OF_XML:
        return match[0]
    letters = html5.get(f"{name};")
    return escape(letters, quote=False) if letters else match[0]


def feed_in(text: str) -> str:
    """The part of the text that is an XML feed, "" if there is none (an HTML page, say)."""
    place = 0
    while found := _BEFORE_ROOT.match(text, place):
        place = found.end()
    root = _TAG.match(text, place)
    name = root[1].lower() if root else ""
    if name in _FEEDS:
        return text.lstrip()
    if name in _PAGES or "<!doctype html" in text[:1024].lower():
        return ""
    start = _FEED_TAG.search(text, place, place + _JUNK)
    return text[start.start() :] if start else ""


def scan(text: str, known: Container[str] = ()) -> Scanned:
    """The feed without the items that are `known` and without the middle of too many items.

    Where its XML is broken, characters that XML does not allow are taken out, and references mended.

    Raises:
        TrapError: too-deep, too-many-attributes, too-many-elements, entities.
    """
    if "<!DOCTYPE" in text[:_HEAD]:  # of one that names a table elsewhere parsers drop its letters
        text = with_references(text)
    scanned = _scan(text, known)
    if scanned.problem and (mended := with_references(without_controls(text))) != text:
        return _scan(mended, known)
    return scanned


def _scan(text: str, known: Container[str]) -> Scanned:
    document = text.encode("utf-8", "ignore")
    watch = _Watch()
    problem = watch.read(document)
    before, after = _kept(watch, broken=bool(problem))
    if before.elements + watch.elements - after.elements > ELEMENTS:
        raise TrapError("too-many-elements")
    whole = [] if problem else [item for item in watch.items if item.end]
    digests = [digest(document[item.start : item.end]) for item in whole]
    cuts = [(item.start, item.end) for item, name in zip(whole, digests, strict=True) if name in known]
    if before is not after:
        cuts = sorted([*cuts, (before.start, after.start)])
    kept = _without(document, cuts).decode("utf-8", "ignore") if cuts else text
    return Scanned(kept, problem, tuple(digests))


def digest(item: bytes) -> str:
    """A short name of these very bytes."""
    return blake2b(item, digest_size=6).hexdigest()


def _without(document: bytes, cuts: list[tuple[int, int]]) -> bytes:
    pieces, place = [], 0
    for start, end in cuts:
        pieces.append(document[place : max(start, place)])
        place = max(end, place)
    return b"".join([*pieces, document[place:]])


def _kept(watch: "_Watch", *, broken: bool) -> "tuple[_Item, _Item]":
    """The item before which the document is cut and the one from which on it is kept again."""
    end = _Item(watch.bytes, watch.elements, watch.bytes)
    if len(watch.items) <= ITEMS:
        return end, end
    if broken:
        return watch.items[ITEMS], end
    return watch.items[ITEMS // 2], watch.items[-ITEMS // 2]


@dataclass(slots=True)
class _Item:
    """Where an item starts and ends, in bytes, and how many elements stand before it."""

    start: int
    elements: int
    end: int = 0  # 0: inside another one, or empty


class _Watch:
    """Counts while expat reads."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.elements = 0
        self.bytes = 0
        self._depth = 0
        self._entities = 0
        self._document = b""
        self._open: _Item | None = None  # the outermost item we are in
        self._open_depth = 0
        self._expat = ParserCreate("utf-8")
        self._expat.ordered_attributes = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.EntityDeclHandler = self._entity

    def read(self, document: bytes) -> str:
        """Where the document is broken, "" if it is well-formed."""
        self.bytes = len(document)
        self._document = document
        try:
            self._expat.Parse(document, True)
        except ExpatError as error:
            return str(error)
        finally:
            del self._expat, self._document  # the parser knows us: a ring
        return ""

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        self.elements += 1
        if self._depth > DEPTH:
            raise TrapError("too-deep")
        if len(attributes) > 2 * ATTRIBUTES:
            raise TrapError("too-many-attributes")
        if name.rpartition(":")[2].lower() in _ITEMS:
            item = _Item(self._expat.CurrentByteIndex, self.elements - 1)
            self.items.append(item)
            if self._open is None:
                self._open, self._open_depth = item, self._depth

    def _end(self, _: str) -> None:
        if self._open is not None and self._open_depth == self._depth:
            place = self._expat.CurrentByteIndex
            if place > self._open.start:
                self._open.end = self._document.find(b">", place) + 1
            self._open = None
        self._depth -= 1

    def _entity(self, _name: str, _parameter: bool, value: str | None, *_: object) -> None:
        self._entities += 1
        if self._entities > _ENTITIES or (value and (len(value) > _ENTITY or _REFERENCE.search(value))):
            raise TrapError("entities")
