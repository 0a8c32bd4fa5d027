"""Words, numbers, dates and names in the reader's language. The sentences stand in locales/LANGUAGE/*.ftl."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, assert_never

from babel import Locale
from babel.dates import format_date, get_day_names, get_timezone_location
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

from message import Time
from model import LabelKind
from news.query import Query, parse
from news.taxonomy import Taxonomy
from news.wishes import Begun, Both, Either, Field, Said, Wish, Without

_FORMER = {"Asia/Kolkata": "Asia/Calcutta", "Europe/Kyiv": "Europe/Kiev"}  # CLDR keeps a zone's first name
LANGUAGES = {"en": "English", "ru": "Русский", "uz": "O‘zbekcha", "tk": "Türkmençe"}


class Words:
    """What we say in one language. A sentence that it lacks is said in English."""

    def __init__(self, language: str) -> None:
        """An unknown language speaks English."""
        self.language = language if language in LANGUAGES else "en"
        self._locale = Locale.parse(self.language)

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The sentence of this key; the key itself when no language has it."""
        for bundle in (_bundle(self.language), _bundle("en")):
            sentence = bundle.get_message(key).value if bundle.has_message(key) else None
            if sentence is not None:
                return str(bundle.format_pattern(sentence, values)[0])
        return key

    # ------------------------------------------------------------ numbers and dates

    def number(self, value: float) -> str:
        """A number as people write it here."""
        return str(format_decimal(value, locale=self._locale))

    def day(self, day: date) -> str:
        """Friday, 25 September."""
        return str(format_date(day, "EEEE, d MMMM", locale=self._locale))

    def full_day(self, day: date) -> str:
        """25 Sep 2026."""
        return str(format_date(day, "d MMM y", locale=self._locale))

    def weekday(self, number: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
        """The name of a weekday; Monday is 0."""
        return str(get_day_names(width, "format", self._locale)[number])

    def clock(self, at: time) -> str:
        """08:00, everywhere alike."""
        return f"{at:%H:%M}"

    def moment(self, at: datetime, style: str = "dt") -> Time:
        """A moment in the reader's own zone; clients that cannot show it say it in UTC."""
        short = str(format_date(at.date(), "d MMM", locale=self._locale))
        day = short if "d" in style else self.full_day(at.date())
        return Time(at, f"{day}, {at:%H:%M} UTC" if "t" in style else day, style)

    def ago(self, at: datetime, now: datetime) -> str:
        """How long ago, in the largest unit that fits."""
        minutes = max(0, int((now - at).total_seconds() // 60))
        if minutes < 1:
            return self("ago-now")
        for key, size in (("ago-days", 1440), ("ago-hours", 60)):
            if minutes >= size:
                return self(key, count=minutes // size)
        return self("ago-minutes", count=minutes)

    # ------------------------------------------------------------ names

    def language_name(self, code: str) -> str:
        """What a language is called here."""
        return str(self._locale.languages.get(code, code))

    def city(self, zone: str) -> str:
        """The city that a zone is named after."""
        known = self._locale.time_zones.get(_FORMER.get(zone, zone), {})
        return str(known.get("city") or get_timezone_location(zone, locale=self._locale, return_city=True))

    def country(self, code: str) -> str:
        """A country's flag and name."""
        taxonomy = Taxonomy.default()
        name = taxonomy.name(LabelKind.COUNTRY, code, self.language)
        return f"{taxonomy.flag(code)} {name}".strip()

    def sector(self, code: str) -> str:
        """A sector's name."""
        return Taxonomy.default().name(LabelKind.SECTOR, code, self.language)

    def short_sector(self, code: str) -> str:
        """A sector's name for a button, two to a row; its name where we have no shorter one."""
        short = self(f"sector-{code}")
        return self.sector(code) if short == f"sector-{code}" else short

    def topic(self, code: str) -> str:
        """A topic's name."""
        return Taxonomy.default().name(LabelKind.TOPIC, code, self.language)

    def label(self, kind: LabelKind, code: str) -> str:
        """The name of a country, sector or topic."""
        return {LabelKind.COUNTRY: self.country, LabelKind.SECTOR: self.sector, LabelKind.TOPIC: self.topic}[
            kind
        ](code)

    def query(self, query: str) -> str:
        """A query as a person would say it: 🇹🇲 Turkmenistan, gas, newest first. Empty is everything."""
        return ", ".join(_said(parse(query), self)) or self("query-everything")


def _said(query: Query, words: Words) -> Iterator[str]:
    if query.wish is not None:
        yield _wish(query.wish, words, inside=False)
    if query.since:
        hours = query.since // timedelta(hours=1)
        days = hours % 24 == 0
        yield words("query-days", count=hours // 24) if days else words("query-hours", count=hours)
    if query.after:
        yield words("query-after", day=words.full_day(query.after))
    if query.before:
        yield words("query-before", day=words.full_day(query.before))
    if query.sort == "new":
        yield words("query-new")


def _wish(wish: Wish, words: Words, *, inside: bool) -> str:
    match wish:
        case Said(text):
            return words("quoted", text=text) if " " in text else text
        case Begun(text):
            return f"{text}…"
        case Field(kind, value):
            return _field(kind, value, words)
        case Without(part):
            return words("query-without", what=_wish(part, words, inside=True))
        case Both(parts):
            both = _joined(parts, words)
            return f"({both})" if inside else both
        case Either(parts):
            return f" {words('query-or')} ".join(_wish(part, words, inside=True) for part in parts)
        case _:
            assert_never(wish)


def _joined(parts: Sequence[Wish], words: Words) -> str:
    """Words stand side by side as they were written, two countries with a dash, all else with commas."""
    said = _wish(parts[0], words, inside=False)
    for before, part in pairwise(parts):
        match before, part:
            case (Said() | Begun(), Said() | Begun()):
                between = " "
            case (Field("country", _), Field("country", _)):
                between = " – "
            case _:
                between = ", "
        said += between + _wish(part, words, inside=False)
    return said


def _field(kind: str, value: str, words: Words) -> str:
    match kind:
        case "country":
            return words.country(value.upper())
        case "sector":
            return words.sector(value)
        case "topic":
            return words.topic(value)
        case "lang":
            return words.language_name(value)
        case "has":
            return words("query-figures")
        case _:
            return value


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    folder = files("views") / "locales" / language
    for part in sorted(folder.iterdir(), key=lambda each: each.name):
        bundle.add_resource(FluentResource(part.read_text("utf-8")))
    return bundle


@cache
def words_in(language: str) -> Words:
    """The words of a language, made once."""
    return Words(language)


def flags(codes: tuple[str, ...]) -> str:
    """The flags of countries, those that have one."""
    taxonomy = Taxonomy.default()
    return "".join(taxonomy.flag(code) for code in codes)
