"""Article + candidate articles -> Joins(story) | Opens: do they report the same event? And why.

A pair of reports is judged by evidence that survives translation (names, figures, concepts, labels, the time
between them) and, where they share a language, by common words. A logistic model weighs the evidence; its
weights stand in cluster.toml and were fitted once on labelled pairs (tests/news/fit_stories.py). A wrong
merge is worse than a missed one: the threshold lies above one half; other sectors with other topics veto,
and so do, from one day to another where no telling figure is shared, another stage of the project, another
amount of the same unit, and names that everybody names (countries, heads of state).
"""

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from news.features import Features, amount, features, figure_weight

__all__ = ["CANDIDATES", "COMMON", "WINDOW", "Candidate", "Features", "Joins", "Opens", "features", "judge"]

WINDOW = timedelta(days=6)  # reports of one event are seldom further apart
CANDIDATES = 20  # articles compared with a new one: bounds the cost, whatever the archive holds
COMMON = 300  # a key in more articles of the window than this finds too many to help
JOIN = 0.68  # chosen on stories that the weights were not fitted on: 98 of 100 pairs are right there
PROJECT = 0.5  # at most, where there is a veto
ANOTHER_DAY = (
    0.5  # days: two outlets call the stage of one day by different names, a stage of another day is another
)
ROUNDED = 0.05  # outlets that round one amount differ by less
UNLIKELY = 1e-4  # no single pair is surer than this, either way
THREAD = 0.15  # likely the same project, not the same event


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that is in a story already."""

    story: int
    thread: int
    published: datetime
    features: Features


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A report with what sharing each of its names, words and concepts tells."""

    features: Features
    names: dict[str, float]
    words: dict[str, float]
    title: dict[str, float]
    pairs: dict[str, float]
    concepts: dict[str, float]


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


class Rarity:
    """What sharing a key tells: 1.0 for one that nobody else has, near 0.0 for one that everybody has."""

    def __init__(self, frequencies: Mapping[str, int], total: int) -> None:
        """`frequencies` says in how many of `total` articles a key stands; one that is not named in none."""
        articles = max(total, 50)  # in a young archive nothing is rare yet
        whole = math.log(1 + articles)
        self._known = {key: math.log(1 + articles / (n + 0.5)) / whole for key, n in frequencies.items()}
        self._rarest = math.log(1 + articles / 0.5) / whole
        self._words: dict[str, dict[str, float]] = {}

    def __call__(self, key: str) -> float:
        """Of a key."""
        return self._known.get(key, self._rarest)

    def of_words(self, words: Iterable[tuple[str, float]], language: str) -> dict[str, float]:
        """The weight of each word of a language, times its rarity."""
        if language not in self._words:
            own, start = f"{language}:", len(language) + 1
            self._words[language] = {k[start:]: v for k, v in self._known.items() if k.startswith(own)}
        get, rarest = self._words[language].get, self._rarest
        return {word: weight * get(word, rarest) for word, weight in words}


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
    rarity = Rarity(frequencies, total)
    mine = _weighed(new, rarity)
    scored: dict[int, list[tuple[float, str, int]]] = {}
    for one in candidates:
        days = abs((published - one.published) / timedelta(days=1))
        score, why = _likeness(mine, _weighed(one.features, rarity), days, rarity)
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


def _weighed(one: Features, rarity: Rarity) -> _Weighed:
    words = rarity.of_words(one.words, one.language)
    return _Weighed(
        features=one,
        names={name: rarity(name) * math.sqrt(min(count, 3)) for name, count in one.names},
        words=words,
        title={word: words.get(word, 0.0) for word in one.title},
        pairs=dict.fromkeys(one.pairs, 1.0),
        concepts={concept: rarity(concept) for concept in one.concepts},
    )


def likeness(one: Features, other: Features, days: float, rarity: Rarity) -> tuple[float, str]:
    """How likely two reports tell the same event, in [0, 1], and the evidence in words."""
    return _likeness(_weighed(one, rarity), _weighed(other, rarity), days, rarity)


def _likeness(mine: _Weighed, theirs: _Weighed, days: float, rarity: Rarity) -> tuple[float, str]:
    one, other = mine.features, theirs.features
    weights = _weights()["one" if one.language == other.language else "across"]
    seen = _evidence(mine, theirs, days, rarity)
    if seen["sectors apart"] and seen["topics apart"] and days >= ANOTHER_DAY:
        return 0.0, "speaks of other sectors and topics"
    names = mine.names.keys() & theirs.names.keys()
    figures = set(one.figures) & set(other.figures)
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in seen.items() if value)
    score = 1 / (1 + math.exp(-total))
    veto = _veto(one, other, days, only_known=not names - {*one.known, *other.known})
    shared = ", ".join([*sorted(figures), *sorted(names)][:8])
    said = f"shares {shared or 'no name'}; {days:.1f} days apart{veto}"
    return (min(score, PROJECT) if veto else score), said


def _veto(one: Features, other: Features, days: float, *, only_known: bool) -> str:
    """What makes reports of two days two events, however alike; "" where a telling figure is shared."""
    shared = set(one.figures) & set(other.figures)
    if days < ANOTHER_DAY or max(map(figure_weight, shared), default=0.0) == 1.0:
        return ""
    if one.stages and other.stages and not one.stages & other.stages:
        return "; another stage"
    if not shared and _at_odds(one.figures, other.figures):
        return "; another figure"
    return "; only names that everybody names" if only_known and days > 1 else ""


