"""Article + candidate articles -> Joins(story) | Opens: do they report the same event? And why.

A pair of reports is judged by evidence that survives translation (names, figures, concepts, labels, the time
between them) or, where they share a language, by its words, names and numbers as written. A logistic model
weighs the evidence; its weights stand in cluster.toml and were fitted once on labelled pairs
(tests/news/fit_stories.py). A wrong merge is worse than a missed one: the threshold lies above one half, and
from one day to another there are vetoes: other sectors with other topics, and where no telling figure is
shared another stage of the project, another amount of the same unit, and names that everybody names
(countries, heads of state).
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from news.evidence import Rarity, Weighed, evidence, weighed
from news.features import Features, amount, features, figure_weight

__all__ = ["CANDIDATES", "COMMON", "WINDOW", "Candidate", "Features", "Joins", "Opens", "features", "judge"]

WINDOW = timedelta(days=6)  # reports of one event are seldom further apart
CANDIDATES = 20  # articles compared with a new one: bounds the cost, whatever the archive holds
COMMON = 300  # a key in more articles of the window than this finds too many to help
JOIN = 0.68  # chosen on stories that the weights were not fitted on: 97 of 100 pairs are right there
PROJECT = 0.5  # at most, where there is a veto
ANOTHER_DAY = (
    0.5  # days: two outlets call the stage of one day by different names, a stage of another day is another
)
ROUNDED = 0.05  # outlets that round one amount differ by less
UNLIKELY = 1e-4  # no single pair is surer than this, either way
THREAD = 0.04  # likely the same project, not the same event; lower, strangers join


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
    mine = weighed(new, rarity)
    scored: dict[int, list[tuple[float, str, int]]] = {}
    for one in candidates:
        days = abs((published - one.published) / timedelta(days=1))
        score, why = _likeness(mine, weighed(one.features, rarity), days, rarity)
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


def likeness(one: Features, other: Features, days: float, rarity: Rarity) -> tuple[float, str]:
    """How likely two reports tell the same event, in [0, 1], and the evidence in words."""
    return _likeness(weighed(one, rarity), weighed(other, rarity), days, rarity)


def _likeness(mine: Weighed, theirs: Weighed, days: float, rarity: Rarity) -> tuple[float, str]:
    one, other = mine.features, theirs.features
    weights = _weights()["one" if one.tongue == other.tongue else "across"]
    seen = evidence(mine, theirs, days, rarity)
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


def _agreement(evidence: Sequence[tuple[float, str, int]]) -> float:
    """A story's reports must agree among each other: the best match, tempered by the others, in log odds."""
    scores = [min(max(score, UNLIKELY), 1 - UNLIKELY) for score, _, _ in evidence]
    odds = [math.log(score / (1 - score)) for score in scores]
    return 1 / (1 + math.exp(-0.7 * max(odds) - 0.3 * sum(odds) / len(odds)))
