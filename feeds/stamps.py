"""Dates as the formats of feeds want them, and as their authors write them all the same.

RFC 822 for RSS, RFC 3339 and the rest of ISO 8601 for Atom and JSON, C's ctime; each must stand alone and
whole. What is none of them is left to feeds/dates.py, which reads words of many languages out of any text.
feedparser's own reading is asked only for what only it knows: taken for all, it makes November of
"2012/04/05 23:47" and midnight of "2012-04-05 23:47 UTC".
"""

import re
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedparser.datetimes.greek import _parse_date_greek
from feedparser.datetimes.hungarian import _parse_date_hungarian
from feedparser.datetimes.iso8601 import _parse_date_iso8601
from feedparser.datetimes.korean import _parse_date_nate, _parse_date_onblog
from feedparser.datetimes.w3dtf import _parse_date_w3dtf

from feeds import dates
from feeds.zones import ZONE, zone

Reader = Callable[[str], tuple[int, ...] | None]

_LONGEST = 64  # characters of an exact date; feedparser's patterns are not asked for more
_YEARS = range(1980, 2100)
_CENTURY = 90  # two figures of a year: up to here of this century, as RFC 2822 readers have it
_MONTHS = tuple(  # how they begin in English, French, German, Spanish, Portuguese, Italian and Dutch
    tuple(line.split())
    for line in (
        "jan jän ene gen", "feb fev fév", "mar mär mrz mrt maa", "apr avr abr", "may mai mag mei",
        "jun juin giu", "jul juil lug", "aug aoû aou ago", "sep set", "oct okt out ott", "nov",
        "dec dez dic déc",
    )
)  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?"
    rf"(?:\s*(?![ap]\.?m)(?P<zone>{ZONE}))?(?:\s*\([^()]*\))?"
)
_WEEKDAY, _DAY = r"(?:[^\W\d]{1,12}\.?,?\s*)?", r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d\d(?:\d\d)?)"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_WEEKDAY}{_DAY}\.?[\s-]+(?:{_MONTH}|(?P<number>\d\d?))[\s-]+{_YEAR}(?:[\s,-]+{_TIME})?",
        rf"(?P<year>\d{{4}})-(?P<number>\d\d?)-{_DAY}(?:(?:\s*t\s*|\s+){_TIME})?",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_TIME}\s+(?P<year>\d{{4}})",
    )
)
_OF_FIGURES: tuple[Reader, ...] = (_parse_date_w3dtf, _parse_date_iso8601)
_ABROAD: tuple[Reader, ...] = (_parse_date_onblog, _parse_date_nate, _parse_date_greek, _parse_date_hungarian)
_RARE = re.compile(r"\d{4}-?w\d\d(?:-?\d)?|\d{8}t\d[\d:.,]*(?:z|[+-][\d:]{2,5})?")  # the rest of ISO 8601
_FIGURES = re.compile(r"-?\d\d[\d-]{0,6}")  # "2003-12", "2003-335", "031231"


def parse(said: str, home: str) -> datetime | None:
    """The moment a feed names, in UTC; None for none from 1980 to 2099.

    `home` (an IANA name) is the zone of a date that names none.
    """
    text = " ".join(said.split())
    found = _exact(text, home) if len(text) <= _LONGEST else None
    found = found or dates.parse(text, home, datetime.now(UTC))
    return found if found and found.year in _YEARS else None


def _exact(text: str, home: str) -> datetime | None:
    lowered = text.lower()
    if _FIGURES.fullmatch(text):
        return _known(text, _OF_FIGURES, home)
    try:
        if _RARE.fullmatch(lowered):
            moment = datetime.fromisoformat(text.upper())
            return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(home))).astimezone(UTC)
        found = next(filter(None, (form.fullmatch(lowered) for form in _FORMS)), None)
        if found:
            return _moment(found.groupdict(), home)
    except (ValueError, OverflowError):
        pass  # no such day, or no month we know
    return None if text.isascii() else _known(text, _ABROAD, "UTC")


def _known(text: str, readers: tuple[Reader, ...], home: str) -> datetime | None:
    """What feedparser's own readers make of it."""
    for reader in readers:
        try:
            if parsed := reader(text):
                moment = datetime.fromtimestamp(timegm(parsed), UTC)  # a year may be one that nobody counts
                return moment.replace(tzinfo=ZoneInfo(home)).astimezone(UTC)
        except (LookupError, ValueError, OverflowError, AttributeError):
            continue
    return None


def _moment(part: dict[str, str | None], home: str) -> datetime:
    year, month = part["year"] or "", part.get("number") or _month(part.get("month") or "")
    century = 0 if len(year) == 4 else 2000 if int(year) < _CENTURY else 1900
    where = zone(part["zone"].strip()) if part["zone"] else None
    day = datetime(century + int(year), int(month), int(part["day"] or 0), tzinfo=where or ZoneInfo(home))
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    return dates.at(day, hour, minute, second).astimezone(UTC)


def _month(word: str) -> int:
    """Its number, 0 for none."""
    return next((number for number, starts in enumerate(_MONTHS, 1) if word.startswith(starts)), 0)
