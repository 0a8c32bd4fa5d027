"""What a report is compared by, when its story is looked for.

Across languages: names as consonant skeletons, one for all scripts, and figures. Within one: the terms of its
words, names heavier, common words lighter.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from model import Figure, LabelKind, Report
from news.concepts import known_concepts
from news.days import named_days
from news.spelling import fold
from news.stems import term

NAMES, WORDS = 40, 110  # names and words that are kept of a report, the weightiest
FOUND_BY = (14, 8, 8)  # names, words and concepts by which a report can be found
NAMED, NUMBER = 2.5, 0.5  # what a word with a capital weighs, and one of digits
ROUND = 0.4  # of a figure with one digit that is not 0
RAREST = 0.8  # the weight of a word that is not among the common ones
PAIRS = 60  # of words that follow each other and are not common both
CONCEPTS = 24  # of those that a report names first
LABELS = ("country_", "sector_", "topic_", "lang_")  # concepts that are labels: compared as such
VAGUE_UNITS = frozenset({"people", "years", "months", "places", "pcs"})
STAGES = frozenset({"tender", "contract", "launch", "disruption", "appointment", "financing"})
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʻ‘ʼ`-](?=[^\W\d_]))*|\d[\d.,]*")
_FIGURE = re.compile(r"#(-?[\d.]+(?:e[+-]\d+)?)(.*)")
_VOWEL = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Features:
    """A report taken apart. Figures are "#value unit", `dated` are "unit period" of those with a period."""

    names: tuple[tuple[str, int], ...]
    known: tuple[str, ...]
    words: tuple[tuple[str, float], ...]
    title: tuple[str, ...]
    pairs: tuple[str, ...]
    concepts: tuple[str, ...]
    figures: tuple[str, ...]
    dated: tuple[str, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    topics: tuple[str, ...]
    days: tuple[str, ...]
    language: str

    @property
    def keys(self) -> tuple[str, ...]:
        """What the report can be found by: figures, names, and words of its own language."""
        names, words, concepts = FOUND_BY
        told = (f"{self.language}:{word}" for word, _ in self.words[:words])
        named = (name for name, _ in self.names[:names])
        return tuple(dict.fromkeys([*self.figures, *named, *self.concepts[:concepts], *told]))

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """The keys with what sharing one of them is worth in the search for candidates."""
        return tuple(
            (key, 2.0 if key[0] == "#" else 0.7 if ":" in key or key[0] == "~" else 1.0) for key in self.keys
        )

    @property
    def stages(self) -> frozenset[str]:
        """What happens in the report, where it is the stage of a project."""
        return STAGES & set(self.topics)


def features(report: Report) -> Features:
    """Take a report apart. Background and tails do not count."""
    verdict = report.understanding
    names, words, named = Counter[str](), Counter[str](), set[str]()
    known = set(known_names(report))
    concepts: dict[str, None] = {}
    pairs: dict[str, None] = {}
    for sentence, times in [(report.article.title, 2), *((s, 1) for s in verdict.cleaned.body)]:
        found = _WORD.findall(sentence)
        concepts |= dict.fromkeys(sorted(known_concepts().among(found)))
        pairs |= dict.fromkeys(_pairs(found))
        for place, word in enumerate(found):
            key = term(word) if word[0].isalpha() else word.strip(".,")
            words[key] += times
            bones = skeleton(word) if word[0].isupper() and (place > 0 or word.isupper()) else ""
            if bones:
                named.add(key)
            if len(bones) >= 2:
                names[bones] += times
                if bones in known and place and found[place - 1][0].isupper():
                    known.add(skeleton(found[place - 1]))  # the first name before a known family name
    weighed = {key: _weight(key, count, key in named) for key, count in words.items() if len(key) > 1}
    ranked = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))
    return Features(
        names=tuple(names.most_common(NAMES)),
        known=tuple(sorted(known & names.keys())),
        words=tuple(ranked[:WORDS]),
        title=tuple(dict.fromkeys(map(term, _WORD.findall(report.article.title)))),
        pairs=tuple(pairs)[:PAIRS],
        concepts=tuple(f"~{name}" for name in concepts if not name.startswith(LABELS))[:CONCEPTS],
        figures=tuple(sorted({f"#{f.value:g}{f.unit}" for f in _telling(verdict.figures)})),
        dated=tuple(sorted({f"{f.unit} {f.period}" for f in _telling(verdict.figures) if f.period})),
        countries=verdict.codes(LabelKind.COUNTRY),
        sectors=verdict.codes(LabelKind.SECTOR),
        topics=verdict.codes(LabelKind.TOPIC),
        days=named_days([report.article.title, *verdict.cleaned.body], verdict.language),
        language=verdict.language,
    )


def known_names(report: Report) -> frozenset[str]:
    """Countries, their capitals and heads of state: half of all reports name them, so they say little."""
    labels = report.understanding.labels
    told = (label.evidence for label in labels if label.kind is LabelKind.COUNTRY)
    return frozenset(skeleton(word) for evidence in told for word in _WORD.findall(evidence))


def _pairs(found: list[str]) -> Iterator[str]:
    """Words that follow each other and together are rare: names in full, terms of trade."""
    keys = [term(word) for word in found]
    for first, second in pairwise(keys):
        if first and second and rarity(first) + rarity(second) > 1.0:
            yield f"{first} {second}"


def _telling(figures: tuple[Figure, ...]) -> Iterator[Figure]:
    return (figure for figure in figures if figure.unit not in VAGUE_UNITS)


@lru_cache(1 << 14)
def skeleton(word: str) -> str:
    """The first letter and the next consonants, at most six: Mirziyoyev, Мирзиёев and Mirziýoýew agree."""
    folded = fold(word)
    return _DOUBLED.sub(r"\1", folded[:1] + _VOWEL.sub("", folded[1:]).replace("ng", "n"))[:6]


def _weight(key: str, count: int, named: bool) -> float:
    kind = NAMED if named else NUMBER if key[0].isdigit() else 1.0
    return round(rarity(key) * kind * math.sqrt(min(count, 3)), 2)


@cache
def _common() -> dict[str, float]:
    table: dict[str, str] = tomllib.loads(files("news").joinpath("common.toml").read_text("utf-8"))
    return {word: float(zipf) for zipf, words in table.items() for word in words.split()}


def rarity(key: str) -> float:
    """What sharing a word says by itself, from 0 for the commonest to RAREST."""
    zipf = _common().get(key)
    return RAREST if zipf is None else max(0.0, (6.5 - zipf) / 4.5)


def amount(figure: str) -> tuple[float, str]:
    """The value and the unit of a figure as features write it."""
    found = _FIGURE.fullmatch(figure)
    return (float(found[1]), found[2]) if found else (0.0, figure)


@lru_cache(1 << 12)
def figure_weight(figure: str) -> float:
    """What sharing a figure says: round ones are goals and guesses that many reports repeat."""
    digits = figure.lstrip("#").split("e")[0]
    return ROUND if len(re.sub(r"[^1-9]", "", re.sub(r"[^\d.].*", "", digits))) <= 1 else 1.0
