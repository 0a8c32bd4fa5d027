"""Reports that writers made who did not know our rules: nothing that we understood of them is lost again.

The bars stand a little below what was reached; docs/NEWSROOM.md tells how the reports did on their first day.
"""

from pathlib import Path

import pytest

from model import LabelKind
from tests.news.evals_labels import countries, of_kind, relevance, told_languages
from tests.news.evals_rows import OWN, Counts

SHORT, LONG = ([path for path in OWN if path.stem[0] == letter] for letter in "ab")


def together(counts: list[Counts]) -> float:
    """F1 over several files."""
    all_of = Counts()
    for one in counts:
        all_of.add(one.right, one.found, one.wanted)
    return all_of.f1


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_languages_are_told_and_what_is_off_topic_has_no_field(path: Path) -> None:
    assert told_languages(path) >= 0.98
    assert relevance(path) >= 0.92


@pytest.mark.parametrize(
    ("paths", "lands", "sectors", "topics"),
    [(SHORT, 0.97, 0.86, 0.77), (LONG, 0.96, 0.83, 0.74)],
    ids=["short", "long"],
)
def test_labels_are_found(paths: list[Path], lands: float, sectors: float, topics: float) -> None:
    assert together([countries(path) for path in paths]) >= lands
    assert together([of_kind(path, LabelKind.SECTOR) for path in paths]) >= sectors
    assert together([of_kind(path, LabelKind.TOPIC) for path in paths]) >= topics
