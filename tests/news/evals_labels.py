"""How well languages and labels are told: pure functions over ../shared/data, printed by `make evals`."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from model import Label, LabelKind
from news.classify import labels
from news.sentences import sentences_of_line
from news.taxonomy import Taxonomy

DATA = Path(__file__).parents[2].parent / "shared" / "data"
REPORTS = DATA / "central-asia" / "reports-dev.jsonl"
ARTICLES = DATA / "central-asia" / "articles-dev.jsonl"
REUTERS = DATA / "reuters" / "articles.jsonl"
LANGUAGES = DATA / "languages"
Row = dict[str, Any]
Scores = tuple[float, float, float]


def rows(path: Path) -> Iterator[Row]:
    yield from (json.loads(line) for line in path.read_text("utf-8").splitlines())


def f1(right: int, found: int, wanted: int) -> Scores:
    """Precision, recall and F1 of counts."""
    precision, recall = right / max(1, found), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def body(row: Row) -> Sequence[str]:
    """The report's own sentences: the gold background and tail are cut out."""
    text = row["text"]
    for piece in row.get("background", []) + row.get("tail", []):
        text = text.replace(piece, "\n")
    return [s for line in text.splitlines() if line.strip() for s in sentences_of_line(line.strip())]


def judged(row: Row, read: Callable[[Row], Sequence[str]] = body) -> tuple[Label, ...]:
    return labels(row["title"], read(row), row["lang"], Taxonomy.default())


def countries(path: Path, read: Callable[[Row], Sequence[str]] = body) -> Scores:
    """`countries_explicit` must be found, `countries_implied` may be."""
    right = found = wanted = 0
    for row in rows(path):
        must, may = set(row["countries_explicit"]), set(row["countries_implied"])
        ours = {label.code for label in judged(row, read) if label.kind is LabelKind.COUNTRY}
        right, found, wanted = right + len(must & ours), found + len(ours - (may - must)), wanted + len(must)
    return f1(right, found, wanted)


def kind_of(path: Path, kind: LabelKind, read: Callable[[Row], Sequence[str]] = body) -> Scores:
    """Sectors or topics, over all rows."""
    right = found = wanted = 0
    for row in rows(path):
        gold = set(row[{LabelKind.SECTOR: "sectors", LabelKind.TOPIC: "topics"}[kind]])
        ours = {label.code for label in judged(row, read) if label.kind is kind}
        right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
    return f1(right, found, wanted)


CODES = {"azj": "az", "eng": "en", "kaz": "kk", "kir": "ky", "rus": "ru",
         "tgk": "tg", "tuk": "tk", "tur": "tr", "uzn": "uz"}  # fmt: skip
