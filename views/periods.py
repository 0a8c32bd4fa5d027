"""The period of a figure as people say it: 2025-Q1, 2024-H1, 2026-01/2026-10 and the like."""

import re
from datetime import date

from babel.dates import format_date, format_interval

from views.i18n import Words

_PART = re.compile(r"(?P<year>\d{4})-(?P<kind>[QH])(?P<number>[1-4])")
_MONTHS = re.compile(r"(\d{4})-(\d\d)(?:/(\d{4})-(\d\d))?")
_YEARS = re.compile(r"(\d{4})/(\d{4})")


def period(said: str, words: Words) -> str:
    """The words for a period as model.Figure has it; what is no such period stays as it is."""
    if part := _PART.fullmatch(said):
        key = "period-quarter" if part["kind"] == "Q" else "period-half"
        return words(key, year=part["year"], number=part["number"])
    if years := _YEARS.fullmatch(said):
        return f"{years[1]}–{years[2]}"
    if found := _MONTHS.fullmatch(said):
        return _months(found, words.language) or said
    return said


def _months(found: re.Match[str], language: str) -> str:
    year, month, last_year, last_month = (int(part) if part else 0 for part in found.groups())
    if not 1 <= month <= 12 or last_month > 12:
        return ""
    first = date(year, month, 1)
    if not last_month:
        shown = str(format_date(first, "LLL y", locale=language))
    else:
        shown = str(format_interval(first, date(last_year, last_month, 1), "yMMM", locale=language))
    return re.sub(r"[\u2009\u202f ]*–[\u2009\u202f ]*", "–", re.sub(r"\s+г\.", "", shown))
