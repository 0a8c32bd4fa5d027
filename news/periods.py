"""Which time does a figure speak of? 2021, 2024-H1, 2025-Q1, 2025-01, 2025-01/2025-08 or ""."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from news.numbers import grammar

_YEAR = r"(?<![\w.,/])((?:19|20)\d\d)(?![\d%]|[.,]\d)"
_AROUND_YEAR = (
    r"(?:[-–'’]?\w{0,5}\s*(?:год\w*|г\.|ýyl\w*|yil\w*|йил\w*|жыл\w*|il\w*|yıl\w*|сол\w*|of|in)?[\s,]*)"
)
_YEAR_AFTER = re.compile(rf"{_AROUND_YEAR}?\W{{0,3}}{_YEAR}")
_YEAR_BEFORE = re.compile(rf"{_YEAR}{_AROUND_YEAR}(?:\w+\s){{0,1}}$")
_ANY_YEAR = re.compile(_YEAR)
_FIRST_N = 12


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of one language."""

    span: re.Pattern[str]  # month - month
    month: re.Pattern[str]
    part: re.Pattern[str]  # halves and quarters
    several: re.Pattern[str]  # "8 months"
    relative: re.Pattern[str]
    months: tuple[re.Pattern[str], ...]
    ordinals: tuple[re.Pattern[str], ...]
    half: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Time:
    """A time that a sentence names, and where."""

    start: int
    end: int
    period: str


@cache
def _words(language: str) -> _Words | None:
    row = tomllib.loads(files("news").joinpath("periods.toml").read_text("utf-8")).get(language)
    if row is None:
        return None
    month, whole = f"(?:{'|'.join(row['months'])})", row["whole"]
    ordinal = f"(?:{'|'.join(row['ordinals'])})"
    day = r"(?!\s?\d{1,2}\b(?![.,]?\d))" if language == "en" else ""
    numbers = "|".join(sorted(grammar(language).words, key=len, reverse=True)) or "(?!)"
    compiled = {
        "span": rf"\b({month})\w{{0,6}}\s*[-–—−/]\s*({month}){whole}",
        "month": rf"(?<![\d.])(?<!\d[ -])(?<!-nji )(?<!-njy )(?<!-nyň )\b({month}){whole}{day}",
        "part": rf"\b(?:({ordinal})[\s-]+(?:\w+\s)?(?:{row['half']}|{row['quarter']})"
        r"|(?-i:H|Q)([1-4])\b|([1-4])(?-i:H|Q)\b)",
        "several": rf"(?:\b(\d{{1,2}})|\b({numbers}))[- ](?:{row['count']})\b",
        "relative": rf"(?P<ago>{row['year_ago']})|(?P<last>{row['last_year']})|(?P<this>{row['this_year']})",
    }
    return _Words(
        **{name: re.compile(pattern, re.IGNORECASE) for name, pattern in compiled.items()},
        months=tuple(re.compile(stem, re.IGNORECASE) for stem in row["months"]),
        ordinals=tuple(re.compile(rf"(?:{stem})\b", re.IGNORECASE) for stem in row["ordinals"]),
        half=re.compile(row["half"], re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Periods:
    """The times of one report: `published` tells which January is meant."""

    language: str
    published: datetime

    def named(self, sentence: str) -> tuple[_Time, ...]:
        """The times that a sentence names, the fuller ones before the years inside them."""
        words = _words(self.language)
        found = list(self._parts(sentence, words)) if words else []
        taken = [(time.start, time.end) for time in found]
        for match in _ANY_YEAR.finditer(sentence):
            if not any(start <= match.start() < end for start, end in taken):
                found.append(_Time(match.start(), match.end(), match[1]))
        return tuple(sorted(found, key=lambda time: time.start))

    def _parts(self, sentence: str, words: _Words) -> Iterator[_Time]:
        taken: list[range] = []
        for kind in ("span", "part", "several", "relative", "month"):
            for match in getattr(words, kind).finditer(sentence):
                if any(match.start() in spot for spot in taken):
                    continue
                start, end, year = _with_year(sentence, match.start(), match.end())
                period = self._period(kind, match, year, words)
                if period:
                    taken.append(range(start, end))
                    yield _Time(start, end, period)

    def _period(self, kind: str, match: re.Match[str], year: int, words: _Words) -> str:
        match kind:
            case "span":
                return self._months(_index(words.months, match[1]), _index(words.months, match[2]), year)
            case "part":
                return self._part(match, year, words)
            case "several":
                many = (
                    int(match[1])
                    if match[1]
                    else int(grammar(self.language).words.get(match[2].casefold(), 0))
                )
                return self._months(1, many, year) if 1 < many <= _FIRST_N else ""
            case "relative":
                this = year or self.published.year
                return {"ago": "ago", "last": str(this - 1), "this": str(this)}[match.lastgroup or "this"]
            case _:
                month = _index(words.months, match[1])
                return f"{year or self._year_of(month)}-{month:02}"

    def _part(self, match: re.Match[str], year: int, words: _Words) -> str:
        digit = match[2] or match[3]
        number = int(digit) if digit else _index(words.ordinals, match[1])
        is_half = words.half.search(match[0]) is not None if not digit else "h" in match[0].lower()
        last_month = number * (6 if is_half else 3)
        if last_month > _FIRST_N:
            return ""
        return f"{year or self._year_of(last_month)}-{'H' if is_half else 'Q'}{number}"

    def _months(self, first: int, last: int, year: int) -> str:
        year = year or self._year_of(last)
        if (first, last) == (1, 6):
            return f"{year}-H1"
        if first % 3 == 1 and last == first + 2:
            return f"{year}-Q{last // 3}"
        if (first, last) == (1, _FIRST_N):
            return str(year)
        begun = year - 1 if first > last else year
        return f"{begun}-{first:02}/{year}-{last:02}"

    def _year_of(self, month: int) -> int:
        """The year of the last such month that has begun when the report is published."""
        return self.published.year - (month > self.published.month)

    def of(self, at: int, named: tuple[_Time, ...]) -> str:
        """The period of the figure at a place: the time named last before it, else the first after it."""
        told = [time for time in named if time.period != "ago"]
        before = [time for time in told if time.end <= at]
        after = [time for time in told if time.start > at]
        ago = any(time.period == "ago" and abs(time.start - at) < 60 for time in named)
        period = before[-1].period if before else after[0].period if after else ""
        return _year_before(period) if ago and before else period


def _with_year(sentence: str, start: int, end: int) -> tuple[int, int, int]:
    """The expression with the year that stands beside it: "January-August 2024", "2024 йил январь"."""
    after = _YEAR_AFTER.match(sentence, end)
    if after:
        return start, after.end(), int(after[1])
    before = _YEAR_BEFORE.search(sentence, max(0, start - 40), start)
    return (before.start(), end, int(before[1])) if before else (start, end, 0)


def _index(patterns: tuple[re.Pattern[str], ...], text: str) -> int:
    """Which of the patterns, counted from 1, the text is; the longest match decides (I, II, III)."""
    ranked = [(m.end(), n) for n, pattern in enumerate(patterns, 1) if (m := pattern.match(text))]
    return max(ranked)[1] if ranked else 1


def _year_before(period: str) -> str:
    return re.sub(r"\b(\d{4})", lambda m: str(int(m[1]) - 1), period)
