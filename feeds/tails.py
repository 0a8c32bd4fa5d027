"""What stands around and inside an article and is no part of it: share bars, "Also read", cookie notes."""

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|read-?also|also-?read|read-?more|recommend\w*|popular|share\w*|sharing|social\w*|"
    r"subscribe|newsletter|cookies?|banner|advert\w*|promo|tags|breadcrumbs?|error-?note|photo-?credit|"
    r"comments?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BARE = {"aside", "nav", "footer", "form", "button"}
_PROSE = 0.2  # of a page's
_WORDS = 0.5
_TOLD = 80  # characters
_WHOLE = {"html", "body", "main", "article"}  # named after what they hold, but they hold the text
_ALSO = re.compile(
    r"\W*(?:читайте также|читать также|читайте ещё|по теме|смотрите также|also read|read also|read more|"
    r"see also|related|o['‘’ʻ`]?qing|ўқинг|mavzuga oid|shuningdek o['‘’ʻ`]?qing|шунингдек ўқинг|"
    r"şeýle hem okaň)\b\W{0,2}.{0,200}",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\W*(?:подписывайтесь|подпишитесь|нашли ошибку|follow us|subscribe to|join us on|kanalimizga|"
    r"каналимизга|the post .{3,300} (?:appeared first on|first appeared on))\b.*",
    re.IGNORECASE,
)


def join_streamed(document: LexborHTMLParser) -> None:
    """Put the parts of a page that was sent in pieces where its script would: hidden S:5 in place of P:5."""
    for piece in document.css("div[hidden][id^='S:']"):
        name = (piece.attributes.get("id") or "")[2:]
        place = document.css_first(f"template[id='P:{name}']") if name.isalnum() else None
        if place is not None:
            for child in list(piece.iter(include_text=True)):
                place.insert_before(child)
            place.decompose()
            piece.decompose()


def drop_furniture(document: LexborHTMLParser) -> None:
    """Take away the elements whose class says that they are no text of the article.

    Classes lie ("share-wrapper" around the whole page, all of it in one form), so what holds a good part of the
    page's prose, or half of its words, stays.
    """
    root = document.body
    if root is None:
        return
    most_prose, most_words = _prose(root) * _PROSE, len(root.text()) * _WORDS
    for node in root.css("aside, nav, footer, form, button, [class], [id]"):
        if _is_furniture(node) and _prose(node) <= most_prose and len(node.text()) <= most_words:
            node.decompose()


def _is_furniture(node: LexborNode) -> bool:
    said = node.attributes
    named = _FURNITURE.search(f"{said.get('class') or ''} {said.get('id') or ''}")
    return node.tag in _BARE or (named is not None and node.tag not in _WHOLE)


def _prose(node: LexborNode) -> int:
    """Characters in paragraphs long enough to be told, not listed."""
    lengths = (len(paragraph.text()) for paragraph in node.css("p"))
    return sum(length for length in lengths if length > _TOLD)


def without(lines: Iterable[str], title: str = "") -> list[str]:
    """The lines without invitations, "Also read" and the title told again; repeated lines once."""
    found: dict[str, None] = {}
    for line in lines:
        if line == title or _ALSO.fullmatch(line) or _INVITES.fullmatch(line):
            continue
        found.setdefault(line)
    return list(found)
