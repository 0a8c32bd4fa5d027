"""Which time does a figure speak of? 2021, 2024-H1, 2025-Q1, 2025-01, 2025-01/2025-08 or ""."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from importlib.resources import files

from news.numbers import grammar
from news.spans import belongs_from, is_deadline, is_other_span, is_since

_YEAR = r"(?<![\w.,/])((?:19|20)\d\d)(?![\d%]|[.,]\d)"
_AROUND_YEAR = (
    r"(?:[-–'’]?\w{0,5}\s*(?:год\w*|г\.|ýyl\w*|yil\w*|йил\w*|жыл\w*|il\w*|yıl\w*|сол\w*|of|in)?[\s,]*)"
)
_YEAR_AFTER = re.compile(rf"{_AROUND_YEAR}?\W{{0,3}}{_YEAR}")
_YEAR_BEFORE = re.compile(rf"{_YEAR}{_AROUND_YEAR}(?:\w+\s){{0,1}}$")
_ANY_YEAR = re.compile(_YEAR)
_FIRST_N = 12
_BESIDE = 6  # characters between "eight months" and the "this year" that goes with them
_WORDS_PART = re.compile(r"[,;.\d]|\w{4}")
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
_DIRECTLY = re.compile(r"\s+(?:in|for|during|в|за|по итогам)\s+(?:the )?", re.IGNORECASE)
_FROM_THEN = re.compile(r"\b(?:from|on|over|since)\s+$")  # "up 9 percent from a year earlier" is of this year
_MONTHS = re.compile(r"[/HQ]")
_OF_NO_MONTHS = (
    re.compile(  # hopes, yearly capacities and standing shares, what is now and what somebody says
        r"^\W*[«“\"]|\bnow\b|currently|сейчас|ҳоло|hozir|ҳозир|häzir|қазір|азыр|hazırda|зарплат|salary|маош|"
        r"oylik maosh|"
        r"hope|plan|target|goal|will |would|expect|capacity|a year|annual|each|надеют|план|цел[ьи]|ожида|"
        r"мощност|"
        r"в год|ежегодно|будет|будут|hedef|beklen|kapasite|yılda|"
        r"maqsad|мақсад|quvvat|қувват|yiliga|йилига|reja|режа|"
        r"kuwwat|ýylda|meýil|maksat|қуат|жылына|жоспар|кубаттуулу|план|нақша|иқтидор|hədəf|ildə|gözlən|"
        r"истифода|"
        r"taslama|layihə|proje|жоба|долбоор|лойиҳа|проект|project",
        re.IGNORECASE,
    )
)
_NEAR = 60  # characters between a figure and the "a year earlier" that speaks of it
_OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:(—–-]|\b(?:and|while|а|и|но|with|va|ва|we|və|ve|және|жана))\W*$", re.IGNORECASE
)


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
    """A time that a sentence names, and where. Figures that begin before `since` do not belong to it."""

    start: int
    end: int
    period: str
    since: int = 0


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
        "span": rf"\b({month})\w{{0,6}}\s*(?:[-–—−/]|to\b|through\b|по\b|(?P<and>and)\b)\s*({month}){whole}",
        "month": rf"(?<![\d.])(?<!\d[ -])(?<!-nji )(?<!-njy )(?<!-nyň )\b({month}){whole}{day}",
        "part": rf"\b(?:({ordinal})[\s-]+(?:\w+\s)?(?:{row['half']}|{row['quarter']})"
        rf"|(?-i:H|Q)([1-4])\b|([1-4])(?-i:H|Q)\b|(?:{row['half']}|{row['quarter']})\s({ordinal})\b)",
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
        return tuple(sorted((_based(sentence, time) for time in found), key=lambda time: time.start))

    def _parts(self, sentence: str, words: _Words) -> Iterator[_Time]:
        taken: list[range] = []
        for kind in ("span", "part", "several", "relative", "month"):
            for match in getattr(words, kind).finditer(sentence):
                if any(match.start() in spot for spot in taken):
                    continue
                beside = _with_year if kind == "relative" else partial(self._with_year, words)
                start, end, year = beside(sentence, match.start(), match.end())
                if kind == "several" and not year and is_other_span(sentence, match.start(), match.end()):
                    continue
                if kind == "month" and not year and is_since(sentence, match.start(), match.end()):
                    continue
                if kind == "span" and match["and"] and not _BETWEEN.search(sentence, 0, match.start()):
                    continue
                period = self._period(kind, match, year, words)
                if period:
                    taken.append(range(start, end))
                    yield _Time(start, end, period)

    def _with_year(self, words: _Words, sentence: str, start: int, end: int) -> tuple[int, int, int]:
        """The expression with the year beside it, in digits or as "this year", «прошлого года»."""
        first, last, year = _with_year(sentence, start, end)
        if year:
            return first, last, year
        for beside in words.relative.finditer(sentence, max(0, start - 40), end + 40):
            gap = sentence[end : beside.start()] if beside.start() >= end else sentence[beside.end() : start]
            if beside.lastgroup != "ago" and len(gap) <= _BESIDE and not _WORDS_PART.search(gap):
                year = self.published.year - (beside.lastgroup == "last")
                return min(start, beside.start()), max(end, beside.end()), year
        return start, end, 0

    def _period(self, kind: str, match: re.Match[str], year: int, words: _Words) -> str:
        match kind:
            case "span":
                first, last = _index(words.months, match[1]), _index(words.months, match[3])
                return self._months(first, last, year)
            case "part":
                return self._part(match, year, words)
            case "several":
                many = (
                    int(match[1])
                    if match[1]
                    else int(grammar(self.language).words.get(match[2].casefold(), 0))
                )
                return self._months(1, many, year) if 1 < many < _FIRST_N + bool(year) else ""
            case "relative":
                this = year or self.published.year
                return {"ago": "ago", "last": str(this - 1), "this": str(this)}[match.lastgroup or "this"]
            case _:
                month = _index(words.months, match[1])
                return f"{year or self._year_of(month)}-{month:02}"

    def _part(self, match: re.Match[str], year: int, words: _Words) -> str:
        digit = match[2] or match[3]
        number = int(digit) if digit else _index(words.ordinals, match[1] or match[4])
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

    def of(self, start: int, end: int, sentence: str, named: tuple[_Time, ...]) -> str:
        """The period of the figure `sentence[start:end]`: the time named before it, else the one after."""
        told = [time for time in named if time.period != "ago" and time.since <= start]
        before = [time for time in told if time.end <= start]
        after = [time for time in told if time.start > start]
        if after and _DIRECTLY.fullmatch(sentence, end, after[0].start):  # "up from $4 bn in 2024"
            return after[0].period
        if after and not before and is_deadline(sentence, end, after[0].start):
            return ""
        period = before[-1].period if before else after[0].period if after else ""
        ago = before and any(t.period == "ago" and _speaks_of(sentence, t, start, end) for t in named)
        return _year_before(period) if ago else period


def carries(times: tuple[_Time, ...], before: str) -> str:
    """The months that the sentences after this one speak of, as a report of statistics does; "" if none."""
    told = [time.period for time in times if time.period != "ago"]
    return next((period for period in told if _MONTHS.search(period)), "") if told else before


def goes_on(sentence: str, times: tuple[_Time, ...], carried: str) -> str:
    """The months carried over, where a sentence has no time of its own and speaks of what was."""
    own = any(time.period != "ago" for time in times)
    return "" if own or not carried or _OF_NO_MONTHS.search(sentence) else carried


def _based(sentence: str, time: _Time) -> _Time:
    return replace(time, since=belongs_from(sentence, time.start, time.end))


def _speaks_of(sentence: str, ago: _Time, start: int, end: int) -> bool:
    """Whether "a year earlier" tells when this figure was: right beside it, and compared with nothing."""
    if ago.since > start or _FROM_THEN.search(sentence, 0, ago.start):
        return False
    if not (0 <= ago.start - end < _NEAR or 0 <= start - ago.end < _NEAR):
        return False
    opens = _OPENS_CLAUSE.search(sentence, 0, ago.start) is not None
    between = sentence[end : ago.start] if start < ago.start else sentence[ago.end : start]
    return opens == (ago.end <= start) and not re.search(r"\d", between)


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
