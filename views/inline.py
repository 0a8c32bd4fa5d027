"""The parts of a line as HTML: both printers write words, links and moments alike."""

import re
from typing import assert_never

from message import Bold, Inline, Italic, Line, Link, Text, Time
from views.escape import clean, cut, escape, safe_url, units

_STYLE = re.compile(r"r|w?[dD]?[tT]?")
_LAST_MOMENT = 2**31  # what every client can hold


def shown(part: Inline) -> str:
    """The words of a part as the reader sees them when nothing about it is special."""
    match part:
        case Text(text) | Bold(text) | Italic(text) | Link(text, _):
            return clean(text)
        case Time(at, fallback, _):
            return clean(fallback).strip() or f"{at:%Y-%m-%d %H:%M} UTC"
        case _:
            assert_never(part)


def words(line: Line) -> str:
    """The words of a line."""
    return "".join(map(shown, line))


def is_blank(line: Line) -> bool:
    """Whether the line shows nothing."""
    return not words(line).strip()


def marked(part: Inline, *, dates: bool = True) -> tuple[str, str]:
    """The tags around a part: ("<b>", "</b>"), or ("", "") for bare words."""
    if not shown(part).strip():
        return "", ""
    match part:
        case Bold():
            return "<b>", "</b>"
        case Italic():
            return "<i>", "</i>"
        case Link(_, url) if safe_url(url):
            return f'<a href="{escape(url)}">', "</a>"
        case Time(at, _, style) if dates and _STYLE.fullmatch(style) and 0 < at.timestamp() < _LAST_MOMENT:
            return f'<tg-time unix="{int(at.timestamp())}" format="{style}">', "</tg-time>"
        case _:
            return "", ""


def html(line: Line, *, dates: bool = True) -> str:
    """The line as HTML."""
    written = []
    for part in line:
        before, after = marked(part, dates=dates)
        written.append(before + escape(shown(part)) + after)
    return "".join(written)


def length(line: Line) -> int:
    """UTF-16 units of the line's words."""
    return units(words(line))


def forms(line: Line) -> int:
    """How many parts have tags: each is an entity to Telegram."""
    return sum(1 for part in line if marked(part)[0])


def divide(line: Line, most: int) -> tuple[Line, Line]:
    """The line in two: the first has at most so many UTF-16 units; together they say the same."""
    head: list[Inline] = []
    for place, part in enumerate(line):
        size = units(shown(part))
        if size > most:
            first, rest = _divide_part(part, most)
            return (*head, *first), (*rest, *line[place + 1 :])
        head.append(part)
        most -= size
    return tuple(head), ()


def _divide_part(part: Inline, most: int) -> tuple[Line, Line]:
    if most < 2:
        return (), (part,)
    first, rest = cut(shown(part), most)
    match part:
        case Text():
            return (Text(first),), (Text(rest),)
        case Bold():
            return (Bold(first),), (Bold(rest),)
        case Italic():
            return (Italic(first),), (Italic(rest),)
        case Link(_, url):
            return (Link(first, url),), (Link(rest, url),)
        case Time():
            return (Text(first),), (Text(rest),)
        case _:
            assert_never(part)
