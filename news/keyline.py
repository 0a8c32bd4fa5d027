"""Which figures of a story stand first: its one line of figures shows them."""

import re
from collections import Counter
from collections.abc import Sequence

from model import Figure, Report
from news.standing import is_quoted
from news.units import VAGUE

MOST = 4
NUMBER = re.compile(r"\d(?:[\d.,\s]*\d)?")
# What makes a figure wait: points, added up. Tried on summaries that editors wrote.
COUNTED, SHARE, CHANGE, SIZE = 3.0, 1.5, 1.0, 1.0  # people; 40 %; up 4 %; 50 km of nobody knows what
UNSUMMED, QUOTED, ALONE = 2.0, 1.5, 1.0


def key_figures(reports: Sequence[Report], summary: str, limit: int = MOST) -> tuple[Figure, ...]:
    """The most telling figures first, at most `limit`, each value and unit once.

    Amounts come before changes, shares and counts, what the summary tells before what it leaves out, what
    several reports tell before what one does. What a figure was before ("from 420", its unit told with what
    it is now) is none of them. `reports` stand in order of trust.
    """
    told = [_distinct([f for f in report.understanding.figures if not _was(f)]) for report in reports]
    tellers = Counter(key for figures in told for key in figures)
    every = {key: figure for figures in reversed(told) for key, figure in figures.items()}
    order = dict.fromkeys(key for figures in told for key in figures)
    waits = {key: _wait(every[key], summary) + ALONE * _alone(tellers[key], reports) for key in order}
    return tuple(every[key] for key in sorted(order, key=lambda key: waits[key])[:limit])


def _distinct(figures: Sequence[Figure]) -> dict[tuple[float, str], Figure]:
    return {(round(one.value, 6), one.unit): one for one in figures}


def _was(figure: Figure) -> bool:
    return figure.unit not in VAGUE and NUMBER.fullmatch(figure.text) is not None


def _alone(tellers: int, reports: Sequence[Report]) -> bool:
    return tellers == 1 and len(reports) > 1


def _wait(figure: Figure, summary: str) -> float:
    """How far behind the others a figure comes."""
    unsummed, quoted = figure.text not in summary, is_quoted(figure.sentence)
    return _kind(figure) + UNSUMMED * unsummed + QUOTED * quoted


def _kind(figure: Figure) -> float:
    if figure.unit in VAGUE:
        return COUNTED
    if figure.unit in {"%", "x"}:
        return CHANGE if figure.change else SHARE
    return SIZE if figure.unit in {"m", "km"} and not figure.what else 0.0


def is_told(figure: Figure, line: str) -> bool:
    """Whether the line, a headline mostly, holds the figure's number."""
    number = NUMBER.search(figure.text)
    said = re.escape(number[0] if number else figure.text)
    return re.search(rf"(?<!\w){said}(?!\d)", line) is not None
