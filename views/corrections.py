"""What is not certain of a story: what an outlet changed after publishing, where outlets differ."""

from collections.abc import Iterator, Sequence

from message import Block, Bold, Italic, Paragraph, Text
from model import Correction, Saying
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


def differences(found: Sequence[Sequence[Saying]], words: Words) -> Iterator[Block]:
    """A line for each amount: ≠ Outlets differ · urea: **1.2 mt** (Orient) · **1.3 mt** (Trend)."""
    for sayings in found:
        what = next((shorten(one.what, LONGEST) for one in sayings if one.what), "")
        line: list[Text | Bold | Italic] = [
            Italic(f"≠ {words('differ')}"),
            Text(f" · {what}: " if what else " · "),
        ]
        for number, one in enumerate(sayings[:MOST_SHOWN]):
            outlets = shorten(", ".join(one.outlets), LONGEST)
            line += [Text(" · " if number else ""), Bold(shorten(one.text, LONGEST)), Text(f" ({outlets})")]
        yield Paragraph(tuple(line))
