"""Fits the weights of news/classify.toml on the labelled reports.

Run: python -m tests.news.fit_labels. Prints the file, and F1 where the reports of every project were judged
by weights that were fitted without them (stages of one project share their words): the mean over several ways
of dealing the projects out.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model import LabelKind
from news.attribution import clean
from news.classify import LIKELY, SIGNS, cases, signs
from news.taxonomy import Taxonomy
from tests.news.evals_rows import ARTICLES, OWN, REPORTS, Counts, rows
from tests.news.fitting import Example, fit

PARTS = 8
DEALS = 3  # ways of dealing the projects out among the parts
PULL = 0.5  # towards zero, in examples
SETS = (REPORTS, ARTICLES, *OWN)
# What an example of each set counts: 206 reports, 85, and our own, whose editors file fields otherwise.
COUNTS = {LabelKind.SECTOR: {REPORTS: 1.0, ARTICLES: 2.5}, LabelKind.TOPIC: {REPORTS: 1.0, ARTICLES: 1.5}}
OUR_OWN = {LabelKind.SECTOR: 0.15, LabelKind.TOPIC: 1.0}


@dataclass(frozen=True, slots=True)
class Case:
    """A code that a report's words speak for, and whether the report carries it."""

    project: str
    report: int
    code: str
    example: Example


def examples(kind: LabelKind) -> tuple[list[Case], list[set[str]]]:
    """All examples, and the codes that each report carries."""
    found: list[Case] = []
    gold: list[set[str]] = []
    for row, counts in ((row, COUNTS[kind].get(path, OUR_OWN[kind])) for path in SETS for row in rows(path)):
        carried = set(row[f"{kind}s"])
        project = row.get("thread") or row["story_id"]
        body = clean(row["title"], row["text"], row["lang"]).body
        told = cases(row["title"], body, row["lang"], Taxonomy.default())
        for code, values in signs(kind, told, len(body)).items():
            seen = {**dict(zip(SIGNS, values, strict=True)), f"code {code}": 1.0}
            found.append(Case(project, len(gold), code, Example(seen, code in carried, counts)))
        gold.append(carried)
    return found, gold


def unseen(of: Sequence[Case], gold: Sequence[set[str]], pull: float) -> Iterator[tuple[str, float]]:
    """F1 of each set, every project judged by weights that were fitted without it."""
    deals = [chosen(of, len(gold), pull, deal) for deal in range(DEALS)]
    start = 0
    for path in SETS:
        held = range(start, start + sum(1 for _ in rows(path)))
        counts = Counts()
        for ours in deals:
            for number in held:
                counts.add(len(gold[number] & ours[number]), len(ours[number]), len(gold[number]))
        start = held.stop
        yield path.stem, counts.f1


def chosen(of: Sequence[Case], reports: int, pull: float, deal: int) -> list[set[str]]:
    """The codes of every report, by weights fitted on other projects."""
    projects = sorted({one.project for one in of})
    random.Random(deal).shuffle(projects)
    part = {project: number % PARTS for number, project in enumerate(projects)}
    found: list[set[str]] = [set() for _ in range(reports)]
    for held in range(PARTS):
        weights = fit([one.example for one in of if part[one.project] != held], pull)
        for one in of:
            if part[one.project] == held and weights.probability(one.example.seen) >= LIKELY:
                found[one.report].add(one.code)
    return found


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
