"""Words, numbers, dates and names in the reader's language. The sentences stand in locales/LANGUAGE/*.ftl."""

import re
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Literal

from babel import Locale
from babel.dates import format_date, get_day_names, get_timezone_location
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

from message import Time
from model import LabelKind
from news.taxonomy import Taxonomy

LANGUAGES = {"en": "English", "ru": "Русский", "uz": "O‘zbekcha", "tk": "Türkmençe"}
_FIELD = re.compile(r'(-?)(country|sector|topic|lang):("[^"]*"|[^\s()]+)')


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

    def weekday(self, number: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
        """The name of a weekday; Monday is 0."""
        return str(get_day_names(width, "format", self._locale)[number])

    def clock(self, at: time) -> str:
        """08:00, everywhere alike."""
        return f"{at:%H:%M}"

    def moment(self, at: datetime, style: str = "dt") -> Time:
        """A moment in the reader's own zone; clients that cannot show it say it in UTC."""
        pattern = "d MMM" if "d" in style else "d MMM y"
        day = str(format_date(at.date(), pattern, locale=self._locale))
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
        return str(get_timezone_location(zone, locale=self._locale, return_city=True))

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
        """A query as a person would say it: 🇹🇲 Turkmenistan, Chemicals. The empty one is everything."""
        if not query.strip():
            return self("query-everything")
        said = _FIELD.sub(lambda found: f"{found[1]}{self._field(found[2], found[3].strip(chr(34)))},", query)
        said = re.sub(r",?(\s+)OR\b,?", rf"\1{self('query-or')}", said)
        said = re.sub(r",(?=[\s)]*$|\))", "", said)
        return re.sub(r"[()]", "", said).strip(" ,")

    def _field(self, kind: str, code: str) -> str:
        match kind:
            case "country":
                return self.country(code.upper())
            case "sector":
                return self.sector(code)
            case "topic":
                return self.topic(code)
            case _:
                return self.language_name(code)


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
