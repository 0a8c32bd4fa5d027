"""A cheap look at a document before a costly parser sees it: what it is, and whether it is a trap.

Measured: feed parsers need time in the square of a tag's attributes (204 KB: 5.4 s) and of the depth, 25 s
for 100,000 items, and as long for an HTML page. Expat alone needs hundredths of a second for all of these.
"""

import re
from xml.parsers.expat import ExpatError, ParserCreate

DEPTH = 256
ATTRIBUTES = 200  # of one tag
ELEMENTS = 300_000
ITEMS = 1_000  # more are cut out of the middle: newest may stand first or last
_ENTITIES = 300  # the tables of HTML's letters have 252
_ENTITY = 1_024  # characters

_BEFORE_ROOT = re.compile(
    r"\s*(?:<!--.*?-->|<\?.*?>|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"\s*<(?:[\w.-]+:)?([\w-]+)")
_FEED_TAG = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed|channel)[\s>]", re.IGNORECASE)
_FEEDS = {"rss", "rdf", "feed", "channel"}
_PAGES = {"html", "head", "body"}
_ITEMS = {"item", "entry"}
_JUNK = 65_536  # characters before the feed that are forgiven: warnings of a server's scripts
_REFERENCE = re.compile(r"&[A-Za-z_]")  # an entity inside an entity: the stuff of bombs
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class TrapError(Exception):
    """The document would hurt a parser; the message is a short code."""


def without_controls(text: str) -> str:
    """The text without characters that neither XML nor UTF-8 allow."""
    return _CONTROLS.sub("", text)


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


def safe(text: str) -> str:
    """The feed, with the middle of too many items cut out.

    Raises:
        TrapError: too-deep, too-many-attributes, too-many-elements, entities.
    """
    document = text.encode("utf-8", "ignore")
    watch = _Watch()
    well_formed = watch.reads(document)
    starts = watch.item_starts
    if len(starts) <= ITEMS:
        return text
    kept = document[: starts[ITEMS // 2]] + document[starts[-ITEMS // 2] :]
    return (kept if well_formed else document[: starts[ITEMS]]).decode("utf-8", "ignore")


class _Watch:
    """Counts while expat reads."""

    def __init__(self) -> None:
        self.item_starts: list[int] = []  # bytes
        self._depth = 0
        self._elements = 0
        self._entities = 0
        self._expat = ParserCreate("utf-8")
        self._expat.ordered_attributes = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.EntityDeclHandler = self._entity

    def reads(self, document: bytes) -> bool:
        """Whether the document is well-formed."""
        try:
            self._expat.Parse(document, True)
        except ExpatError:
            return False
        return True

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEPTH:
            raise TrapError("too-deep")
        if len(attributes) > 2 * ATTRIBUTES:
            raise TrapError("too-many-attributes")
        if self._elements > ELEMENTS:
            raise TrapError("too-many-elements")
        if name.rpartition(":")[2].lower() in _ITEMS:
            self.item_starts.append(self._expat.CurrentByteIndex)

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _entity(self, _name: str, _parameter: bool, value: str | None, *_: object) -> None:
        self._entities += 1
        if self._entities > _ENTITIES or (value and (len(value) > _ENTITY or _REFERENCE.search(value))):
            raise TrapError("entities")
