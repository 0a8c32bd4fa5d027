"""The digest: one front page. And the sample that tells whether a client shows rich messages."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from message import Block, Buttons, Fold, Heading, Message, Paragraph, Table, Text
from news.digest import Section
from people import Layout
from views.buttons import press, way_back
from views.choices import Menu, Page, SetLayout
from views.i18n import Words, flags, words_in
from views.story import fold

MOST_COUNTED = 4  # countries named in the line of numbers


def front_page(sections: Sequence[Section], language: str, *, day: date, now: datetime) -> Message:
    """The digest of a local day: numbers on top, a heading per subscription, a fold per story."""
    words = words_in(language)
    if not any(section.stories for section in sections):
        return nothing_new(language)
    blocks: list[Block] = [
        Heading((Text(_capital(words.day(day))),)),
        Paragraph((Text(_numbers(sections, words)),)),
    ]
    for section in sections:
        blocks.append(Heading((Text(words.query(section.query)),), 2))
        blocks += [fold(told, words, now) for told in section.stories]
    settings = ((press(words("button-digest-settings"), Menu(Page.DIGEST)),),)
    return Message(tuple(blocks), settings, back=way_back(words))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbers(sections: Sequence[Section], words: Words) -> str:
    """12 stories · 9 outlets · 🇹🇲 5 · 🇺🇿 4."""
    stories = [told for section in sections for told in section.stories]
    outlets = {telling.outlet for told in stories for telling in told.tellings}
    countries = Counter(code for told in stories for code in told.countries)
    parts = [words("digest-stories", count=len(stories)), words("digest-outlets", count=len(outlets))]
    parts += [f"{flags((code,)) or code}\u00a0{count}" for code, count in countries.most_common(MOST_COUNTED)]
    return " · ".join(parts)


def nothing_new(language: str) -> Message:
    """The digest asked for when nothing waits."""
    words = words_in(language)
    settings = ((press(words("button-digest-settings"), Menu(Page.DIGEST)),),)
    return Message((Paragraph((Text(words("digest-nothing")),)),), settings)


def offer_rich(language: str) -> Message:
    """A sample that must be sent rich: who can read it says so with the button inside it.

    The button below it is for those who see nothing.
    """
    words = words_in(language)
    inside = Paragraph((Text(words("rich-inside")),))
    accept = press(words("button-can-read"), SetLayout(Layout.RICH), "success")
    rows = tuple(((Text(name),), (Text(words.number(count)),)) for name, count in _sample(words))
    blocks: tuple[Block, ...] = (
        Heading((Text(words("rich-title")),)),
        Paragraph((Text(words("rich-text")),)),
        Table(((Text(words("column-country")),), (Text(words("column-stories")),)), rows),
        Fold((Text(words("rich-fold")),), (inside,)),
        Buttons(((accept,),)),
    )
    return Message(
        blocks, back=press(words("button-cannot-read"), SetLayout(Layout.PLAIN)), must_be_rich=True
    )


def _sample(words: Words) -> list[tuple[str, int]]:
    return [(words.country(code), count) for code, count in (("TM", 7), ("UZ", 12), ("KZ", 9))]
