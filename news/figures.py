"""The figures of a report: number, unit, what it measures, period, direction; the sentence is the evidence.

Each sentence is read from number to number: the number, its scale and any smaller number and scale that
go on with it ("1 million 155 thousand"), then the unit. A number without unit or scale is no figure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from model import Figure
from news.measures import change, subject
from news.numbers import Number, numbers, scale, times_words, value
from news.periods import Periods
from news.units import VAGUE, Unit, unit_at, unit_before, which_manat

LONGEST_SENTENCE = 2000
_FILL = re.compile(
    r"(?:[-‑–'’]\w{1,6}\b)?(?:[.])?(?:\s?\b(?:dan|дан|ден|den|нан|нен|дон|тан|тен)\b)?"
    r"(?:\s?\b(?:ortiq|ziyod|ko.proq|зиёд|ортиқ|кўпроқ|gowrak|gowragrak|artykmaç|köp|golaý|çemesi|астам|аса|артық|жуық|ашык|ашуун|ашуулуу|"
    r"көп|жакын|çox|artıq|yaxın|fazla|aşkın|yakın|зиёда|plus|yaqin|яқин)\w*)?[\s ‑-]*"
    r"(?:\b(?:metric|metrik|метрических|метрик|условных|нетто|short|long|equivalent|estimated)\s+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:[-–—−]|to\b|till\b|and\b|до\b|дан\b|ден\b|нан\b|[-‑]?(?:dan|den|дан|ден|тен|тан|нан|нен)\b)\s*(?:[$€]\s?)?(?=\d)",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:dan|den|тен|тан|дан|ден|нан|нен|dən)$", re.IGNORECASE)
_METRES = re.compile(
    r"\s*(?:(?:and|we|va|və|ve|и|жана|және|мен|менен|ва)\s+)?(\d{1,3})\s*(?:m\b|met\w*|м\b|метр\w*)",
    re.IGNORECASE,
)
_DAILY_AFTER = re.compile(
    r"(?:\s+\w+){0,3}?[\s/]*(?:per day|a day|daily|each day|/day|в сутки|в день|ежесуточно|/сут\w*|/d\b|\bdnev)",
    re.IGNORECASE,
)
_DAILY_BEFORE = re.compile(
    r"(?:тәулігіне|күніне|суткасына|күнүнө|kuniga|sutkasiga|sutkada|кунига|суткасига|суткада|günde|günlük|gündelik|gündə|günə|"
    r"рӯзона|дар як шабонарӯз|дар як рӯз|ежесуточно|ежедневно|в сутки|daily)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_BARE_ENDS = re.compile(
    r"\s*(?:$|[,;.:)(]|(?:and|и|va|ва|we|və|ve|мен|пен|бен|және|жана|менен|против|до|to|dan|из|от|from|edi|эди|еді|эле)\b)"
)
_YEAR = range(1900, 2101)
_DECIMAL_POINT = re.compile(r"\d\.\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A number with its unit in one sentence; `unit` is empty while it still has to be inherited."""

    start: int
    end: int
    value: float
    unit: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one report's numbers are read by."""

    language: str
    manat: str
    dots: bool
    periods: Periods

    def sentence(self, sentence: str) -> Iterator[Figure]:
        """The figures of one sentence in order."""
        found = _daily(sentence, _inherited(list(self._found(sentence))))
        for one in found:
            yield Figure(
                text=sentence[one.start : one.end].strip(),
                value=one.value,
                unit=one.unit,
                what=subject(sentence, one.start, one.end, self.language),
                period=self.periods.of(sentence, one.start),
                change=change(sentence, one.start, one.end, one.unit),
                sentence=sentence,
            )

    def _found(self, sentence: str) -> Iterator[_Found]:
        at = 0
        while (number := next(numbers(sentence, self.language, at), None)) is not None:
            one = self._quantity(sentence, number)
            if one:
                yield one
            at = max(one.end if one else number.end, number.end, at + 1)
            if number.end == number.start and not one:
                at = number.end + 1
        for times, pattern in times_words():
            yield from (_Found(m.start(), m.end(), times, "x") for m in pattern.finditer(sentence))

    def _quantity(self, sentence: str, number: Number) -> _Found | None:
        before = unit_before(sentence, number.start)
        total, end, scaled = self._amount(sentence, number, money=before is not None and before[0].money)
        if before:
            unit, start = before
            measured = self._worth(number, 1, unit) if scaled == 1 else total
            return _Found(start, end, measured * unit.factor, unit.name)
        fill = _FILL.match(sentence, end)
        here = unit_at(sentence, fill.end() if fill else end, self.language) or unit_at(
            sentence, end, self.language
        )
        if here is None:
            return self._without_unit(sentence, number, total, end, scaled)
        unit, after = here
        if number.worth == 1.0 and scaled == 1 and not number.text.isdigit():
            return None  # "a tonne", "bir tonna": the thing, not an amount
        if number.worth is not None and scaled == 1 and unit.name in VAGUE:
            return None
        return self._measured(sentence, number, unit, (total, scaled), after)

    def _measured(
        self, sentence: str, number: Number, unit: Unit, amount: tuple[float, int], after: int
    ) -> _Found | None:
        total, scaled = amount
        if scaled == 1 and total == self._worth(number, 1, None):
            total = self._worth(number, 1, unit)
        name = self.manat if unit.name == "manat" else unit.name
        worth = total * unit.factor
        if name == "m" and worth >= 100:
            name, worth = "km", worth / 1000
        if name == "km" and (metres := _METRES.match(sentence, after)):
            worth, after = worth + int(metres[1]) / 1000, metres.end()
        return _Found(number.start, after, round(worth, 6), name)

    def _without_unit(
        self, sentence: str, number: Number, total: float, end: int, scaled: int
    ) -> _Found | None:
        if _RANGE.match(sentence, end) or (
            _FROM.search(sentence[:end]) and re.match(r"\s*\d", sentence[end:])
        ):
            return None
        if scaled > 1 and _BARE_ENDS.match(sentence, end):
            return _Found(number.start, end, total, "", bare=True)
        grouped = re.fullmatch(r"\d{1,3}(?:[ ,   ]\d{3})+", number.text) is not None
        if (scaled > 1 or grouped) and re.match(r"(?:[-\w]* )?\s*\w+", sentence[end:]):
            return _Found(number.start, end, total, "pcs")
        return None

    def _amount(self, sentence: str, number: Number, *, money: bool) -> tuple[float, int, int]:
        """The number with its scale and what goes on with it, where it ends, its first scale."""
        factor, end = scale(sentence, number.end, self.language)
        if (
            factor == 1
            and money
            and (letter := re.match(r"\s?([mbk])\b", sentence[number.end :], re.IGNORECASE))
        ):
            factor = {"k": 10**3, "m": 10**6, "b": 10**9}[letter[1].lower()]
            end = number.end + letter.end()
        total = self._worth(number, factor, None) * factor
        last = factor
        while last > 1 and not _FROM.search(sentence[:end]):
            nxt = next(numbers(sentence, self.language, end), None)
            if (
                nxt is None
                or nxt.worth is not None
                or sentence[end : nxt.start].strip(" \u00a0\u202f")
                or nxt.start == end
            ):
                break
            factor_here, after = scale(sentence, nxt.end, self.language)
            worth = value(nxt.text, self.language, factor_here) * factor_here
            if factor_here >= last or worth >= last:
                break
            total, end, last = total + worth, after, factor_here
        return total, end, factor

    def _worth(self, number: Number, scaled: int, unit: Unit | None) -> float:
        if number.worth is not None:
            return number.worth
        measured = unit is None or unit.name not in {"%", "x"}
        return value(number.text, self.language, scaled, measured=measured, dots=self.dots)


