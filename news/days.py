"""The days that the lead of a report names: what happened on Thursday is not what happened on Monday."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

LEAD = 4  # sentences, the title among them: further down other days are told of
_WEEKDAYS = {
    "en": r"(?-i:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b)",
    "ru": r"\b(?:понедельник|вторник|сред[ау]\b|четверг|пятниц|суббот|воскресень)",
}
_SHORTEST = 3  # letters that tell the weekdays of one language apart
_YEAR = re.compile(r"(?<![\d.,$€£])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_DAY_BEFORE = re.compile(r"\b([12]?\d|3[01])[-–]?[^\W\d_]{0,4}\s*$")
_DAY_AFTER = re.compile(r"^\.?\s+([12]?\d|3[01])(?:st|nd|rd|th)?\b(?![.,]\d|\s?%)")
_VERBS = frozenset({"may", "march"})  # English months that are other words as well


def named_days(sentences: Sequence[str], language: str) -> tuple[str, ...]:
    """What the lead names, as "weekday mon", "month 9", "day 9-15" and "year 2013", each once."""
    lead = "\n".join(sentences[:LEAD])
    found = [*_weekdays(lead, language), *_months(lead, language)]
    found += (f"year {year}" for year in _YEAR.findall(lead))
    return tuple(dict.fromkeys(found))


def _weekdays(lead: str, language: str) -> Iterator[str]:
    pattern = _pattern(_WEEKDAYS.get(language, ""))
    if pattern:
        yield from (f"weekday {name.lower()[:_SHORTEST]}" for name in pattern.findall(lead))


def _months(lead: str, language: str) -> Iterator[str]:
    stems = _stems().get(language, ())
    pattern = _pattern("|".join(f"({stem})" for stem in stems))
    for match in pattern.finditer(lead) if pattern else ():
        if language == "en" and not match[0][0].isupper():
            continue
        number = match.lastindex or 0
        before = _DAY_BEFORE.search(lead[max(0, match.start() - 9) : match.start()])
        after = _DAY_AFTER.search(lead[match.end() : match.end() + 6]) if language == "en" else None
        day = before or after
        if day or match[0].lower() not in _VERBS:
            yield f"month {number}"
        if day:
            yield f"day {number}-{int(day[1])}"


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """The twelve months of each language, as the periods of figures know them."""
    held = tomllib.loads(files("news").joinpath("periods.toml").read_text("utf-8"))
    return {language: tuple(row["months"]) for language, row in held.items()}


@cache
def _pattern(expression: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{expression})", re.IGNORECASE) if expression else None
