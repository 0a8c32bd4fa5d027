"""The codes of countries, sectors and topics, what people call them, and the words that speak of them.

The words stand in taxonomy.toml and gazetteer.toml, as news/phrases.py describes; operators add theirs in a
file of their own (WORDS).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from model import LabelKind
from news import own_words
from news.phrases import Found, Owner, Pattern, Phrases
from news.spelling import fold

SECTIONS = {
    "countries": LabelKind.COUNTRY,
    "sectors": LabelKind.SECTOR,
    "topics": LabelKind.TOPIC,
}
STRENGTHS = {"words": 2.0, "hints": 1.0}  # a word that tells it alone, and one that needs company
ANY_SCRIPT = frozenset({"uz"})  # Uzbek is written in both
LANGUAGES = frozenset({"en", "ru", "tk", "uz", "kk", "ky", "tg", "az", "tr"})


@dataclass(frozen=True, slots=True)
class Concept:
    """A country, sector or topic. `names` by language of people (en, ru, uz, tk).

    `region`: a country that counts wherever it is mentioned, not only where a report is about it.
    """

    code: str
    names: Mapping[str, str]
    region: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that speak of a country, sector or topic; `text[start:end]` is what was matched."""

    kind: LabelKind
    code: str
    start: int
    end: int
    words: str
    implied: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Taxonomy:
    """All codes by kind, and the words they are found by."""

    countries: Mapping[str, Concept]
    sectors: Mapping[str, Concept]
    topics: Mapping[str, Concept]
    phrases: Phrases
    lands: Phrases  # those of countries alone

    @staticmethod
    def parse(*toml_texts: str) -> "Taxonomy":
        """Read a taxonomy from TOML texts; later ones add words to earlier ones.

        Raises ValueError with the place where a text is no TOML, lacks a name or speaks of an unknown code.
        """
        tables = [_table(number, text) for number, text in enumerate(toml_texts, start=1)]
        concepts = {section: _concepts(section, tables) for section in SECTIONS}
        patterns = [pattern for table in tables for pattern in _patterns(table, concepts)]
        lands = [pattern for pattern in patterns if pattern.owner.group in {"", LabelKind.COUNTRY}]
        return Taxonomy(
            **{s: MappingProxyType(found) for s, found in concepts.items()},
            phrases=Phrases(patterns),
            lands=Phrases(lands),
        )

    @staticmethod
    def default() -> "Taxonomy":
        """The taxonomy that comes with the program and the operator's own words, read once."""
        return _default()

    @staticmethod
    def with_words(toml_text: str) -> "Taxonomy":
        """The taxonomy with an operator's words, which count everywhere from now on; "" for none.

        Raises ValueError as `parse` and `own_words.say` do; then none count.
        """
        try:
            own_words.say(toml_text)
            return Taxonomy.default()
        except ValueError:
            own_words.say("")
            raise

    def concepts(self, kind: LabelKind) -> Mapping[str, Concept]:
        """The concepts of one kind by code."""
        return {
            LabelKind.COUNTRY: self.countries,
            LabelKind.SECTOR: self.sectors,
            LabelKind.TOPIC: self.topics,
        }[kind]

    def name(self, kind: LabelKind, code: str, language: str) -> str:
        """What people call it in their language, else in English; an unknown code is its own name."""
        concept = self.concepts(kind).get(code)
        return code if concept is None else concept.names.get(language, concept.names["en"])

    def flag(self, code: str) -> str:
        """A country's flag as an emoji; "" for codes that have none."""
        if code not in self.countries or len(code) != 2:
            return ""
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)

    def resolve(self, kind: LabelKind, words: str) -> str | None:
        """The code that somebody means by a code, a name in any language, or a word that speaks of it."""
        key = fold("".join(words.split()))
        for code, concept in self.concepts(kind).items():
            if key and key in {fold("".join(name.split())) for name in (code, *concept.names.values())}:
                return code
        wanted = words.strip().title() if kind is LabelKind.COUNTRY else words.strip()
        found = [m for m in self.mentions(wanted) if m.kind is kind]
        codes = {m.code for m in found if m.end - m.start >= len(wanted) * 2 // 3}
        return codes.pop() if len(codes) == 1 else None

    def mentions(self, text: str, language: str = "") -> tuple[Mention, ...]:
        """What a text speaks of, in order of place; with its language, words of others are left out."""
        return tuple(_mention(found, text) for found in self.phrases.find(text, language))


def _mention(found: Found, text: str) -> Mention:
    owner = found.owner
    words = " ".join(text[found.start : found.end].split())
    return Mention(
        LabelKind(owner.group), owner.code, found.start, found.end, words, owner.implied, owner.weight
    )


@own_words.made_of_words
@cache
def _default() -> Taxonomy:
    return Taxonomy.parse(*_own_texts(), *own_words.texts())


def _own_texts() -> Iterator[str]:
    yield from (
        files("news").joinpath(name).read_text("utf-8") for name in ("taxonomy.toml", "gazetteer.toml")
    )


# ---------------------------------------------------------------- reading the tables


def _table(number: int, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"taxonomy text {number}: {error}") from error


def _concepts(section: str, tables: list[dict[str, Any]]) -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for table in tables:
        for code, entry in table.get(section, {}).items():
            if code not in found and "en" not in entry.get("name", {}):
                raise ValueError(f"{section}.{code} has no English name")
            if "name" in entry:
                found[code] = Concept(code, MappingProxyType(entry["name"]), entry.get("region", True))
    return found


def _patterns(table: dict[str, Any], concepts: Mapping[str, Mapping[str, Concept]]) -> Iterator[Pattern]:
    for key, listed in table.get("silent", {}).items():
        silent = Owner("", "", language=key if key in LANGUAGES else "", any_script=key in ANY_SCRIPT)
        yield from (Pattern.read(phrase, silent) for phrase in _phrases(listed))
    for section, kind in SECTIONS.items():
        for code, entry in table.get(section, {}).items():
            if kind is LabelKind.COUNTRY:
                yield from _named(code, entry.get("name", {}))
            yield from _worded(kind, code, entry)
    for code, entry in table.get("implies", {}).items():
        if code not in concepts["countries"]:
            raise ValueError(f"implies.{code}: no such country")
        owner = Owner(LabelKind.COUNTRY.value, code, implied=True, any_script=True)
        yield from (Pattern.read(phrase, owner) for phrase in _by_language(entry))


def _named(code: str, names: Mapping[str, str]) -> Iterator[Pattern]:
    """A country's names speak of it, whatever the language of the text."""
    for language, name in names.items():
        owner = Owner(LabelKind.COUNTRY.value, code, 2.0, any_script=language in ANY_SCRIPT)
        yield Pattern.read(name, owner)


def _worded(kind: LabelKind, code: str, entry: dict[str, Any]) -> Iterator[Pattern]:
    for strength, weight in STRENGTHS.items():
        for language, listed in entry.get(strength, {}).items():
            owner = Owner(
                kind.value, code, weight, language="" if language == "any" else language,
                any_script=language in ANY_SCRIPT,
            )  # fmt: skip
            yield from (Pattern.read(phrase, owner) for phrase in _phrases(listed))


def _by_language(entry: Mapping[str, str]) -> Iterator[str]:
    for listed in entry.values():
        yield from _phrases(listed)


def _phrases(listed: str) -> Iterator[str]:
    """The patterns of a list, separated by commas or lines."""
    yield from (phrase.strip() for phrase in listed.replace("\n", ",").split(",") if phrase.strip())
