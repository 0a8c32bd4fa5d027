"""An article's page -> its clean text, one paragraph a line, with date, image and address."""

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from feeds import metadata, tails
from feeds.markup import decode, lines, parse, tame
from feeds.teaser import teaser_text
from model import Page

__all__ = ["page", "teaser_text"]

LARGEST = 2_000_000  # characters of a page that are looked at
_SAME = 50  # characters by which a description is recognised as the text's
_LEAST = 80  # characters; a shorter text is a form, a refusal or a shell


def page(body: bytes, url: str, *, selector: str, charset: str, teaser: str) -> Page | None:
    """The article on a page; None when it has none, or less of it than the teaser tells.

    `selector` names the element of its text where the catalogue knows it, `charset` is what the header said,
    `teaser` is the feed's own text.
    """
    document = parse(decode(body, charset)[:LARGEST])
    about = metadata.of(document, url)
    tails.join_streamed(document)
    tails.drop_furniture(document)
    found = _by_selector(document, selector) or _by_guess(document, url)
    text = "\n".join(tails.without([*_lead(document, about.lead, found), *found], about.title))
    if len(text) < max(_LEAST, len(teaser)):
        return None
    return Page(text, about.title, about.published, about.image, about.language, about.canonical)


def _lead(document: LexborHTMLParser, said: str, found: list[str]) -> list[str]:
    """The sentence between headline and text that the page shows apart and describes itself with."""
    start = said[:_SAME]
    if len(start) < _SAME or document.body is None or any(start in line for line in found):
        return []
    return [line for line in lines(document.body) if line.startswith(start)][:1]


def _by_selector(document: LexborHTMLParser, selector: str) -> list[str]:
    found = document.css_first(selector) if selector else None
    return lines(found) if found is not None else []


def _by_guess(document: LexborHTMLParser, url: str) -> list[str]:
    said = trafilatura.extract(
        document.html or "", url=url, include_comments=False, include_tables=True, deduplicate=False
    )
    rows = (tame(line).strip("| ") for line in (said or "").splitlines())
    return [line for line in rows if line.strip("-:| ")]  # a table's rows, without the rule below its head
