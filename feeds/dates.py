"""Dates as outlets of the region write them: in figures, in words of ten languages, by distance from now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from feeds.zones import ZONE
from feeds.zones import zone as named_zone

_LOOKED_AT = 200  # characters; a date is short
_FIRST_YEAR = 1980

# How the months' names begin in Russian (with Uzbek, Tajik and Kyrgyz Cyrillic), Uzbek Latin, Turkmen,
# Azerbaijani, Turkish, English and Kazakh; endings differ by case.
_MONTHS = (
    "янв ýanw yanv january ocak қаңтар",
    "февр fewr fevr february şubat ақпан",
    "март mart march наурыз",
    "апрел april aprel nisan сәуір",
    "мамыр mayıs",
    "июн iýun iyun june haziran маусым",
    "июл iýul iyul july temmuz шілде",
    "авг awg avg avq august ağustos тамыз",
    "сент sent september eylül қыркүйек",
    "октя oktýa oktya oktab october ekim қазан",
    "ноя noýa noya november kasım қараша",
    "дека deka december aralık желтоқсан",
)
_MONTH_OF = {word: number for number, line in enumerate(_MONTHS, 1) for word in line.split()}
_WHOLE = {  # too short to be only a beginning
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "мае": 5, "майда": 5, "майы": 5,
    "may": 5, "mayda": 5, "maý": 5, "maýy": 5, "сен": 9, "окт": 10, "дек": 12, "fev": 2, "okt": 10, "dek": 12,
}  # fmt: skip
_TODAY = ("сегодня", "bugun", "бугун", "şugün", "bugün", "бүгін", "бүгүн", "имрӯз", "имруз", "today")
_YESTERDAY = (
    "вчера",
    "kecha",
    "кеча",
    "düýn",
    "dün",
    "dünən",
    "кеше",
    "кечээ",
    "дирӯз",
    "дируз",
    "yesterday",
)
_DAYS_BACK = dict.fromkeys(_TODAY, 0) | dict.fromkeys(_YESTERDAY, 1)
_MINUTES_IN = {  # by how the unit begins
    "мин": 1, "min": 1, "daq": 1, "дақ": 1, "dəq": 1,
    "час": 60, "hour": 60, "soat": 60, "соат": 60, "sagat": 60, "сағат": 60, "саат": 60, "saat": 60,
    "дн": 1440, "ден": 1440, "day": 1440, "kun": 1440, "кун": 1440, "gün": 1440, "күн": 1440, "рӯз": 1440,
    "недел": 10080, "week": 10080, "hafta": 10080, "ҳафта": 10080,
    "hepde": 10080, "апта": 10080, "həftə": 10080,
}  # fmt: skip
_AGO = "назад|ago|oldin|avval|олдин|аввал|öň|ozal|бұрын|мурун|əvvəl|önce|пеш"

_WORD = r"(?P<word>[^\W\d_]{3,12})"
_DAY = r"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|-)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_IN_YEAR = r"[\s,-]*(?:yil\w*|йил\w*|жыл\w*|ýyl\w*|года?\b|г\b\.?|сол\w*|il(?:in|də)?\b)?"
_TIME = (
    r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?![.\d])"
    r"(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\b)?"
)
_CLOCK = re.compile(rf"(?<![\d.:]){_TIME}")
_CLOCK_FIRST = re.compile(rf"\W*{_TIME}")
_CLOCK_AFTER = re.compile(rf"{_IN_YEAR}[\s,|/—–.t()-]*(?:в|at|soat|соат|саат|saat|sagat|сағат)?\s*{_TIME}")
_ZONE = re.compile(rf"[\s(]*(?P<zone>{ZONE})\)?")
_YEAR_WORD = re.compile(_IN_YEAR)
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<s>[-/.])(?P<month>\d\d?)(?P=s)(?P<day>\d\d?)(?!\d)",
        r"(?<![\d.])(?P<day>\d\d?)(?P<s>[-/.])(?P<month>\d\d?)(?P=s)(?P<year>(?:19|20)\d\d|\d\d(?![\d:.]))",
        rf"{_DAY}\s*{_WORD}[.,]?\s*-?\s*{_YEAR}",
        rf"(?<!\d){_YEAR}{_IN_YEAR}[\s,-]*(?P<day>\d\d?)[\s-]*{_WORD}",
        rf"{_WORD}\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_DAY}\s*{_WORD}",
        rf"{_WORD}\s+(?P<day>\d\d?)(?!\d)",
    )
)
_DISTANCE = re.compile(rf"(?P<count>\d{{1,3}})?\s*(?P<unit>[^\W\d_]{{2,10}})\s+(?:{_AGO})\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """A moment and where in the text it stands."""

    moment: datetime
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text in lower case, with what is needed to understand it."""

    text: str
    zone: tzinfo
    now: datetime

    def midnight(self, days_back: int = 0) -> datetime:
        day = self.now.astimezone(self.zone) - timedelta(days=days_back)
        return day.replace(hour=0, minute=0, second=0, microsecond=0)


def parse(text: str, zone: str, now: datetime) -> datetime | None:
    """The moment that `text` names, in UTC; None when it names none.

    `zone` (IANA name) is that of the outlet, for dates without one; a day without a time is its beginning.
    Without a year the latest such day that is not after tomorrow is meant. Text may stand around the date.
    """
    found = _find(" ".join(text.split()), zone, now)
    return found.moment if found else None


