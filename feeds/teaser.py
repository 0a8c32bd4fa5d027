"""What a feed says of an entry -> plain text. Apart from article.py: parse workers stay small."""

from html import unescape

from feeds import tails
from feeds.markup import tame, told


def teaser_text(html: str) -> str:
    """What a feed says of an entry as plain text, one paragraph a line, without its invitations."""
    found = told(html) if "<" in html else [tame(unescape(line)) for line in html.splitlines()]
    return "\n".join(tails.without([line for line in found if line]))
