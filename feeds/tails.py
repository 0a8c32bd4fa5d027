"""What stands around and inside an article and is no part of it: share bars, "Also read", cookie notes.

Only what the page's build gives away, and lines that cannot be news, go here. What takes knowledge of the
language (datelines, credits, background, who is the source) is taken apart later, from the whole text.
"""

import re
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from importlib.resources import files

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

LONGEST = 240  # characters of a line that is taken for an invitation or a note

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|read-?also|also-?read|read-?more|recommend\w*|popular|share\w*|sharing|social\w*|"
    r"subscribe|newsletter|cookies?|banner|advert\w*|promo|tags|breadcrumbs?|error-?note|photo-?credit|"
    r"comments?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BARE = {"aside", "nav", "footer", "form", "button"}
_WHOLE = {"html", "body", "main", "article"}  # named after what they hold, but they hold the text
_PROSE = 0.2  # of a page's
_WORDS = 0.5
_TOLD = 80  # characters
_PIECES = 50  # of a page that is sent in pieces

_NOTES = re.compile(
    r"the post .{3,200} (?:appeared first on|first appeared on) .*|.*\bctrl\s*\+\s*enter\b.*", re.IGNORECASE
)


def _compiled() -> dict[str, re.Pattern[str]]:
    """The patterns of whole lines and, last, that of headings of other stories."""
    words = {
        kind: "|".join(
            re.escape(phrase).replace("'", "['‘’ʻʼ`´]") for phrase in sorted(phrases, key=len, reverse=True)
        )
        for kind, phrases in tomllib.loads(files("feeds").joinpath("tails.toml").read_text("utf-8")).items()
    }
    also, alone, share = words["also"], words["alone"], words["share"]
    patterns = {
        "also": rf"\W*(?:(?:{also})(?!\w).*|(?:{alone})\s*(?:[:.»].*)?)",
        "invites": rf"\W*(?:{words['invites']})(?!\w).*",
        "share": rf"\W*(?:{share})(?:\W+(?:{share}))*\W*",
        "heading": rf"\W*(?:{also}|{alone})\W*",
    }
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in patterns.items()}


_HEADING, *_LINES = (_compiled()[kind] for kind in ("heading", "also", "invites", "share"))


def join_streamed(document: LexborHTMLParser) -> None:
    """Put the parts of a page that was sent in pieces where its script would: hidden S:5 in place of P:5."""
    for piece in document.css("div[hidden][id^='S:']")[:_PIECES]:
        name = (piece.attributes.get("id") or "")[2:]
        place = document.css_first(f"template[id='P:{name}']") if name.isalnum() else None
        if place is None:
            continue
        with suppress(SelectolaxError):  # a piece with its own place inside
            for child in list(piece.iter(include_text=True)):
                place.insert_before(child, move=True)
        place.decompose()
        piece.decompose()


def drop_furniture(document: LexborHTMLParser) -> None:
    """Take away the elements whose class says that they are no text of the article, and lists of others.

    Classes lie ("share-wrapper" around the whole page, all of it in one form), so what holds a good part of
    the page's prose, or half of its words, stays.
    """
    root = document.body
    if root is None:
        return
    most_prose, most_words = _prose(root) * _PROSE, len(root.text()) * _WORDS
    for node in root.css("aside, nav, footer, form, button, [class], [id]"):
        if _is_furniture(node) and _prose(node) <= most_prose and len(node.text()) <= most_words:
            node.decompose()
    for node in root.css("p, div, span, strong, b, em, i, h2, h3, h4, h5, h6"):
        if len(said := node.text()) < 60 and _HEADING.fullmatch(said):
            _drop_list(node)


def _is_furniture(node: LexborNode) -> bool:
    said = node.attributes
    named = _FURNITURE.search(f"{said.get('class') or ''} {said.get('id') or ''}")
    return node.tag in _BARE or (named is not None and node.tag not in _WHOLE)


def _prose(node: LexborNode) -> int:
    """Characters in paragraphs long enough to be told, not listed."""
    lengths = (len(paragraph.text()) for paragraph in node.css("p"))
    return sum(length for length in lengths if length > _TOLD)


def _drop_list(heading: LexborNode) -> None:
    """Take away a heading of other stories and the links that follow it."""
    following = heading.next
    heading.decompose()
    while following is not None:
        node, following = following, following.next
        words = node.text().strip()
        linked = sum(len(link.text().strip()) for link in node.css("a")) if node.is_element_node else 0
        if words and linked < 0.8 * len(words):
            return
        node.decompose()


def without(lines: Iterable[str], title: str = "") -> list[str]:
    """The lines without invitations, "Also read", share bars and the title told again; repeated ones once."""
    found: dict[str, None] = {}
    for line in lines:
        if line != title and not is_furniture(line):
            found.setdefault(line)
    return list(found)


def is_furniture(line: str) -> bool:
    """Whether the line is there for the page's sake: an invitation, a note, a link to another story."""
    if len(line) > LONGEST:
        return False
    return any(pattern.fullmatch(line) for pattern in (*_LINES, _NOTES))