def leading(text: str, zone: str, now: datetime) -> tuple[datetime | None, str]:
    """The moment with which `text` begins, and the rest: "09:16, 4 мая 2026 Title" gives "Title" as well."""
    shown = " ".join(text.split())
    found = _find(shown, zone, now)
    if found is None or found.start > 0:
        return None, shown
    return found.moment, shown[found.end :].lstrip(" ,|/—–-")


def _find(shown: str, zone: str, now: datetime) -> _Found | None:
    reading = _Reading(_folded(shown[:_LOOKED_AT]), _zone(zone), now)
    for finders in (_stamps, _calendar_days, _distances, _days_by_name, _clocks):
        try:
            found = next(finders(reading), None)
        except (ValueError, OverflowError):
            continue
        if found is not None:
            return found
    return None


def _folded(text: str) -> str:
    """Lower case, one character for one, so that positions stay."""
    return "".join(character.lower()[0] for character in text)


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def _stamps(reading: _Reading) -> Iterator[_Found]:
    """Seconds or milliseconds since 1970."""
    if re.fullmatch(r"[0-9]{10}|[0-9]{13}", reading.text):
        yield _Found(datetime.fromtimestamp(int(reading.text[:10]), UTC), 0, len(reading.text))


def _calendar_days(reading: _Reading) -> Iterator[_Found]:
    for pattern in _DATES:
        for match in pattern.finditer(reading.text):
            day = _day(match, reading)
            if day is not None:
                yield _with_time(reading, day, *match.span())


def _day(match: re.Match[str], reading: _Reading) -> datetime | None:
    """The beginning of the day matched, in the outlet's zone."""
    part = match.groupdict()
    month = _month(part["word"]) if "word" in part else int(part["month"])
    day = int(part["day"])
    if month > 12 >= day and match.re is _DATES[1]:
        day, month = month, day
    if part.get("year"):
        year = int(part["year"]) + (2000 if len(part["year"]) == 2 else 0)
        return _date(year, month, day, reading.zone) if _FIRST_YEAR <= year <= reading.now.year + 2 else None
    tomorrow = reading.midnight(-1)
    past = (_date(tomorrow.year - back, month, day, reading.zone) for back in range(9))  # 29 February is rare
    return next((one for one in past if one and one <= tomorrow), None)


def _month(word: str) -> int:
    return _WHOLE.get(word) or next((n for start, n in _MONTH_OF.items() if word.startswith(start)), 0)


def _date(year: int, month: int, day: int, zone: tzinfo) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=zone)
    except ValueError:
        return None


def _with_time(reading: _Reading, day: datetime, start: int, end: int) -> _Found:
    """The day with the time that stands right after it or somewhere before it."""
    clock = _CLOCK_AFTER.match(reading.text, end)
    if clock is None:
        year_word = _YEAR_WORD.match(reading.text, end)
        end = year_word.end() if year_word else end
        clock = next((one for one in _CLOCK.finditer(reading.text, 0, start)), None)
    if clock is None:
        return _Found(day.astimezone(UTC), start, end)
    said = _ZONE.match(reading.text, clock.end())
    zone = named_zone(said["zone"].strip()) if said else None
    moment = _at(day, clock).replace(tzinfo=zone or day.tzinfo)
    last = said.end() if said and zone else clock.end()
    return _Found(moment.astimezone(UTC), min(start, clock.start()), max(end, last))


def _at(day: datetime, clock: re.Match[str]) -> datetime:
    hour = int(clock["hour"])
    if clock["half"] and hour <= 12:
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    return at(day, hour, int(clock["minute"]), int(clock["second"] or 0))


def at(day: datetime, hour: int, minute: int, second: int) -> datetime:
    """That time of the day. 24:00 is its end (ISO 8601); 24:05 is 0:05 to those who count hours from 1."""
    moment = day.replace(hour=hour % 24 if hour <= 24 else hour, minute=minute, second=min(second, 59))
    return moment + timedelta(days=1) if hour == 24 and not minute and not second else moment


def _distances(reading: _Reading) -> Iterator[_Found]:
    """A distance back: "2 часа назад", "5 minutes ago"."""
    for match in _DISTANCE.finditer(reading.text):
        minutes = next((n for start, n in _MINUTES_IN.items() if match["unit"].startswith(start)), 0)
        if minutes:
            back = timedelta(minutes=minutes * int(match["count"] or 1))
            yield _Found((reading.now - back).astimezone(UTC), *match.span())


def _days_by_name(reading: _Reading) -> Iterator[_Found]:
    """A day by its name: "Сегодня, 14:30", "düýn"."""
    for match in re.finditer(r"\b(?:bu|şu) gün\b|[^\W\d_]+", reading.text):
        back = _DAYS_BACK.get(match[0].replace(" ", ""))
        if back is not None:
            yield _with_time(reading, reading.midnight(back), *match.span())


def _clocks(reading: _Reading) -> Iterator[_Found]:
    """A time alone is the last such moment."""
    clock = _CLOCK_FIRST.match(reading.text)
    if clock:
        moment = _at(reading.midnight(), clock)
        past = moment if moment <= reading.now else moment - timedelta(days=1)
        yield _Found(past.astimezone(UTC), *clock.span())
