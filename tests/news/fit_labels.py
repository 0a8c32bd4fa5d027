"""Fits the weights of news/classify.toml on the labelled reports.

Run: python -m tests.news.fit_labels. Prints the file, and F1 where the reports of every project were judged
by weights that were fitted without them: stages of one project share their words.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model import LabelKind
from news.attribution import clean
from news.classify import LIKELY, SIGNS, cases, signs
from news.taxonomy import Taxonomy
from tests.news.evals_rows import ARTICLES, REPORTS, Counts, rows
from tests.news.fitting import Example, fit

PARTS = 8
PULL = 0.5  # towards zero, in examples
RARER = 1.5  # what an example of the smaller set counts: it has 85 reports, the other 206


@dataclass(frozen=True, slots=True)
class Case:
    """A code that a report's words speak for, and whether the report carries it."""

    part: int
    report: int
    code: str
    example: Example


def examples(kind: LabelKind) -> tuple[list[Case], list[set[str]]]:
    """All examples, and the codes that each report carries."""
    found: list[Case] = []
    gold: list[set[str]] = []
    projects: dict[str, int] = {}
    for row, counts in (*((row, 1.0) for row in rows(REPORTS)), *((row, RARER) for row in rows(ARTICLES))):
        carried = set(row[f"{kind}s"])
        part = projects.setdefault(row.get("thread") or row["story_id"], len(projects)) % PARTS
        body = clean(row["title"], row["text"], row["lang"]).body
        told = cases(row["title"], body, row["lang"], Taxonomy.default())
        for code, values in signs(kind, told, len(body)).items():
            seen = {**dict(zip(SIGNS, values, strict=True)), f"code {code}": 1.0}
            found.append(Case(part, len(gold), code, Example(seen, code in carried, counts)))
        gold.append(carried)
    return found, gold


def unseen(of: Sequence[Case], gold: Sequence[set[str]], pull: float) -> Iterator[tuple[str, float]]:
    """F1 of each set, every project judged by weights that were fitted without it."""
    chosen: list[set[str]] = [set() for _ in gold]
    for part in range(PARTS):
        weights = fit([one.example for one in of if one.part != part], pull)
        for one in of:
            if one.part == part and weights.probability(one.example.seen) >= LIKELY:
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
    yield "# tests/news/fit_labels.py. F1 on projects that the weights were fitted without:"
    for kind in (LabelKind.SECTOR, LabelKind.TOPIC):
        found, gold = examples(kind)
        yield from (f"# {kind}s, {name}: {value:.3f}" for name, value in unseen(found, gold, PULL))
        weights = fit([one.example for one in found], PULL)
        yield f"\n[{kind}]\nbias = {weights.bias:.2f}"
        yield from (f"{sign} = {weights.of.get(sign, 0.0):.2f}" for sign in SIGNS)
        yield f"\n[{kind}.codes]"
        yield from (
            f"{name[5:]} = {weight:.2f}" for name, weight in weights.of.items() if name.startswith("code ")
        )


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in toml())
