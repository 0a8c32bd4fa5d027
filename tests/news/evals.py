"""One table of how well news is understood: task, set, metric, ours, the baseline beside it, the bar.

Run: python -m tests.news.evals [PART ...]   (`make evals` does); parts are the names below, all by default.
A part is a module with `measure()`, which gives the rows of the table. Instead of a part, the path of a file
of labelled reports (.jsonl) measures that file against the same bars.
"""

import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.news.evals_rows import DATA, Measured

PARTS = ("labels", "stories", "facts", "search", "speed")


def measured(part: str) -> Iterator[Measured]:
    """The rows of a part, or of a file of labelled reports."""
    if part.endswith(".jsonl"):
        yield from importlib.import_module("tests.news.evals_file").measure(Path(part))
        return
    module = importlib.import_module(f"tests.news.evals_{part}")
    yield from getattr(module, "measure", tuple)()


def main(wanted: Sequence[str]) -> int:
    """Print the table; 1 where a bar is missed, 2 where there is nothing to measure with."""
    console = Console(width=None if Console().is_terminal else 130)
    if not DATA.exists():
        console.print(f"{DATA} is not there: nothing to measure with")
        return 2
    table = Table("task", "set", "metric", "ours", "baseline", "bar", "")
    missed = 0
    for part in wanted or PARTS:
        for row in measured(part):
            missed += not row.kept
            table.add_row(*row.cells())
    console.print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
