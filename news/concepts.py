"""Concepts: things with several names. urea, carbamide, карбамид and мочевина are one."""

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from news import own_words
from news.own_words import made_of_words
from news.spelling import fold, is_cyrillic
from news.stems import adjectives, cases, term

LONGEST_NAME = 8  # words
_SPLIT = str.maketrans(dict.fromkeys("-–‑/.", " "))
# What a name may carry behind it in the languages of the region, in the levelled spelling.
_ENDINGS = re.compile(
    "|a|ah|am|ami|an|ben|cha|che|da|dagi|daginin|daki|dan|dar|de|degi|deki|den|der|din|ding|dip|"
    "dir|dun|e|ei|em|es|ga|ge|ho|hoi|i|ia|ian|ih|ihi|iho|ik|im|in|ing|iu|ka|ke|lar|larda|lari|"
    "larin|larni|larning|ler|lerde|leri|lerin|lerinin|lerni|li|lig|lik|men|n|na|nan|ne|nen|ni|"
    "nikh|nikini|nin|ning|nini|nun|o|ogo|oi|om|omu|ov|pen|ro|s|si|sin|sinda|sindan|sinde|sinin|"
    "ska|skaa|ski|skie|skih|skim|skiu|sko|skogo|skoi|skom|skomu|su|ta|tan|tar|te|ten|ter|u|uk|un"
)


class Concepts:
    """A table of names, asked with the words of a text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are (concept, one of its names in any language and script)."""
        self._table: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)  # terms -> spelling -> concepts
        self._written: dict[str, str] = {}  # names of one word by their spelling
        self._latin: set[str] = set()  # spellings of names that somebody writes in Latin letters
        self._cases: dict[str, frozenset[str]] = {}  # of Russian names, by their spelling -> concepts
        for concept, name in names:
            parts = name.translate(_SPLIT).split()
            if len(parts) == 1:
                self._written.setdefault(fold(name), name)
                for spelled in map(fold, cases(name)):
                    self._cases.setdefault(spelled, frozenset({concept}))
            spelled = "".join(fold(part) for part in parts)
            if not is_cyrillic(name.casefold()):
                self._latin.add(spelled)
            key = "".join(term(part) for part in parts)
            keys = {spelled, *_changed(parts)} | (set() if _is_overdone(key, spelled) else {key})
            for each in keys:
                same = self._table[each]
                same[spelled] = same.get(spelled, frozenset()) | {concept}
        self._sorted = sorted(self._table)
        self.single = lru_cache(1 << 15)(self._single)
        self._together = lru_cache(1 << 15)(self._several)

    def among(self, found: Sequence[str]) -> frozenset[str]:
        """The concepts named by consecutive words of `found`."""
        named: set[str] = set()
        for start, word in enumerate(found):
            alone, goes_on, _, _ = self.single(word)
            named |= alone
            if goes_on:
                named.update(*(concepts for _, concepts in self._longer(found, start)))
        return frozenset(named)

    def near(self, word: str, most: int, cutoff: float) -> list[str]:
        """The names of one word that are spelled nearly so, as the vocabulary writes them."""
        found = get_close_matches(fold(word), self._written, n=most, cutoff=cutoff)
        return [self._written[spelled] for spelled in found]

    def lists(self, word: str) -> bool:
        """Whether the word itself is a name of a concept, not only a case of one."""
        spelled = fold(word)
        return spelled in self._table.get(spelled, ())

    def is_abbreviation(self, word: str) -> bool:
        """Whether the word is a name that the vocabulary writes in capitals: ГЭС, AES."""
        return self._written.get(fold(word), "").isupper()

    def at(self, found: Sequence[str], start: int) -> Iterator[tuple[int, frozenset[str]]]:
        """What the words from `start` on name: (how many words, concepts), shorter ones first."""
        named, goes_on, _, _ = self.single(found[start])
        if named:
            yield 1, named
        if goes_on:
            yield from self._longer(found, start)

    def _longer(self, found: Sequence[str], start: int) -> Iterator[tuple[int, frozenset[str]]]:
        """What several words from `start` on name together."""
        for length in range(2, min(LONGEST_NAME, len(found) - start) + 1):
            named, goes_on = self._together(tuple(found[start : start + length]))
            if named:
                yield length, named
            if not goes_on:
                return

    def _several(self, words: tuple[str, ...]) -> tuple[frozenset[str], bool]:
        """What words name together, and whether a longer name begins so."""
        singles = [self.single(word) for word in words]
        joined = "".join(key for _, _, key, _ in singles)
        spelled = "".join(letters for _, _, _, letters in singles)
        latin = not is_cyrillic(words[0].casefold())
        named = self._nearest(joined, spelled, latin=latin) or self._declined(spelled, len(singles[0][3]))
        return named, self._begins(joined)

    def _begins(self, joined: str) -> bool:
        """Whether a longer name begins so."""
        place = bisect_left(self._sorted, joined + "0")
        return place < len(self._sorted) and self._sorted[place].startswith(joined)

    def _single(self, word: str) -> tuple[frozenset[str], bool, str, str]:
        """The concepts of a word, whether a longer name begins so, its term and its spelling."""
        key, spelled = term(word), fold(word)
        latin = not is_cyrillic(word.casefold())
        named = (
            self._exactly(spelled, latin=latin)
            or self._nearest(key, spelled, latin=latin)
            or self._declined(spelled)
        )
        return named, self._begins(key), key, spelled

    def _exactly(self, spelled: str, *, latin: bool) -> frozenset[str]:
        named = self._table.get(spelled, {}).get(spelled)
        return named or (frozenset() if latin else self._cases.get(spelled, frozenset()))

    def _nearest(self, key: str, spelled: str, *, latin: bool) -> frozenset[str]:
        """Of the names that share these terms those spelled most alike: грузов is груз, Грузии is Грузия.

        English endings are none of a Cyrillic name: in Latin letters it is known whole, since is not цинк.
        """
        same = self._table.get(key, {})
        if latin:
            same = {name: same[name] for name in same if name in self._latin or spelled.startswith(name)}
        if not same:
            return frozenset()
        alike = {name: (_shared(name, spelled), -len(name)) for name in same}
        best = max(alike.values())
        return frozenset().union(*(same[name] for name in same if alike[name] == best))

    def _declined(self, spelled: str, least: int = 4) -> frozenset[str]:
        """The concept of a name of more than `least` letters with a known ending; the longest wins."""
        for length in range(len(spelled), max(least, 4), -1):
            name = spelled[:length]
            if name in self._table and name in self._table[name] and _ENDINGS.fullmatch(spelled, length):
                return self._table[name][name]
        return frozenset()


