"""Article + candidate articles -> Joins(story) | Opens: do they report the same event? And why.

A pair of reports is judged by evidence that survives translation: names (as consonant skeletons, one
for all scripts), figures, countries, sectors, topics and the time between them; and by common words
where they share a language. A logistic model weighs the evidence; its weights were fitted once on
labelled pairs and stand below. A wrong merge is worse than a missed one, so the threshold lies above
one half.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from model import LabelKind, Report
from news.spelling import fold

WINDOW = timedelta(days=6)  # reports of one event are seldom further apart
CANDIDATES = 60  # articles compared with a new one: bounds the cost, whatever the archive holds
COMMON = 300  # a key in more articles of the window than this finds too many to help
JOIN = 0.6
THREAD = 0.3  # likely the same project, not the same event
BIAS = -5.2
WEIGHTS = {
    "names": 1.1,
    "name weight": 2.5,
    "words": 1.2,
    "words of one language": 0.7,
    "figures": 1.6,
    "figures shared": 2.4,
    "countries": 2.2,
    "sectors": 1.0,
    "topics": 3.9,
    "days": -4.8,
    "one language": -1.0,
}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʻ‘ʼ`](?=[^\W\d_]))*")
_VOWEL = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")
_VAGUE_UNITS = {"people", "years", "months", "places"}


@dataclass(frozen=True, slots=True)
class Features:
    """What a report is compared by."""

    names: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    figures: tuple[str, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    topics: tuple[str, ...]
    language: str

    @property
    def keys(self) -> tuple[str, ...]:
        """What the report can be found by: names and figures, and the words it repeats."""
        repeated = [word for word, count in self.words if count > 1]
        return tuple(dict.fromkeys([*self.figures, *self.names, *repeated]))[:48]

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """The keys with what sharing one of them is worth in the search for candidates."""
        names = set(self.names)
        return tuple((key, 2.0 if key[0] == "#" else 1.0 if key in names else 0.5) for key in self.keys)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that is in a story already."""

    story: int
    thread: int
    published: datetime
    features: Features


@dataclass(frozen=True, slots=True)
class Joins:
    """The report tells a story that we have."""

    story: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Opens:
    """The report opens a story; `thread` when it carries on a project that we know."""

    thread: int | None
    why: str


Verdict = Joins | Opens


def features(report: Report) -> Features:
    """Take a report apart into what survives translation. Background and tails do not count."""
    verdict = report.understanding
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for sentence, weight in [(report.article.title, 2), *((s, 1) for s in verdict.cleaned.body)]:
        for place, match in enumerate(_WORD.finditer(sentence)):
            word = match.group()
            key = skeleton(word)
            if len(key) >= 2 and word[0].isupper() and (place > 0 or word.isupper()):
                names[key] += weight
            if len(key) >= 3:
                words[key] += weight
    return Features(
        names=tuple(key for key, _ in names.most_common(40)),
        words=tuple(words.most_common(120)),
        figures=tuple(
            sorted({f"#{f.value:g}{f.unit}" for f in verdict.figures if f.unit not in _VAGUE_UNITS})
        ),
        countries=verdict.codes(LabelKind.COUNTRY),
        sectors=verdict.codes(LabelKind.SECTOR),
        topics=verdict.codes(LabelKind.TOPIC),
        language=verdict.language,
    )


def skeleton(word: str) -> str:
    """The first letter and the next consonants, at most six: Mirziyoyev, Мирзиёев and Mirziýoýew agree."""
    folded = fold(word)
    return _DOUBLED.sub(r"\1", folded[:1] + _VOWEL.sub("", folded[1:]))[:6]


