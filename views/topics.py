"""Browsing: countries and sectors with counts, down to the stories or an alert."""

from collections.abc import Sequence

from message import Block, Heading, Message, Paragraph, Row, Table, Text
from views.actions import Ask, Follow, TopicCountry, TopicSector, Trending
from views.buttons import in_rows, press, way_back
from views.choices import Menu, Page
from views.i18n import Words, words_in

Counts = Sequence[tuple[str, int]]  # codes with their stories, most first
MOST_COUNTRIES, MOST_SECTORS = 12, 16


def topics(countries: Counts, sectors: Counts, language: str, *, days: int) -> Message:
    """All countries and sectors that were in the news of these days."""
    words = words_in(language)
    blocks: list[Block] = [
        Heading((Text(words("topics-title")),)),
        Paragraph((Text(words("topics-days", days=days)),)),
    ]
    if not countries and not sectors:
        return Message((Paragraph((Text(words("topics-none")),)),))
    blocks += _table("column-country", _countries(countries, words), words)
    blocks += _table("column-sector", _sectors(sectors, words), words)
    rows = (
        (press(words("trending-title"), Trending()),),
        *in_rows((press(name, TopicCountry(code)) for code, name, _ in _countries(countries, words)), 2),
        *in_rows(
            (press(words.short_sector(code), TopicSector(code)) for code, *_ in _sectors(sectors, words)), 2
        ),
    )
    return Message(tuple(blocks), rows, back=way_back(words))


def country(code: str, sectors: Counts, language: str, *, total: int, days: int) -> Message:
    """One country: its sectors."""
    words = words_in(language)
    query = f"country:{code.lower()}"
    listed = _sectors(sectors, words)
    asks = in_rows(
        (press(words.short_sector(other), Ask(f"{query} sector:{other}")) for other, *_ in listed),
        2,
    )
    return _topic(words.country(code), "column-sector", listed, query, asks, (words, total, days))


def sector(code: str, countries: Counts, language: str, *, total: int, days: int) -> Message:
    """One sector: its countries."""
    words = words_in(language)
    query = f"sector:{code}"
    listed = _countries(countries, words)
    asks = in_rows(
        (press(name, Ask(f"country:{other.lower()} {query}")) for other, name, _ in listed),
        2,
    )
    return _topic(words.sector(code), "column-country", listed, query, asks, (words, total, days))


def topic(code: str, countries: Counts, language: str, *, total: int, days: int) -> Message:
    """One topic: its countries."""
    words = words_in(language)
    query = f"topic:{code}"
    listed = _countries(countries, words)
    asks = in_rows(
        (press(name, Ask(f"country:{other.lower()} {query}")) for other, name, _ in listed),
        2,
    )
    return _topic(words.topic(code), "column-country", listed, query, asks, (words, total, days))


def pair(codes: tuple[str, str], sectors: Counts, language: str, *, total: int, days: int) -> Message:
    """Two countries and what they do with each other: the sectors of the stories about both."""
    words = words_in(language)
    query = f"between:{','.join(codes).lower()}"
    listed = _sectors(sectors, words)
    asks = in_rows(
        (press(words.short_sector(other), Ask(f"{query} sector:{other}")) for other, *_ in listed),
        2,
    )
    name = " – ".join(map(words.country, codes))
    return _topic(name, "column-sector", listed, query, asks, (words, total, days))


_Listed = list[tuple[str, str, int]]  # code, name, stories


def _countries(counts: Counts, words: Words) -> _Listed:
    return [(code, words.country(code), count) for code, count in counts[:MOST_COUNTRIES] if count]


def _sectors(counts: Counts, words: Words) -> _Listed:
    return [(code, words.sector(code), count) for code, count in counts[:MOST_SECTORS] if count]


def _table(column: str, listed: _Listed, words: Words) -> list[Block]:
    if not listed:
        return []
    head = ((Text(words(column)),), (Text(words("column-stories")),))
    return [Table(head, tuple(((Text(name),), (Text(words.number(count)),)) for _, name, count in listed))]


def _topic(
    name: str, column: str, listed: _Listed, query: str, asks: tuple[Row, ...], rest: tuple[Words, int, int]
) -> Message:
    words, total, days = rest
    said = words("topic-total", count=total, days=days) if total else words("topics-none")
    blocks = (Heading((Text(name),)), Paragraph((Text(said),)), *_table(column, listed, words))
    last = (press(words("button-show"), Ask(query)), press(words("button-alert"), Follow(query), "primary"))
    back = (press(words("button-topics"), Menu(Page.TOPICS)),)
    return Message(blocks, (*asks, last, back), back=way_back(words))
