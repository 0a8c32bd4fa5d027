"""What a feed says of an entry -> plain text. Apart from article.py: parse workers stay small."""

from html import unescape

from feeds import tails
from feeds.markup import lines, parse, tame


def teaser_text(html: str) -> str:
    """What a feed says of an entry as plain text, one paragraph a line, without its invitations."""
    if "<" not in html:
        found = [tame(unescape(line)) for line in html.splitlines()]
    else:
        root = parse(html).root
        found = lines(root) if root is not None else []
    return "\n".join(tails.without([line for line in found if line]))
