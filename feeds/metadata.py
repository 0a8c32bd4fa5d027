"""What a page says of itself for machines: title, date, image, language, its one address."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from feeds.links import absolute
from feeds.markup import plain

_ARTICLES = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "WebPage")


@dataclass(frozen=True, slots=True)
class About:
    """A page's own words about itself; "" and None where it says nothing."""

    title: str = ""
    published: datetime | None = None
    image: str = ""
    language: str = ""
    canonical: str = ""
    lead: str = ""  # how it describes itself


def of(document: LexborHTMLParser, url: str) -> About:
    """What the page at `url` says: OpenGraph first, then JSON-LD, then plain HTML."""
    said = _properties(document)
    data = next(_articles(document), {})
    html = document.css_first("html")
    link = document.css_first("link[rel=canonical]")
    named = (said.get("og:title"), data.get("headline"), _words(document, "h1"), _words(document, "title"))
    dated = (
        said.get("article:published_time"), data.get("datePublished"), said.get("datepublished"),
        said.get("date"), _timed(document),
    )  # fmt: skip
    return About(
        title=next((plain(one) for one in named if isinstance(one, str) and one.strip()), "")[:1024],
        published=next(filter(None, map(_moment, dated)), None),
        image=_address(url, said.get("og:image") or said.get("twitter:image") or _first_image(data)),
        language=((html.attributes.get("lang") or "") if html else "").strip().lower().split("-")[0][:3],
        canonical=_address(url, (link.attributes.get("href") or "") if link else said.get("og:url", "")),
        lead=plain(said.get("og:description") or said.get("description") or ""),
    )


def _properties(document: LexborHTMLParser) -> dict[str, str]:
    """The page's meta elements by name, in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for node in document.css("meta[content]"):
        said = node.attributes
        name = said.get("property") or said.get("name") or said.get("itemprop") or ""
        found.setdefault(name.lower(), said.get("content") or "")
    return found


def _articles(document: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    found = [
        thing for node in document.css("script[type='application/ld+json']") for thing in _things(node.text())
    ]
    for kind in _ARTICLES:
        yield from (thing for thing in found if kind in _kinds(thing))


def _things(text: str) -> Iterator[dict[str, Any]]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return
    for thing in said if isinstance(said, list) else [said]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (one for one in (graph if isinstance(graph, list) else []) if isinstance(one, dict))


def _kinds(thing: dict[str, Any]) -> list[Any]:
    kind = thing.get("@type")
    return kind if isinstance(kind, list) else [kind]


def _first_image(data: dict[str, Any]) -> str:
    image = data.get("image")
    if isinstance(image, list):
        image = image[0] if image else ""
    if isinstance(image, dict):
        image = image.get("url")
    return image if isinstance(image, str) else ""


def _words(document: LexborHTMLParser, selector: str) -> str:
    node = document.css_first(selector)
    return node.text(separator=" ") if node else ""


def _timed(document: LexborHTMLParser) -> str:
    node = document.css_first("article time[datetime]")
    return (node.attributes.get("datetime") or "") if node else ""


def _moment(said: object) -> datetime | None:
    """An ISO date with its offset; others are words, or a guess."""
    try:
        moment = datetime.fromisoformat(said.strip()) if isinstance(said, str) else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _address(url: str, href: str) -> str:
    return absolute(url, href) if href.strip() else ""
