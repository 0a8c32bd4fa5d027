"""A story as people read it: in three seconds. What lies behind it stands in behind.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from message import (
    Block,
    Bold,
    Button,
    Buttons,
    Fold,
    Heading,
    Italic,
    Line,
    Link,
    Message,
    Open,
    Paragraph,
    Picture,
    Row,
    Text,
)  # fmt: skip
from model import Attribution, Figure, Ownership, Story
from news.keyline import is_told
from views import inline
from views.actions import Background, Mute, OpenStory, Related, Save, SavedStories, Unmute
from views.buttons import press, way_back
from views.corrections import differences, marks
from views.escape import safe_url, shorten, unbroken
from views.i18n import Words, flags, words_in
from views.periods import period
from views.plain import GAP, MOST_CAPTION

MOST_FIGURES, MOST_OUTLETS, MOST_FLAGS, MOST_SENTENCES = 3, 4, 4, 3
LONGEST_HEADLINE, LONGEST_SUMMARY, LONGEST_FIGURE = 240, 460, 90  # UTF-16 units: a caption holds 1,024
LONGEST_UNBROKEN = 24  # letters of a figure that stand on one line: most of a phone's
THIS_YEAR = timedelta(days=300)  # older moments are shown with their year
_RISES = {"up": "▲", "down": "▼"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a chat has done with a story, as its buttons show it."""

    saved: bool = False
    muted: bool = False


UNTOUCHED = Kept()


def story(
    told: Story,
    language: str,
    *,
    now: datetime,
    matched: str = "",
    kept: Kept = UNTOUCHED,
    keeps_picture: bool = False,
) -> Message:
    """A story pushed or opened. `matched` is the query that wanted it, if one did.

    Its picture is left out when the words would not fit below it: they count more. With `keeps_picture` it
    stays, for a message that has one cannot lose it; then the rest of the words stands behind a button.
    """
    words = words_in(language)
    told = told.in_language(language)
    blocks: list[Block] = [
        Paragraph(headline(told, words)),
        *body(told, words, now),
        *marks(told.corrections, words),
    ]
    if matched:
        blocks.append(Paragraph((Italic(words("story-matched", query=words.query(matched))),)))
    message = Message(tuple(blocks), _keyboard(told, words, kept), address(told))
    if not safe_url(told.image):
        return message
    pictured = replace(message, blocks=(Picture(told.image), *blocks))
    return pictured if keeps_picture or _fit_below_a_picture(message.blocks) else message


def _fit_below_a_picture(blocks: Sequence[Block]) -> bool:
    lines = [block.line for block in blocks if isinstance(block, Paragraph)]
    return sum(map(inline.length, lines)) + GAP * len(lines) <= MOST_CAPTION


def _keyboard(told: Story, words: Words, kept: Kept) -> tuple[Row, ...]:
    """Read · Background / More like this · Save · Mute; what was done already shows a tick and leads on."""
    first = (*read(told, words), press(words("button-background"), Background(told.id)))
    save = press(words("button-saved"), SavedStories(0)) if kept.saved else None
    mute = press(words("button-muted"), Unmute(told.id)) if kept.muted else None
    second = (
        press(words("button-related"), Related(told.id)),
        save or press(words("button-save"), Save(told.id)),
        mute or press(words("button-mute"), Mute(told.id)),
    )
    return first, second


def read(told: Story, words: Words) -> tuple[Button, ...]:
    """The button to the report itself, if there is one with an address that a message may lead to."""
    return (Open(words("button-read"), address(told)),) if address(told) else ()


def address(told: Story) -> str:
    """Of the first telling in the story's language, else of the first; "" where no message may lead there."""
    ordered = sorted(told.tellings, key=lambda telling: telling.language != told.language)
    return next((safe_url(telling.url) for telling in ordered if safe_url(telling.url)), "")


def headline(told: Story, words: Words) -> Line:
    """Flags, the headline, and the language it is in when that is not the reader's."""
    shown = flags(told.countries[:MOST_FLAGS])
    said = Bold(shorten(told.headline, LONGEST_HEADLINE))
    line: Line = (Text(f"{shown} "), said) if shown else (said,)
    foreign = told.language and told.language != words.language
    return (*line, Text(f" [{told.language.upper()}]")) if foreign else line


def body(told: Story, words: Words, now: datetime) -> Iterator[Block]:
    """What stands below the headline: the summary, the figures, who says so and when."""
    summary = " ".join(sentence.text for sentence in told.summary[:MOST_SENTENCES])
    if summary:
        yield Paragraph((Text(shorten(summary, LONGEST_SUMMARY)),))
    if found := figures(told, words):
        yield Paragraph(found)
    yield from differences(told.differences, words)
    yield Paragraph(_who_and_when(told, words, now))


