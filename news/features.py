"""What a report is compared by, when its story is looked for.

Across languages: names as consonant skeletons, one for all scripts, and figures. Within one: the terms of its
words, names heavier, common words lighter.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from model import Figure, LabelKind, Report
from news.concepts import known_concepts
from news.days import named_days
from news.spelling import fold, in_cyrillic
from news.stems import term

NAMES, WORDS = 40, 110  # names and words that are kept of a report, the weightiest
FOUND_BY = (14, 8, 8)  # names, words and concepts by which a report can be found
NAMED, NUMBER = 2.5, 0.5  # what a word with a capital weighs, and one of digits
ROUND = 0.4  # of a figure with one digit that is not 0
EVERYDAY = 0.2  # the weight under which a word with a capital is no name: it begins a quotation
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
    """A report taken apart.

    `tongue` is its language with its script: words are compared within one. `names` are spelled for all
    scripts, `called` are the words of its own tongue that stand with a capital
    inside a sentence, `numbers` those written in digits. Figures are "#value unit", `dated` are "unit period"
    of those with a period.
    """

    names: tuple[tuple[str, int], ...]
    called: tuple[tuple[str, float], ...]
    numbers: tuple[tuple[str, float], ...]
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
    tongue: str

    @property
    def keys(self) -> tuple[str, ...]:
        """What the report can be found by: figures, names, and words of its own language."""
        names, words, concepts = FOUND_BY
        told = (f"{self.tongue}:{word}" for word, _ in self.words[:words])
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


@dataclass(slots=True)
class _Told:
    """What the sentences of a report hold, as it is counted."""

    known: set[str]
    names: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    called: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    concepts: dict[str, None] = field(default_factory=dict)
    pairs: dict[str, None] = field(default_factory=dict)

    def hear(self, sentence: str, times: int) -> None:
        """Count a sentence, its words and names as if it were told so many times."""
        found = _WORD.findall(sentence)
        self.concepts |= dict.fromkeys(sorted(known_concepts().among(found)))
        self.pairs |= dict.fromkeys(_pairs(found))
        for place, word in enumerate(found):
            key = term(word) if word[0].isalpha() else word.strip(".,")
            self.words[key] += times
            if key[:1].isdigit() and len(key) > 1:
                self.numbers[key] += 1
            if word[0].isupper() and (place > 0 or word.isupper()):
                self._name(word, key, found[place - 1] if place else "", times)

    def _name(self, word: str, key: str, before: str, times: int) -> None:
        bones = skeleton(word)
        if bones:
            self.named.add(key)
        if len(word) > 1 and rarity(key) > EVERYDAY:
            self.called[key] += 1
        if len(bones) >= 2:
            self.names[bones] += times
            if bones in self.known and before[:1].isupper():
                self.known.add(skeleton(before))  # the first name before a known family name


def features(report: Report) -> Features:
    """Take a report apart. Background and tails do not count."""
    verdict = report.understanding
    told = _Told(set(known_names(report)))
    told.hear(report.article.title, 2)
    for sentence in verdict.cleaned.body:
        told.hear(sentence, 1)
    weighed = {key: _weight(key, n, key in told.named) for key, n in told.words.items() if len(key) > 1}
    ranked = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))
    return Features(
        names=tuple(told.names.most_common(NAMES)),
        called=_counted(told.called),
        numbers=_counted(told.numbers),
        known=tuple(sorted(told.known & told.names.keys())),
        words=tuple(ranked[:WORDS]),
        title=tuple(dict.fromkeys(map(term, _WORD.findall(report.article.title)))),
        pairs=tuple(told.pairs)[:PAIRS],
        concepts=tuple(f"~{name}" for name in told.concepts if not name.startswith(LABELS))[:CONCEPTS],
        figures=tuple(sorted({f"#{f.value:g}{f.unit}" for f in _telling(verdict.figures)})),
        dated=tuple(sorted({f"{f.unit} {f.period}" for f in _telling(verdict.figures) if f.period})),
        countries=verdict.codes(LabelKind.COUNTRY),
        sectors=verdict.codes(LabelKind.SECTOR),
        topics=verdict.codes(LabelKind.TOPIC),
        days=named_days([report.article.title, *verdict.cleaned.body], verdict.language),
        tongue=_tongue(report),
    )


def _tongue(report: Report) -> str:
    """Uzbek in Cyrillic and in Latin letters share no word as written, like two languages."""
    text = " ".join([report.article.title, *report.understanding.cleaned.body[:2]])
    return f"{report.understanding.language}-{'cyrl' if in_cyrillic(text) else 'latn'}"


def _counted(counts: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    """The most counted, each with a weight that grows slower than its count."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:NAMES]
    return tuple((key, round(1 + math.log(count), 2)) for key, count in ranked)


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