_OWN_ENDINGS = re.compile("[nia]?a|ai|e?s|ings?|ed")  # of Россия, Астана, урожай, shares, banking


def _is_overdone(key: str, spelled: str) -> bool:
    """Whether so much of a name went with its ending that other words share the rest: саммит and сам."""
    cut, left = len(spelled) - len(key), len(key)
    short = left <= 2 or (left <= 4 and len(spelled) >= 5)
    return short and cut >= 2 and not _OWN_ENDINGS.fullmatch(spelled, left)


_FLEETING = re.compile(
    "(?<=[б-джзк-нп-тф-щ])(?:[оё](?=[кл]ь?$)|[её](?=ц$)|[её](?=нь$)|ё(?=р$))([кцлнр])(ь?)$"
)
_CROWDED = re.compile("(?<=[б-дж-зк-нп-тф-щ])([кц])[аиы]$")
_SOFTENED = re.compile("(?<=[aeiouyýäöüəаеиоуыіүұөә])([kqкқtp])$")
_SOFT = {"k": "gi", "q": "gi", "к": "гі", "қ": "гі", "t": "di", "p": "bi"}
_FEWEST = 5  # letters of a Russian word whose vowel goes
_FEW = 6  # letters of a word whose consonant softens


def _changed(parts: Sequence[str]) -> Iterator[str]:
    """The terms of a name whose end changes: уголь, угля; поставка, поставок; yo‘lak, yo‘lagi."""
    low = parts[-1].casefold()
    ends = (_FLEETING.sub(lambda m: m[1] + ("я" if m[2] else "а"), low), _CROWDED.sub(r"о\1", low))
    softened = _SOFTENED.sub(lambda m: _SOFT[m[1]], low)
    changed = [end for end in ends if len(low) >= _FEWEST] + [softened] * (len(low) >= _FEW)
    yield from ("".join(map(term, (*parts[:-1], end))) for end in changed if end != low)


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def names_in(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(concept, name) of a table whose values are names separated by commas."""
    for concept, listed in table.items():
        yield from ((concept, name.strip()) for name in listed.split(",") if name.strip())


PLACES = ("places.toml", "towns.toml", "countries.toml")
LABELLED = ("country", "sector", "topic", "lang")  # sections of labels.toml: their keys are codes of labels


@made_of_words
@cache
def _sections() -> dict[str, dict[str, str]]:
    """Every section of news/vocabulary/ and the operator's: concept -> its names separated by commas."""
    sections: dict[str, dict[str, str]] = {}
    for file in _vocabulary():
        sections |= tomllib.loads(file.read_text("utf-8"))
    for section, table in own_words.names().items():
        sections[section] = sections.get(section, {}) | table
    return sections


def vocabulary_text() -> bytes:
    """Everything that concepts are made of, as it is written."""
    read = [*_vocabulary(), files("news") / "kinds.toml"]
    return b"".join(file.read_bytes() for file in read) + repr(own_words.names()).encode()


def _vocabulary() -> list[Traversable]:
    return sorted((files("news") / "vocabulary").iterdir(), key=lambda file: file.name)


@made_of_words
@cache
def known_concepts() -> Concepts:
    """The vocabulary, read once; labels in it are called country_tm, topic_tender."""
    return Concepts(
        (f"{section}_{concept}" if section in LABELLED else concept, form)
        for section, table in _sections().items()
        for concept, name in names_in(table)
        for form in (name, *(adjectives(name) if section in _place_sections() else ()))
    )


@cache
def _place_sections() -> frozenset[str]:
    """Sections whose names are places: Russian makes adjectives of them."""
    tables = [tomllib.loads(file.read_text("utf-8")) for file in _vocabulary() if file.name in PLACES]
    return frozenset({"country"}.union(*tables))


def listed(*where: str) -> frozenset[str]:
    """The concepts of these files or sections of news/vocabulary/."""
    tables = ((file.name, tomllib.loads(file.read_text("utf-8"))) for file in _vocabulary())
    return frozenset(
        concept
        for name, sections in tables
        for section, table in sections.items()
        if name in where or section in where
        for concept in table
    )


@cache
def broader() -> dict[str, frozenset[str]]:
    """Concept -> those it is a kind of: wheat -> grain, food."""
    table: dict[str, dict[str, str]] = tomllib.loads((files("news") / "kinds.toml").read_text("utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    for whole, kind in names_in(table["kinds"]):
        found[kind].add(whole)
    return {kind: frozenset(wholes) for kind, wholes in found.items()}


@cache
def has_kinds() -> frozenset[str]:
    """The concepts that others are kinds of."""
    return frozenset().union(*broader().values())


@made_of_words
@cache
def codes_of(kind: str) -> dict[str, str]:
    """The codes of a kind of label (country, sector, topic, lang) by their codes and names in lower case."""
    names = {name.casefold(): code for code, name in names_in(_sections()[kind])}
    return names | {code: code for code in _sections()[kind]}


@made_of_words
@cache
def codes_by_terms(kind: str) -> dict[str, str]:
    """The codes of a kind of label by the terms of their names, joined."""
    names = names_in(_sections()[kind])
    return {"".join(term(part) for part in name.translate(_SPLIT).split()): code for code, name in names}


def concepts_in(section: str) -> frozenset[str]:
    """The concepts of a section of news/vocabulary/, without its name."""
    return frozenset(_sections()[section])


def known_codes(kind: str) -> frozenset[str]:
    """The codes of a kind of label, in lower case."""
    return frozenset(_sections()[kind])
