"""The feeds an HTML page announces."""

from feeds.announced import is_of_comments
from feeds.markup import parse, tame
from feeds.xmlfeed import web_address

_KINDS = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_LOOKED_AT = 2_000_000  # characters; announcements stand in the head, on some sites behind long scripts
_MOST = 20


def feeds_of(html: str, base_url: str) -> tuple[tuple[str, str], ...]:
    """(address, title) of each feed the page announces, without repetition and without the page itself.

    In the page's order, but feeds of readers' comments come last.
    """
    here = base_url
    page = parse(html[:_LOOKED_AT])
    base = page.css_first("base[href]")
    base_url = (web_address(base_url, base.attributes.get("href") or "") if base else "") or base_url
    found: dict[str, str] = {}
    for link in page.css("link[href]"):
        said = link.attributes
        announced = "alternate" in (said.get("rel") or "").lower().split()
        if announced and (said.get("type") or "").lower().strip() in _KINDS:
            found.setdefault(
                web_address(base_url, said.get("href") or ""), tame(said.get("title") or "")[:200]
            )
    listed = [(url, title) for url, title in found.items() if url and url != here]
    return tuple(sorted(listed, key=is_of_comments))[:_MOST]
