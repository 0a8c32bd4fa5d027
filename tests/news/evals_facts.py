"""How well facts are read from reports: pure functions over ../shared/data, printed by `make evals`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from news.attribution import clean

DATA = Path(__file__).parents[2].parent / "shared" / "data"
REPORTS = DATA / "central-asia" / "reports-dev.jsonl"


def reports() -> Iterator[dict[str, Any]]:
    yield from (json.loads(line) for line in REPORTS.read_text("utf-8").splitlines())


def f1(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts."""
    precision, recall = right / max(1, found), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def background() -> tuple[float, float, float]:
    right = found = wanted = 0
    for report in reports():
        gold = set(report["background"])
        ours = set(clean(report["title"], report["text"], report["lang"]).background)
        right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
    return f1(right, found, wanted)
