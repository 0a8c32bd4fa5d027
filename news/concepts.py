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

from news.spelling import fold, is_cyrillic
from news.stems import term

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
        for concept, name in names:
            parts = name.translate(_SPLIT).split()
            if len(parts) == 1:
                self._written.setdefault(fold(name), name)
            spelled = "".join(fold(part) for part in parts)
            if not is_cyrillic(name.casefold()):
                self._latin.add(spelled)
            for key in {"".join(term(part) for part in parts), spelled}:
                same = self._table[key]
                same[spelled] = same.get(spelled, frozenset()) | {concept}
        self._sorted = sorted(self._table)
        self.single = lru_cache(1 << 15)(self._single)

    def among(self, found: Sequence[str]) -> frozenset[str]:
        """The concepts named by consecutive words of `found`."""
        named: set[str] = set()
        for start in range(len(found)):
            named.update(concept for _, concepts in self.at(found, start) for concept in concepts)
        return frozenset(named)

    def near(self, word: str, most: int, cutoff: float) -> list[str]:
        """The names of one word that are spelled nearly so, as the vocabulary writes them."""
        found = get_close_matches(fold(word), self._written, n=most, cutoff=cutoff)
        return [self._written[spelled] for spelled in found]

    def lists(self, word: str) -> bool:
        """Whether the word itself is a name of a concept, not only a case of one."""
        spelled = fold(word)
        return spelled in self._table.get(spelled, ())

    def at(self, found: Sequence[str], start: int) -> Iterator[tuple[int, frozenset[str]]]:
        """What the words from `start` on name: (how many words, concepts), shorter ones first."""
        named, goes_on, joined = self.single(found[start])
        if named:
            yield 1, named
        spelled = fold(found[start]) if goes_on else ""
        latin = goes_on and not is_cyrillic(found[start].casefold())
        for length in range(2, LONGEST_NAME + 1):
            if not goes_on or start + length > len(found):
                return
            joined += term(found[start + length - 1])
            spelled += fold(found[start + length - 1])
            if named := self._nearest(joined, spelled, latin=latin) or self._declined(spelled):
                yield length, named
            goes_on = self._begins(joined)

    def _begins(self, joined: str) -> bool:
        """Whether a longer name begins so."""
        place = bisect_left(self._sorted, joined + "0")
        return place < len(self._sorted) and self._sorted[place].startswith(joined)

    def _single(self, word: str) -> tuple[frozenset[str], bool, str]:
        key, spelled = term(word), fold(word)
        latin = not is_cyrillic(word.casefold())
        named = self._nearest(key, spelled, latin=latin) or self._declined(spelled)
        return named, self._begins(key), key

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

    def _declined(self, spelled: str) -> frozenset[str]:
        """The concept of a longer name that carries a known ending; the longest name wins."""
        for length in range(len(spelled), 4, -1):
            name = spelled[:length]
            if name in self._table and name in self._table[name] and _ENDINGS.fullmatch(spelled, length):
                return self._table[name][name]
        return frozenset()


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def names_in(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(concept, name) of a table whose values are names separated by commas."""
    for concept, listed in table.items():
        yield from ((concept, name.strip()) for name in listed.split(",") if name.strip())


LABELLED = ("country", "sector", "topic", "lang")  # sections of labels.toml: their keys are codes of labels


@cache
def _sections() -> dict[str, dict[str, str]]:
    """Every section of news/vocabulary/: concept -> its names separated by commas."""
    sections: dict[str, dict[str, str]] = {}
    for file in _vocabulary():
        sections |= tomllib.loads(file.read_text("utf-8"))
    return sections


def vocabulary_text() -> bytes:
    """Everything that concepts are made of, as it is written."""
    read = [*_vocabulary(), files("news") / "kinds.toml"]
    return b"".join(file.read_bytes() for file in read)


def _vocabulary() -> list[Traversable]:
    return sorted((files("news") / "vocabulary").iterdir(), key=lambda file: file.name)


@cache
def known_concepts() -> Concepts:
    """The vocabulary, read once; labels in it are called country_tm, topic_tender."""
    return Concepts(
        (f"{section}_{concept}" if section in LABELLED else concept, name)
        for section, table in _sections().items()
        for concept, name in names_in(table)
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


@cache
def codes_of(kind: str) -> dict[str, str]:
    """The codes of a kind of label (country, sector, topic, lang) by their codes and names in lower case."""
    names = {name.casefold(): code for code, name in names_in(_sections()[kind])}
    return names | {code: code for code in _sections()[kind]}


@cache
def codes_by_terms(kind: str) -> dict[str, str]:
    """The codes of a kind of label by the terms of their names, joined."""
    names = names_in(_sections()[kind])
    return {"".join(term(part) for part in name.translate(_SPLIT).split()): code for code, name in names}


def known_codes(kind: str) -> frozenset[str]:
    """The codes of a kind of label, in lower case."""
    return frozenset(_sections()[kind])