def judge(
    new: Features,
    published: datetime,
    candidates: Sequence[Candidate],
    frequencies: Mapping[str, int],
    total: int,
) -> Verdict:
    """Find the story that the report tells.

    `frequencies` says in how many of the window's `total` articles a key stands.
    """
    rarity = _rarity(frequencies, total)
    scored: dict[int, list[tuple[float, str, int]]] = {}
    for one in candidates:
        days = abs((published - one.published) / timedelta(days=1))
        score, why = likeness(new, one.features, days, rarity)
        scored.setdefault(one.story, []).append((score, why, one.thread))
    ranked = sorted(scored.items(), key=lambda item: (-_agreement(item[1]), item[0]))
    if not ranked:
        return Opens(None, "nothing near shares a name or a figure")
    story, evidence = ranked[0]
    score, why, thread = max(evidence)
    agreed = _agreement(evidence)
    if agreed >= JOIN:
        return Joins(story, agreed, f"{agreed:.2f}: {why}")
    return Opens(thread if agreed >= THREAD else None, f"nearest is story {story} with {agreed:.2f}: {why}")


Rarity = Callable[[str], float]


def _rarity(frequencies: Mapping[str, int], total: int) -> Rarity:
    """What sharing a key tells: 1.0 for one that nobody else has, near 0.0 for one that everybody has."""
    articles = max(total, 50)  # in a young archive nothing is rare yet

    def rarity(key: str) -> float:
        return math.log(1 + articles / (frequencies.get(key, 0) + 0.5)) / math.log(1 + articles)

    return rarity


def likeness(one: Features, other: Features, days: float, rarity: Rarity) -> tuple[float, str]:
    """How likely two reports tell the same event, in [0, 1], and the evidence in words."""
    evidence = _evidence(one, other, days, rarity)
    score = 1 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * value for name, value in evidence.items())))
    shared = [*sorted(set(one.figures) & set(other.figures)), *sorted(set(one.names) & set(other.names))]
    return score, f"shares {', '.join(shared[:8]) or 'no name'}; {days:.1f} days apart"


def _evidence(one: Features, other: Features, days: float, rarity: Rarity) -> dict[str, float]:
    names, name_weight = _overlap(one.names, other.names, rarity)
    same = float(one.language == other.language)
    words = _cosine(dict(one.words), dict(other.words), rarity)
    figures = set(one.figures) & set(other.figures)
    fewer = min(len(one.figures), len(other.figures))
    return {
        "names": names,
        "name weight": min(name_weight, 4.0) / 4,
        "words": words,
        "words of one language": words * same,
        "figures": min(sum(map(rarity, figures)), 3.0) / 3,
        "figures shared": len(figures) / fewer if fewer else 0.0,
        "countries": _jaccard(one.countries, other.countries),
        "sectors": _jaccard(one.sectors, other.sectors),
        "topics": _jaccard(one.topics, other.topics),
        "days": days / 5,
        "one language": same,
    }


def _overlap(one: Iterable[str], other: Iterable[str], rarity: Rarity) -> tuple[float, float]:
    """How much of the poorer side is shared, and the weight of what is."""
    mine, theirs = set(one), set(other)
    shared = sum(map(rarity, mine & theirs))
    poorer = min(sum(map(rarity, mine)), sum(map(rarity, theirs)))
    return (shared / poorer if poorer else 0.0), shared


def _cosine(one: Mapping[str, int], other: Mapping[str, int], rarity: Rarity) -> float:
    def weighed(counts: Mapping[str, int]) -> dict[str, float]:
        return {key: rarity(key) * math.sqrt(min(count, 3)) for key, count in counts.items()}

    mine, theirs = weighed(one), weighed(other)
    dot = sum(weight * theirs[key] for key, weight in mine.items() if key in theirs)
    norms = math.sqrt(sum(w * w for w in mine.values()) * sum(w * w for w in theirs.values()))
    return dot / norms if norms else 0.0


def _jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _agreement(evidence: Sequence[tuple[float, str, int]]) -> float:
    """A story's reports must agree among each other: the best match, tempered by the others."""
    scores = [score for score, _, _ in evidence]
    return 0.7 * max(scores) + 0.3 * sum(scores) / len(scores)
