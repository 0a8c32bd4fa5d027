"""The figures of a report: number, unit, what it measures, period, direction, and their sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from model import Figure
from news.measures import change, subject
from news.moves import leaves
from news.periods import Periods, carries, goes_on
from news.quantities import Quantity, quantities
from news.units import VAGUE, which_manat

LONGEST_SENTENCE = 2000  # characters of a sentence that are read: longer ones are no prose
UNLENT = VAGUE | {"%", "x", "years", "months"}  # no part is told of these in a later sentence
NEAR = 60  # characters between an amount and the share by which it grew
_SHARES = frozenset({"%", "x"})
_PLANNED = re.compile(r"план|plan|target|прогноз|reja|режа|meýil|жоспар", re.IGNORECASE)  # no growth
ROUNDED = 0.04  # a headline's figure this near to one of the text is the same, rounded
_DECIMAL_POINT = re.compile(r"\d\.\d{1,2}(?!\d)")


def figures(title: str, sentences: Sequence[str], language: str, published: datetime) -> tuple[Figure, ...]:
    """The figures of a report in order of telling, those of the headline last, each value and unit once.

    Values are in base units: 902 million dollars = 902000000.0 USD, fivefold = 5.0 x, tonnes a day = t/d,
    lengths from 100 m on in km. Of a range the upper end counts. A headline's figure that rounds one of
    the text is left out.
    """
    text = " ".join([title, *sentences])
    manat = which_manat(language, text) if "mana" in text or "мана" in text else ""
    dots = language == "en" and _DECIMAL_POINT.search(text) is not None
    periods = Periods(language, published)
    told: dict[tuple[float, str], Figure] = {}
    carried, lent = "", ""
    for sentence in sentences:
        found, carried = _of(
            sentence[:LONGEST_SENTENCE], language, manat, periods, carried, dots=dots, lent=lent
        )
        lent = next((f.unit for f in reversed(found) if f.unit not in UNLENT), lent)
        for figure in found:
            told.setdefault((figure.value, figure.unit), figure)
    for figure in _of(title[:LONGEST_SENTENCE], language, manat, periods, "", dots=dots)[0]:
        if not any(_rounds(figure, other) for other in told.values()):
            told.setdefault((figure.value, figure.unit), figure)
    return tuple(told.values())


def _of(
    sentence: str, language: str, manat: str, periods: Periods, carried: str, *, dots: bool, lent: str = ""
) -> tuple[list[Figure], str]:
    """The figures of a sentence, and the months that later sentences go on to speak of."""
    found = quantities(sentence, language, manat, dots=dots, lent=lent)
    if not found:
        return [], carried
    times = periods.named(sentence)
    going_on = goes_on(sentence, times, carried)
    told = [
        Figure(
            text=sentence[one.start : one.end].strip(),
            value=one.value,
            unit=one.unit,
            what=subject(sentence, one.start, one.end, language),
            period=periods.of(one.start, one.end, sentence, times) or going_on,
            change=change(sentence, one.start, one.end, language),
            sentence=sentence,
        )
        for one in found
    ]
    return _grown(sentence, _moved(sentence, found, told), found), carries(times, carried)


def _grown(sentence: str, told: Sequence[Figure], found: Sequence[Quantity]) -> list[Figure]:
    """An amount goes the way of the share behind it: "1.9 million tons, 16% more than a year earlier"."""
    result = list(told)
    for at, one in enumerate(told[:-1]):
        share = told[at + 1]
        near = found[at + 1].start - found[at].end <= NEAR
        planned = _PLANNED.search(sentence, found[at + 1].end, found[at + 1].end + NEAR // 2)
        if near and not planned and not one.change and one.unit not in _SHARES and share.unit in _SHARES:
            result[at] = replace(one, change=share.change)
    return result


def _moved(sentence: str, found: Sequence[Quantity], told: Sequence[Figure]) -> list[Figure]:
    """Of two amounts that something went from and to, the first goes nowhere and the second by arithmetic."""
    result = list(told)
    for at, one in enumerate(told[:-1]):
        after = told[at + 1]
        if one.unit == after.unit and leaves(sentence, found[at].start, found[at].end):
            way = after.change or ("up" if after.value > one.value else "down")
            result[at], result[at + 1] = replace(one, change=""), replace(after, change=way)
    return result


def _rounds(figure: Figure, other: Figure) -> bool:
    return figure.unit == other.unit and abs(figure.value - other.value) <= ROUNDED * abs(other.value)
