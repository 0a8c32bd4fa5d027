"""Which of the feeds that a page announces a reader may mean. Pure."""

import re

Announced = tuple[str, str]  # address, title

_COMMENTS = re.compile(r"\bcomments?\b|комментари", re.IGNORECASE)
_FORMATS = re.compile(r"\b(?:rss|atom|rdf|json|xml|feeds?)\b|\d*\.?\d+|[\W_]", re.IGNORECASE)


def is_of_comments(feed: Announced) -> bool:
    """Whether a feed holds what readers say about the reports."""
    return any(_COMMENTS.search(said) for said in feed)


def to_choose(announced: tuple[Announced, ...]) -> tuple[Announced, ...]:
    """Those that tell different things: one of each title, in whatever format, and none of comments."""
    found: dict[str, Announced] = {}
    for feed in announced:
        if not is_of_comments(feed):
            found.setdefault(" ".join(_FORMATS.sub(" ", feed[1]).casefold().split()), feed)
    return tuple(found.values())
