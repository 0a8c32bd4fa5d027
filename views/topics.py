"""Browsing: countries and sectors with their counts on the buttons, down to the stories or an alert."""

from collections.abc import Callable, Sequence

from message import Bold, Message, Paragraph, Press, Row, Text
from views.actions import Action, Ask, Follow, TopicCountry, TopicSector, Trending
from views.buttons import in_rows, press
from views.choices import Menu, Page
from views.i18n import Words, words_in

Counts = Sequence[tuple[str, int]]  # codes with their stories, most first
MOST_COUNTRIES, MOST_SECTORS = 12, 16


def topics(countries: Counts, sectors: Counts, language: str, *, days: int) -> Message:
    """All countries and sectors that were in the news of these days."""
    words = words_in(language)
    if not countries and not sectors:
        return Message((Paragraph((Text(words("topics-none")),)),))
    said = (
        Paragraph((Bold(words("topics-title")),)),
        Paragraph((Text(words("topics-days", days=days)),)),
    )
    rising = (press(words("trending-title"), Trending()),)
    rows = (*_countries(countries, words, TopicCountry), *_sectors(sectors, words, TopicSector))
    return Message(said, (rising, *rows))


def country(code: str, sectors: Counts, language: str, *, total: int, days: int) -> Message:
    """One country: its sectors."""
    words, query = words_in(language), f"country:{code.lower()}"
    asks = _sectors(sectors, words, lambda other: Ask(f"{query} sector:{other}"))
    return _topic(words.country(code), _total(words, total, days), query, asks, words)


def sector(code: str, countries: Counts, language: str, *, total: int, days: int) -> Message:
    """One sector: its countries."""
    words, query = words_in(language), f"sector:{code}"
    asks = _countries(countries, words, lambda other: Ask(f"country:{other.lower()} {query}"))
    return _topic(words.sector(code), _total(words, total, days), query, asks, words)


def topic(code: str, countries: Counts, language: str, *, total: int, days: int) -> Message:
    """One topic: its countries."""
    words, query = words_in(language), f"topic:{code}"
    asks = _countries(countries, words, lambda other: Ask(f"country:{other.lower()} {query}"))
    return _topic(words.topic(code), _total(words, total, days), query, asks, words)


def pair(codes: tuple[str, str], sectors: Counts, language: str, *, total: int, days: int) -> Message:
    """Two countries and what they do with each other: the sectors of the stories about both."""
    words, query = words_in(language), f"between:{','.join(codes).lower()}"
    asks = _sectors(sectors, words, lambda other: Ask(f"{query} sector:{other}"))
    return _topic(" – ".join(map(words.country, codes)), _total(words, total, days), query, asks, words)


def _countries(counts: Counts, words: Words, leads_to: Callable[[str], Action]) -> tuple[Row, ...]:
    return _counted([(words.country(code), code, n) for code, n in counts[:MOST_COUNTRIES]], words, leads_to)


def _sectors(counts: Counts, words: Words, leads_to: Callable[[str], Action]) -> tuple[Row, ...]:
    return _counted(
        [(words.short_sector(code), code, n) for code, n in counts[:MOST_SECTORS]], words, leads_to
    )


def _counted(
    named: Sequence[tuple[str, str, int]], words: Words, leads_to: Callable[[str], Action]
) -> tuple[Row, ...]:
    def button(name: str, code: str, count: int) -> Press:
        return press(f"{name} · {words.number(count)}", leads_to(code))

    return in_rows((button(*one) for one in named if one[2]), 2)


def _total(words: Words, total: int, days: int) -> str:
    return words("topic-total", count=total, days=days) if total else words("topics-none")


def _topic(name: str, said: str, query: str, asks: tuple[Row, ...], words: Words) -> Message:
    last = (press(words("button-show"), Ask(query)), press(words("button-alert"), Follow(query), "primary"))
    back = (press(words("button-topics"), Menu(Page.TOPICS)),)
    return Message((Paragraph((Bold(name),)), Paragraph((Text(said),))), (*asks, last, back))
