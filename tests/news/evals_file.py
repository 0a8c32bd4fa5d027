"""Any file of labelled reports, against the bars of the labelled reports that stand beside the project."""

from collections.abc import Iterator
from pathlib import Path

from model import LabelKind
from tests.news.evals_facts import background, primary_source, report_figures
from tests.news.evals_labels import countries, of_kind, relevance, told_languages
from tests.news.evals_rows import Counts, Measured, rows
from tests.news.evals_stories import pairs


def measure(path: Path) -> Iterator[Measured]:
    """The rows of the table."""
    name = path.stem
    yield Measured("language", name, "accuracy", told_languages(path), 0.98)
    yield Measured("relevance", name, "accuracy", relevance(path), 0.95)
    sectors, topics = (of_kind(path, kind) for kind in (LabelKind.SECTOR, LabelKind.TOPIC))
    for task, counts, bar in (
        ("countries", countries(path), 0.97),
        ("sectors", sectors, 0.86),
        ("topics", topics, 0.72),
    ):
        yield Measured(task, name, f"F1 ({_both(counts)})", counts.f1, bar)
    every, across = pairs(path)
    yield Measured("stories", name, "pair precision", every.precision, 0.98)
    yield Measured("stories", name, "pair recall", every.recall, 0.88)
    yield Measured("stories", name, "recall across languages", across.recall, 0.84)
    if all("figures" in row for row in rows(path)):
        yield from _facts(path, name)


def _facts(path: Path, name: str) -> Iterator[Measured]:
    recalled, told = background(path), report_figures(path)
    yield Measured("background", name, f"F1 ({_both(recalled)})", recalled.f1, 0.93)
    yield Measured("figures", name, "precision", told.precision, 0.90)
    yield Measured("figures", name, "recall", told.recall, 0.90)
    yield Measured("primary source", name, "found", primary_source(path), 0.85)


def _both(counts: Counts) -> str:
    return f"{counts.precision:.2f} / {counts.recall:.2f}"
