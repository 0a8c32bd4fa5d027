"""Article + candidate articles -> Joins(story) | Opens: do they report the same event? And why.

A pair of reports is judged by evidence that survives translation (names, figures, concepts, labels, the time
between them) and, where they share a language, by common words. A logistic model weighs the evidence; its
weights stand in cluster.toml and were fitted once on labelled pairs (tests/news/fit_stories.py). A wrong
merge is worse than a missed one: the threshold lies above one half; other sectors with other topics veto,
and so do, where no figure is shared, another stage of the project, and from one day to another names that
everybody names (countries, heads of state).
"""

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from news.features import Features, features, figure_weight

__all__ = ["CANDIDATES", "COMMON", "WINDOW", "Candidate", "Features", "Joins", "Opens", "features", "judge"]

WINDOW = timedelta(days=6)  # reports of one event are seldom further apart
CANDIDATES = 20  # articles compared with a new one: bounds the cost, whatever the archive holds
COMMON = 300  # a key in more articles of the window than this finds too many to help
JOIN = 0.53
PROJECT = 0.5  # at most, where no figure is shared and the stage is another, or only known names are shared
THREAD = 0.3  # likely the same project, not the same event


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
Rarity = Callable[[str], float]


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
    rarity = in_window(frequencies, total)
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


def in_window(frequencies: Mapping[str, int], total: int) -> Rarity:
    """What sharing a key tells: 1.0 for one that nobody else has, near 0.0 for one that everybody has."""
    articles = max(total, 50)  # in a young archive nothing is rare yet

    def rarity(key: str) -> float:
        return math.log(1 + articles / (frequencies.get(key, 0) + 0.5)) / math.log(1 + articles)

    return rarity


def likeness(one: Features, other: Features, days: float, rarity: Rarity) -> tuple[float, str]:
    """How likely two reports tell the same event, in [0, 1], and the evidence in words."""
    weights = _weights()["one" if one.language == other.language else "across"]
    seen = evidence(one, other, days, rarity)
    if seen["sectors apart"] and seen["topics apart"]:
        return 0.0, "speaks of other sectors and topics"
    names = {name for name, _ in one.names} & {name for name, _ in other.names}
    figures = set(one.figures) & set(other.figures)
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in seen.items())
    score = 1 / (1 + math.exp(-total))
    telling = max(map(figure_weight, figures), default=0.0) == 1.0
    only_known = days > 1 and not names - {*one.known, *other.known}
    if not telling and (only_known or seen["other stage"]):
        score = min(score, PROJECT)
    shared = ", ".join([*sorted(figures), *sorted(names)][:8])
    return score, f"shares {shared or 'no name'}; {days:.1f} days apart"


@cache
def _weights() -> dict[str, dict[str, float]]:
    return tomllib.loads(files("news").joinpath("cluster.toml").read_text("utf-8"))


def evidence(one: Features, other: Features, days: float, rarity: Rarity) -> dict[str, float]:
    """What speaks for and against one event, each about 0 to 1."""
    same = float(one.language == other.language)
    mine, theirs = _weighed_names(one, rarity), _weighed_names(other, rarity)
    ours = _covered(mine, theirs), _covered(theirs, mine)
    figures = set(one.figures) & set(other.figures)
    told = sum(figure_weight(figure) for figure in figures)
    fewer = min(sum(map(figure_weight, one.figures)), sum(map(figure_weight, other.figures)))
    words, said = _weighed_words(one, rarity), _weighed_words(other, rarity)
    titles = (
        _covered({t: words.get(t, 0.0) for t in one.title}, said),
        _covered({t: said.get(t, 0.0) for t in other.title}, words),
    )
    stages = bool(one.stages and other.stages)
    return {
        "names": _cosine(mine, theirs),
        "names, one side": max(ours),
        "names, both sides": min(ours),
        "name weight": min(sum(min(mine[n], theirs[n], 1.0) for n in mine if n in theirs), 4.0) / 4,
        "concepts": _cosine({c: rarity(c) for c in one.concepts}, {c: rarity(c) for c in other.concepts}),
        "words": same * _cosine(words, said),
        "pairs": same * _cosine(dict.fromkeys(one.pairs, 1.0), dict.fromkeys(other.pairs, 1.0)),
        "title, one side": same * max(titles),
        "title, both sides": same * min(titles),
        "figures": min(sum(figure_weight(f) * rarity(f) for f in figures), 3.0) / 3,
        "figures, one side": told / fewer if fewer else 0.0,
        "other figures": float(fewer > 0 and not figures),
        "other periods": float(_apart(one.dated, other.dated)),
        "countries": _jaccard(one.countries, other.countries),
        "sectors": _jaccard(one.sectors, other.sectors),
        "topics": _jaccard(one.topics, other.topics),
        "sectors apart": float(
            bool(one.sectors and other.sectors) and not set(one.sectors) & set(other.sectors)
        ),
        "topics apart": float(bool(one.topics and other.topics) and not set(one.topics) & set(other.topics)),
        "other stage": float(stages and not one.stages & other.stages),
        "same stage": float(stages and bool(one.stages & other.stages)),
        "days": days / 5,
        "one language": same,
        "no country": float(not one.countries and not other.countries),
    }


def _weighed_names(one: Features, rarity: Rarity) -> dict[str, float]:
    return {name: rarity(name) * math.sqrt(min(count, 3)) for name, count in one.names}


def _weighed_words(one: Features, rarity: Rarity) -> dict[str, float]:
    return {word: weight * rarity(f"{one.language}:{word}") for word, weight in one.words}


def _cosine(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    dot = sum(weight * theirs[key] for key, weight in mine.items() if key in theirs)
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


def _jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _agreement(evidence: Sequence[tuple[float, str, int]]) -> float:
    """A story's reports must agree among each other: the best match, tempered by the others."""
    scores = [score for score, _, _ in evidence]
    return 0.7 * max(scores) + 0.3 * sum(scores) / len(scores)
