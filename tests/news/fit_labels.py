"""Fits the weights of news/classify.toml on the labelled reports.

Run: python -m tests.news.fit_labels. Prints the file, and F1 where every story was judged by weights that
were fitted without it. Plain gradient descent: a few thousand examples, forty weights.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model import LabelKind
from news.attribution import clean
from news.classify import LIKELY, SIGNS, cases, signs
from news.taxonomy import Taxonomy
from tests.news.evals_rows import ARTICLES, REPORTS, Counts, rows

PARTS = 8
ROUNDS = 1500
RATE = 0.5
PULL = 1.0  # towards zero, in examples


@dataclass(frozen=True, slots=True)
class Example:
    """A code that a report's words speak for, and whether the report carries it."""

    part: int
    report: int
    code: str
    seen: tuple[float, ...]
    carried: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign and code is worth."""

    bias: float
    signs: tuple[float, ...]
    codes: dict[str, float]

    def probability(self, one: Example) -> float:
        """How likely the report carries the code."""
        total = self.bias + self.codes.get(one.code, 0.0)
        return 1 / (1 + math.exp(-total - sum(w * x for w, x in zip(self.signs, one.seen, strict=True))))


def examples(kind: LabelKind) -> tuple[list[Example], list[set[str]]]:
    """All examples, and the codes that each report carries."""
    found: list[Example] = []
    gold: list[set[str]] = []
    stories: dict[str, int] = {}
    for row in (*rows(REPORTS), *rows(ARTICLES)):
        carried = set(row[f"{kind}s"])
        part = stories.setdefault(row["story_id"], len(stories)) % PARTS
        body = clean(row["title"], row["text"], row["lang"]).body
        told = cases(row["title"], body, row["lang"], Taxonomy.default())
        found += [Example(part, len(gold), c, seen, c in carried) for c, seen in signs(kind, told).items()]
        gold.append(carried)
    return found, gold


def fit(of: Sequence[Example], pull: float) -> Weights:
    """The weights that make these examples likeliest, pulled a little towards zero."""
    codes = sorted({one.code for one in of})
    place = {code: number + 1 + len(SIGNS) for number, code in enumerate(codes)}
    held = [0.0] * (1 + len(SIGNS) + len(codes))
    inputs = [(one, [(0, 1.0), *((n + 1, x) for n, x in enumerate(one.seen) if x), (place[one.code], 1.0)])
              for one in of]  # fmt: skip
    squares = [1e-8] * len(held)
    for _ in range(ROUNDS):
        slope = [pull * weight if number else 0.0 for number, weight in enumerate(held)]
        for one, values in inputs:
            total = sum(held[number] * value for number, value in values)
            error = 1 / (1 + math.exp(-total)) - one.carried
            for number, value in values:
                slope[number] += error * value
        for number, value in enumerate(slope):
            squares[number] += value * value
            held[number] -= RATE * value / math.sqrt(squares[number])
    return Weights(held[0], tuple(held[1 : 1 + len(SIGNS)]), {c: held[place[c]] for c in codes})


def unseen(of: Sequence[Example], gold: Sequence[set[str]], pull: float) -> Iterator[tuple[str, float]]:
    """F1 of each set, every story judged by weights that were fitted without it."""
    chosen: list[set[str]] = [set() for _ in gold]
    for part in range(PARTS):
        weights = fit([one for one in of if one.part != part], pull)
        for one in of:
            if one.part == part and weights.probability(one) >= LIKELY:
                chosen[one.report].add(one.code)
    border = sum(1 for _ in rows(REPORTS))
    for name, held in (("reports-dev", range(border)), ("articles-dev", range(border, len(gold)))):
        counts = Counts()
        for number in held:
            counts.add(len(gold[number] & chosen[number]), len(chosen[number]), len(gold[number]))
        yield name, counts.f1


def toml() -> Iterator[str]:
    """The lines of news/classify.toml."""
    yield "# What each sign is worth for a sector or topic, read by news/classify.py, made by"
    yield "# tests/news/fit_labels.py. F1 on stories that the weights were fitted without:"
    for kind in (LabelKind.SECTOR, LabelKind.TOPIC):
        found, gold = examples(kind)
        yield from (f"# {kind}s, {name}: {value:.3f}" for name, value in unseen(found, gold, PULL))
        weights = fit(found, PULL)
        yield f"\n[{kind}]\nbias = {weights.bias:.2f}"
        yield from (f"{sign} = {weight:.2f}" for sign, weight in zip(SIGNS, weights.signs, strict=True))
        yield f"\n[{kind}.codes]"
        yield from (f"{code} = {weight:.2f}" for code, weight in weights.codes.items())


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in toml())
