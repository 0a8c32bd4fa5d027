"""The order of answers: relevance x freshness, then likeness to the best; one of each story.

What the weights are worth is measured by tests/news/evals_search.py.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import log1p, sqrt
from typing import NamedTuple

HALF_LIFE_DAYS = 21.0  # after which freshness counts half
FRESHNESS = 0.2  # how much the newest gains over the oldest
TELLING = 0.03  # how much another outlet's telling adds
REFINED = 60  # hits that are compared with the best
BEST = 10
LIKENESS = 1.0  # how much a hit gains that is about the very things the best are about


class Hit(NamedTuple):
    """An article found. `score` grows with relevance and freshness; it compares within one query only."""

    article_id: int
    story_id: int | None
    score: float
    published: datetime


def fresh(days: float) -> float:
    """What a report counts that is so much older than the newest hit: an old archive ranks like a new one."""
    return 1 + FRESHNESS / (1 + days / HALF_LIFE_DAYS)


def retold(tellings: int) -> float:
    """What a report counts whose story so many outlets tell."""
    return 1 + TELLING * log1p(max(tellings, 1) - 1)


def refined(ranked: Sequence[Hit], about: Mapping[int, frozenset[str]]) -> list[Hit]:
    """The hits anew, those first that are about what the best few are about.

    A word has several meanings; the best hits tell which one the archive mostly means.
    """
    centre = Counter(thing for hit in ranked[:BEST] for thing in about.get(hit.article_id, ()))
    size = sqrt(sum(count * count for count in centre.values())) or 1.0

    def likeness(things: frozenset[str]) -> float:
        return sum(centre[thing] for thing in things) / size / sqrt(len(things) or 1)

    again = [
        h._replace(score=h.score * (1 + LIKENESS * likeness(about.get(h.article_id, frozenset()))))
        for h in ranked
    ]
    return sorted(again, key=by_score)


def by_score(hit: Hit) -> tuple[float, int]:
    """Best first; of equals the later."""
    return -hit.score, -hit.article_id


def once(ranked: Sequence[Hit], told: set[int]) -> list[Hit]:
    """The first hit of each story; `told` remembers the stories."""
    first = []
    for hit in ranked:
        if hit.story_id is None or hit.story_id not in told:
            first.append(hit)
            told.update(() if hit.story_id is None else (hit.story_id,))
    return first
