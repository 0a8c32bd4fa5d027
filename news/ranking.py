"""The order of answers: relevance x length x freshness, then likeness to the best; one of each story.

What the weights are worth is measured by tests/news/evals_search.py.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import log1p, sqrt

TITLE, TEXT, TOKENS = 2.0, 1.0, 0.3  # what a word counts there; a concept less than a literal word
# bm25 with b = 0.75 prefers short notes. Multiplied with (SHORT + 0.9 l) / (SHORT + 0.42 + 0.48 l), where l
# is the length relative to the mean, it ranks nearly as with b = 0.4 (exactly so for a word said once).
SHORT = 1.2
HALF_LIFE_DAYS = 21.0  # after which freshness counts half
FRESHNESS = 0.2  # how much the newest gains over the oldest
TELLING = 0.03  # how much another outlet's telling adds
REFINED = 60  # hits that are compared with the best
BEST = 10
LIKENESS = 1.0  # how much a hit gains that is about the very things the best are about


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found. `score` grows with relevance and freshness; it compares within one query only."""

    article_id: int
    story_id: int | None
    score: float
    published: datetime


def with_tellings(hit: Hit, tellings: int) -> Hit:
    """The hit, a little better for each outlet more that tells its story."""
    return replace(hit, score=hit.score * (1 + TELLING * log1p(max(tellings, 1) - 1)))


def refined(ranked: Sequence[Hit], about: Mapping[int, frozenset[str]]) -> list[Hit]:
    """The hits anew, those first that are about what the best few are about.

    A word has several meanings; the best hits tell which one the archive mostly means.
    """
    centre = Counter(thing for hit in ranked[:BEST] for thing in about.get(hit.article_id, ()))
    size = sqrt(sum(count * count for count in centre.values())) or 1.0

    def likeness(things: frozenset[str]) -> float:
        return sum(centre[thing] for thing in things) / size / sqrt(len(things) or 1)

    again = [
        replace(h, score=h.score * (1 + LIKENESS * likeness(about.get(h.article_id, frozenset()))))
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
