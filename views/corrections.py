"""What an outlet changed after publishing, as a mark on the story: was, is, since when."""

from collections.abc import Iterator, Sequence

from message import Block, Italic, Paragraph, Text
from model import Correction
from views.escape import shorten
from views.i18n import Words

MOST_SHOWN = 3
LONGEST = 120  # UTF-16 units of what was and of what is


def marks(found: Sequence[Correction], words: Words) -> Iterator[Block]:
    """A line each, the latest first: ✎ Corrected · gas exports: was 4.5 bcm, is 5.4 bcm · Kapital · 12:05."""
    for one in sorted(found, key=lambda each: each.since, reverse=True)[:MOST_SHOWN]:
        was, now = shorten(one.was, LONGEST), shorten(one.now, LONGEST)
        said = words("corrected", was=was, now=now)
        what = f"{shorten(one.what, LONGEST)}: " if one.what else ""
        outlet = f" · {shorten(one.outlet, LONGEST)}" if one.outlet else ""
        mark = Italic(f"✎ {words('corrected-mark')}")
        yield Paragraph((mark, Text(f" · {what}{said}{outlet} · "), words.moment(one.since)))
