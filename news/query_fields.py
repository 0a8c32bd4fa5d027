"""What stands behind the colon: country:tm, sector:"oil and gas", since:7d, sort:new."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from news.concepts import codes_by_terms, codes_of, known_codes
from news.text import terms
from news.wishes import Field, Wish

FIELDS = {
    "country": "country", "страна": "country", "davlat": "country", "ýurt": "country", "yurt": "country",
    "between": "between", "между": "between",
    "sector": "sector", "отрасль": "sector", "soha": "sector", "pudak": "sector",
    "topic": "topic", "тема": "topic", "mavzu": "topic", "tema": "topic",
    "lang": "lang", "language": "lang", "язык": "lang", "til": "lang", "dil": "lang",
    "source": "source", "outlet": "source", "источник": "source", "manba": "source", "çeşme": "source",
    "since": "since", "after": "after", "before": "before", "has": "has", "sort": "sort",
}  # fmt: skip
_FIGURES = ("figures", "figure", "numbers", "цифры", "raqamlar", "sanlar")
_SORTS = {"new": "new", "newest": "new", "best": "best"}
_DAYS = {
    1: ("today", "сегодня", "bugun", "şugün", "bu gün"),
    2: ("yesterday", "вчера", "kecha", "düýn"),
    7: ("week", "неделя", "неделю", "hafta", "hepde"),
    30: ("month", "месяц", "oy", "aý"),
    365: ("year", "год", "yil", "ýyl"),
}
_SPOKEN = {word: days for days, words in _DAYS.items() for word in words}
_HOURS = {"h": 1, "d": 24, "w": 168, "m": 720, "y": 8760}
LONGEST_SINCE = 36_500 * 24  # hours
LONGEST_VALUE = 100


@dataclass(slots=True)
class Meant:
    """What a query says about dates and order; of several bounds the narrowest holds."""

    since: timedelta | None = None
    after: date | None = None
    before: date | None = None
    sort: str = "best"

    def dates(self) -> tuple[object, ...]:
        """Everything here, to see a change."""
        return self.since, self.after, self.before, self.sort


Read = tuple[list[Wish], str, str]  # what was read, the key of a problem or "", a suggestion or ""


def read_field(meant: Meant, name: str, value: str) -> Read:
    """Read one field; dates and order go into `meant`."""
    match name:
        case "since" | "after" | "before":
            return _read_date(meant, name, value.lower())
        case "sort":
            meant.sort = _SORTS.get(value.lower(), meant.sort)
            return [], "" if value.lower() in _SORTS else "unknown-sort", "sort:new"
        case "has":
            known = value.casefold() in _FIGURES
            return ([Field("has", "figures")], "", "") if known else ([], "unknown-has", "has:figures")
        case "source":
            said = " ".join(value.casefold().split())[:LONGEST_VALUE].strip()
            return ([Field("source", said)], "", "") if terms(said) else ([], "no-value", "")
        case _:
            return _read_codes("country" if name == "between" else name, value)


def _read_codes(kind: str, value: str) -> Read:
    wishes: list[Wish] = []
    problem, suggestion = ("", "") if value else ("no-value", "")
    for part in filter(None, (part.strip() for part in value.split(","))):
        code = code_named(kind, part)
        if code:
            wishes.append(Field(kind, code))
        else:
            problem, suggestion = f"unknown-{kind}", _nearest(kind, part)
    return wishes, problem, suggestion


def code_named(kind: str, name: str) -> str:
    """The code that a code or a name in any language stands for; "" when none."""
    code = name.casefold().replace("-", "_")
    return code if code in known_codes(kind) else codes_by_terms(kind).get("".join(terms(name)), "")


def _nearest(kind: str, name: str) -> str:
    near = get_close_matches(name.casefold()[:LONGEST_VALUE], codes_of(kind), n=1, cutoff=0.7)
    return f"{kind}:{codes_of(kind)[near[0]]}" if near else ""


_SPAN = re.compile(r"(\d{1,6})\s*([hdwmy])?[a-z]*")
_DATE = re.compile(r"(\d{4})(?:[-.](\d{1,2}))?(?:[-.](\d{1,2}))?")


def _read_date(meant: Meant, name: str, value: str) -> Read:
    day = _day(value)
    if day and name == "before":
        meant.before = min(day, meant.before or day)
    elif day:
        meant.after = max(day, meant.after or day)
    elif name != "before" and (since := _since(value)):
        meant.since = min(since, meant.since or since)
    else:
        return [], "unknown-date", "since:7d" if name == "since" else f"{name}:2026-01-31"
    return [], "", ""


def _since(value: str) -> timedelta | None:
    """7d, 36h, "2 weeks", yesterday; None when it says no length of time."""
    if value in _SPOKEN:
        return timedelta(days=_SPOKEN[value])
    span = _SPAN.fullmatch(value)
    hours = min(int(span[1]) * _HOURS[span[2] or "d"], LONGEST_SINCE) if span else 0
    return timedelta(hours=hours) if hours else None


def _day(value: str) -> date | None:
    found = _DATE.fullmatch(value)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
