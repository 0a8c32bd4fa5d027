"""What a measurement is, and the counts that most of them come from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2].parent / "shared" / "data"
REPORTS = DATA / "central-asia" / "reports-dev.jsonl"
ARTICLES = DATA / "central-asia" / "articles-dev.jsonl"
# Our own reports, by writers who did not know the rules; unlike DATA they are a part of the project.
OWN = tuple(sorted((Path(__file__).parent / "reports").glob("*.jsonl")))
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table. A bar is what `ours` must reach, or stay under where `most` is set."""

    task: str
    set: str
    metric: str
    ours: float
    bar: float
    baseline: str = "–"
    most: bool = False

    @property
    def kept(self) -> bool:
        """Whether the bar is kept."""
        return self.ours <= self.bar if self.most else self.ours >= self.bar

    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        sign = "≤" if self.most else "≥"
        said = "" if self.kept else "missed"
        return (
            self.task,
            self.set,
            self.metric,
            f"{self.ours:.3f}",
            self.baseline,
            f"{sign} {self.bar:g}",
            said,
        )


@dataclass(slots=True)
class Counts:
    """How many were right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one case more."""
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """The part of what was wanted that was found."""
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, self.found + self.wanted)


def rows(path: Path) -> Iterator[Row]:
    """The objects of a file of JSON lines."""
    yield from (json.loads(line) for line in path.read_text("utf-8").splitlines())