def _at_odds(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether each tells one amount of some unit, and neither is the other rounded."""
    sides = [dict[str, list[float]](), dict[str, list[float]]()]
    for side, told in zip(sides, (mine, theirs), strict=True):
        for value, unit in map(amount, told):
            side.setdefault(unit, []).append(value)
    one, other = sides
    return any(
        len(one[unit]) == len(other[unit]) == 1
        and not math.isclose(*one[unit], *other[unit], rel_tol=ROUNDED)
        for unit in one.keys() & other.keys()
    )


@cache
def _weights() -> dict[str, dict[str, float]]:
    return tomllib.loads(files("news").joinpath("cluster.toml").read_text("utf-8"))


def evidence(one: Features, other: Features, days: float, rarity: Rarity) -> dict[str, float]:
    """What speaks for and against one event, each about 0 to 1."""
    return _evidence(_weighed(one, rarity), _weighed(other, rarity), days, rarity)


def _evidence(mine: _Weighed, theirs: _Weighed, days: float, rarity: Rarity) -> dict[str, float]:
    one, other = mine.features, theirs.features
    return {
        **_of_names(mine.names, theirs.names),
        "concepts": _cosine(mine.concepts, theirs.concepts),
        **(_of_words(mine, theirs) if one.language == other.language else {}),
        **_of_figures(one, other, rarity),
        **_of_labels(one, other),
        "days": days / 5,
        **dict(_days(one.days, other.days)),
        "one language": float(one.language == other.language),
    }


def _of_names(mine: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    sides = _covered(mine, theirs), _covered(theirs, mine)
    shared = sum(min(weight, theirs[name], 1.0) for name, weight in mine.items() if name in theirs)
    return {
        "names": _cosine(mine, theirs),
        "names, one side": max(sides),
        "names, both sides": min(sides),
        "name weight": min(shared, 4.0) / 4,
    }


def _of_words(mine: _Weighed, theirs: _Weighed) -> dict[str, float]:
    """What only reports in one language can share."""
    titles = _covered(mine.title, theirs.words), _covered(theirs.title, mine.words)
    return {
        "words": _cosine(mine.words, theirs.words),
        "pairs": _cosine(mine.pairs, theirs.pairs),
        "title, one side": max(titles),
        "title, both sides": min(titles),
    }


def _of_figures(one: Features, other: Features, rarity: Rarity) -> dict[str, float]:
    shared = set(one.figures) & set(other.figures)
    fewer = min(sum(map(figure_weight, one.figures)), sum(map(figure_weight, other.figures)))
    return {
        "figures": min(sum(figure_weight(f) * rarity(f) for f in shared), 3.0) / 3,
        "figures, one side": sum(map(figure_weight, shared)) / fewer if fewer else 0.0,
        "other figures": float(fewer > 0 and not shared),
        "other periods": float(_apart(one.dated, other.dated)),
    }


def _of_labels(one: Features, other: Features) -> dict[str, float]:
    sectors, topics = set(one.sectors) & set(other.sectors), set(one.topics) & set(other.topics)
    stages = bool(one.stages and other.stages)
    return {
        "countries": _jaccard(one.countries, other.countries),
        "sectors": _jaccard(one.sectors, other.sectors),
        "topics": _jaccard(one.topics, other.topics),
        "sectors apart": float(bool(one.sectors and other.sectors) and not sectors),
        "topics apart": float(bool(one.topics and other.topics) and not topics),
        "other stage": float(stages and not one.stages & other.stages),
        "same stage": float(stages and bool(one.stages & other.stages)),
        "no country": float(not one.countries and not other.countries),
    }


def _cosine(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    dot = sum(weight * theirs[key] for key, weight in mine.items() if key in theirs)
    if not dot:
        return 0.0
    norms = math.sqrt(sum(w * w for w in mine.values()) * sum(w * w for w in theirs.values()))
    return dot / norms if norms else 0.0


def _covered(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """How much of the weight of one stands in the other."""
    whole = sum(weight * weight for weight in mine.values())
    return sum(weight * weight for key, weight in mine.items() if key in theirs) / whole if whole else 0.0


def _apart(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether figures of one unit speak of other periods in each."""
    units = [{told.split(" ", 1)[0] for told in side} for side in (mine, theirs)]
    return bool(units[0] & units[1]) and not set(mine) & set(theirs)


def _days(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Whether both leads name the same weekday, day, month and year, or others."""
    for kind in ("weekday", "day", "month", "year"):
        sides = [{name for name in side if name.startswith(f"{kind} ")} for side in (mine, theirs)]
        yield f"same {kind}", float(bool(sides[0] & sides[1]))
        yield f"other {kind}", float(all(sides) and not sides[0] & sides[1])


def _jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _agreement(evidence: Sequence[tuple[float, str, int]]) -> float:
    """A story's reports must agree among each other: the best match, tempered by the others, in log odds."""
    scores = [min(max(score, UNLIKELY), 1 - UNLIKELY) for score, _, _ in evidence]
    odds = [math.log(score / (1 - score)) for score in scores]
    return 1 / (1 + math.exp(-0.7 * max(odds) - 0.3 * sum(odds) / len(odds)))
