"""Concepts: things with several names. urea, carbamide, карбамид and мочевина are one."""

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from news.spelling import fold
from news.stems import term

LONGEST_NAME = 8  # words
_SPLIT = str.maketrans(dict.fromkeys("-–‑/.", " "))
# What a name may carry behind it in the languages of the region, in the levelled spelling.
_ENDINGS = re.compile(
    "a|ah|am|ami|an|ben|cha|che|da|dagi|daginin|daki|dan|dar|de|degi|deki|den|der|din|ding|dip|"
    "dir|dun|e|ei|em|es|ga|ge|ho|hoi|i|ia|ian|ih|ihi|iho|ik|im|in|ing|iu|ka|ke|lar|larda|lari|"
    "larin|larni|larning|ler|lerde|leri|lerin|lerinin|lerni|li|lig|lik|men|n|na|nan|ne|nen|ni|"
    "nikh|nikini|nin|ning|nini|nun|o|ogo|oi|om|omu|ov|pen|ro|s|si|sin|sinda|sindan|sinde|sinin|"
    "ska|skaa|ski|skie|skih|skim|skiu|sko|skogo|skoi|skom|skomu|su|ta|tan|tar|te|ten|ter|u|uk|un"
)


class Concepts:
    """A table of names, asked with the words of a text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are (concept, one of its names in any language and script)."""
        table: dict[str, set[str]] = defaultdict(set)
        folded: dict[str, set[str]] = defaultdict(set)
        for concept, name in names:
            parts = name.translate(_SPLIT).split()
            table["".join(term(part) for part in parts)].add(concept)
            if len(parts) == 1:
                table[fold(name)].add(concept)
                folded[fold(name)].add(concept)
        self._table = {key: frozenset(found) for key, found in table.items()}
        self._folded = {key: frozenset(found) for key, found in folded.items() if len(key) >= 5}
        self._sorted = sorted(self._table)
        self.single = lru_cache(1 << 15)(self._single)

    def among(self, found: Sequence[str]) -> frozenset[str]:
        """The concepts named by consecutive words of `found`."""
        named: set[str] = set()
        for start in range(len(found)):
            named.update(concept for _, concepts in self.at(found, start) for concept in concepts)
        return frozenset(named)

    def at(self, found: Sequence[str], start: int) -> Iterator[tuple[int, frozenset[str]]]:
        """What the words from `start` on name: (how many words, concepts), shorter ones first."""
        named, goes_on, joined = self.single(found[start])
        if named:
            yield 1, named
        for length in range(2, LONGEST_NAME + 1):
            if not goes_on or start + length > len(found):
                return
            joined += term(found[start + length - 1])
            if joined in self._table:
                yield length, self._table[joined]
            goes_on = self._begins(joined)

    def _begins(self, joined: str) -> bool:
        """Whether a longer name begins so."""
        place = bisect_left(self._sorted, joined + "0")
        return place < len(self._sorted) and self._sorted[place].startswith(joined)

    def _single(self, word: str) -> tuple[frozenset[str], bool, str]:
        key = term(word)
        named = self._table.get(key, frozenset()) | self._declined(fold(word))
        return named, self._begins(key), key

    def _declined(self, spelled: str) -> frozenset[str]:
        """The concept of a longer name that carries a known ending; the longest name wins."""
        if spelled in self._table:
            return self._table[spelled]
        for length in range(len(spelled) - 1, 4, -1):
            if spelled[:length] in self._folded and _ENDINGS.fullmatch(spelled, length):
                return self._folded[spelled[:length]]
        return frozenset()


def names_in(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(concept, name) of a table whose values are names separated by commas."""
    for concept, listed in table.items():
        yield from ((concept, name.strip()) for name in listed.split(",") if name.strip())


LABELLED = ("country", "sector", "topic", "lang")  # sections of concepts.toml whose keys are codes of labels


@cache
def _sections() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = tomllib.loads((files("news") / "concepts.toml").read_text("utf-8"))
    return read


@cache
def known_concepts() -> Concepts:
    """The concepts of concepts.toml, read once; labels among them are called country_tm, topic_tender."""
    return Concepts(
        (f"{section}_{concept}" if section in LABELLED else concept, name)
        for section, table in _sections().items()
        for concept, name in names_in(table)
    )


@cache
def codes_of(kind: str) -> dict[str, str]:
    """The codes of a kind of label (country, sector, topic, lang) by their codes and names in lower case."""
    names = {name.casefold(): code for code, name in names_in(_sections()[kind])}
    return names | {code: code for code in _sections()[kind]}


def known_codes(kind: str) -> frozenset[str]:
    """The codes of a kind of label, in lower case."""
    return frozenset(_sections()[kind])