def figures(told: Story, words: Words) -> Line:
    """The figures line: Trade turnover — **$902 million**, 2025 ▲ · **4.5 bcm** gas.

    What two in a row measure is named once: "capacity — 5 tons · 7 tons".
    """
    parts: list[Text | Bold] = []
    before = ""
    for figure in _plain(told)[:MOST_FIGURES]:
        parts += [Text(" · ")] if parts else []
        parts += _figure(replace(figure, what="") if figure.what == before else figure, words)
        before = figure.what
    return tuple(parts)


def _plain(told: Story) -> list[Figure]:
    """Figures that can be understood: no bare "50 km" of which the summary does not speak either.

    What other outlets tell otherwise stands below, with who says so.
    """
    summary = " ".join(sentence.text for sentence in told.summary)
    disputed = {saying.text for sayings in told.differences for saying in sayings}
    return [
        figure
        for figure in told.figures
        if figure.text not in disputed and (figure.what or figure.text in summary)
    ]


def _figure(figure: Figure, words: Words) -> Iterator[Text | Bold]:
    """What is measured stands before its value or behind it, as in the report's own sentence."""
    what, value = shorten(figure.what, LONGEST_FIGURE), shorten(figure.text, LONGEST_FIGURE)
    leads = bool(what) and _leads(figure)
    if leads:
        yield Text(f"{what} — ")
    yield Bold(unbroken(value) if len(value) <= LONGEST_UNBROKEN else value)
    after = ", ".join(filter(None, ("" if leads else what, period(figure.period, words))))
    behind = " ".join(filter(None, (after, _RISES.get(figure.change, ""))))
    if behind:
        yield Text(f", {behind}" if leads and after else f" {behind}")


def _leads(figure: Figure) -> bool:
    before, _, after = figure.sentence.partition(figure.text)
    first = figure.what.split()[0]
    return first in before and first not in " ".join(after.split()[:3])


def _who_and_when(told: Story, words: Words, now: datetime) -> Line:
    """Outlets, each once, as links; the primary source with its owner; the time."""
    first = {telling.outlet: telling for telling in reversed(told.tellings)}
    outlets = [first[name] for name in dict.fromkeys(telling.outlet for telling in told.tellings)]
    line: list[Text | Link | Italic] = []
    for telling in outlets[:MOST_OUTLETS]:
        line += [Text(", ")] if line else []
        line.append(Link(shorten(telling.outlet, LONGEST_FIGURE), telling.url))
    if len(outlets) > MOST_OUTLETS:
        line.append(Text(f" {words('story-outlets-more', count=len(outlets) - MOST_OUTLETS)}"))
    if told.attribution is not None:
        line.append(Text(f"{' · ' if line else ''}{primary(told.attribution, words)}"))
    line += [Text(" · ")] if line else []
    return (*line, words.moment(told.first_at, "dt" if now - told.first_at < THIS_YEAR else "D"))


def primary(attribution: Attribution, words: Words) -> str:
    """The primary source, with its owner where that is known."""
    name = shorten(attribution.name, LONGEST_FIGURE)
    if attribution.ownership is Ownership.UNKNOWN:
        return words("story-source", name=name)
    return words("story-source-owned", name=name, owner=words(f"ownership-{attribution.ownership.value}"))


# ---------------------------------------------------------------- several stories


def fold(told: Story, words: Words, now: datetime, *, is_open: bool = False) -> Fold:
    """A story that opens: headline and figures visible, the rest on tap, its buttons beside it."""
    told = told.in_language(words.language)
    line = headline(told, words)
    if figure := next((one for one in told.figures if one.what and not is_told(one, told.headline)), None):
        line = (*line, Text(f" · {''.join(part.text for part in _figure(figure, words))}"))
    rows = (
        (
            *read(told, words),
            press(words("button-background"), Background(told.id)),
            press(words("button-save"), Save(told.id)),
        ),
        (
            press(words("button-related"), Related(told.id)),
            press(words("button-mute"), Mute(told.id)),
        ),
    )
    beside = Buttons(rows, brief=press(words("button-open"), OpenStory(told.id)))
    return Fold(line, (*body(told, words, now), beside), is_open)


def bundle(stories: Sequence[Story], language: str, *, now: datetime) -> Message:
    """Several stories in one message: what came while it was quiet."""
    words = words_in(language)
    title = Heading((Text(words("bundle-title", count=len(stories))),))
    return Message((title, *(fold(told, words, now) for told in stories)), back=way_back(words))