def _inherited(found: list[_Found]) -> list[_Found]:
    """Numbers of a list get the unit that stands at its end, or else the one before."""
    result: list[_Found] = []
    for n, one in enumerate(found):
        if one.bare:
            later = next((f.unit for f in found[n + 1 :] if f.unit and f.unit not in {"%", "x"}), "")
            earlier = next((f.unit for f in reversed(result) if f.unit not in {"%", "x"}), "")
            one = replace(one, unit=later or earlier or "pcs", bare=False)
        result.append(one)
    return result


def _daily(sentence: str, found: list[_Found]) -> list[_Found]:
    """Tonnes of a sentence that speaks of a day are tonnes a day."""
    tonnes = [one for one in found if one.unit in {"t", "bbl"}]
    if not any(
        _DAILY_AFTER.match(sentence, f.end) or _DAILY_BEFORE.search(sentence[: f.start]) for f in tonnes
    ):
        return found
    return [replace(one, unit=f"{one.unit}/d") if one in tonnes else one for one in found]


def figures(title: str, sentences: Sequence[str], language: str, published: datetime) -> tuple[Figure, ...]:
    """The figures of a report in order of telling, each value and unit once.

    Values are in base units (902 million dollars = 902000000.0 USD, fivefold = 5.0 x, per day = t/d);
    of a range the upper end counts.
    """
    text = " ".join([title, *sentences])
    reader = _Reader(
        language=language,
        manat=which_manat(language, text) if "ana" in text or "ана" in text else "",
        dots=language == "en" and _DECIMAL_POINT.search(text) is not None,
        periods=Periods(language, published, title, tuple(sentences)),
    )
    told: dict[tuple[float, str], Figure] = {}
    for sentence in [*sentences, title]:
        for figure in reader.sentence(sentence[:LONGEST_SENTENCE]):
            told.setdefault((figure.value, figure.unit), figure)
    return tuple(told.values())


def key_figures(figures: Sequence[Figure], limit: int = 4) -> tuple[Figure, ...]:
    """The most telling figures first, at most `limit`: money and measures before shares and counts."""
    ranked = sorted(enumerate(figures), key=lambda pair: (_telling(pair[1]), pair[0]))
    return tuple(figure for _, figure in ranked[:limit])


def _telling(figure: Figure) -> int:
    if figure.unit in VAGUE:
        return 3
    if figure.unit in {"%", "x"}:
        return 1 if figure.change else 2
    return 0
