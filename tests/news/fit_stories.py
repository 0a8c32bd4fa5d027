"""Fits the weights of news/cluster.toml on labelled pairs of reports.

Run: python -m tests.news.fit_stories. Prints the file. Reports of the region count fully; those of English
newspapers, of which there are fifty times as many pairs, a third each. What two reports share may not count
against one event and what sets them apart not for it: with ninety pairs of the region to learn from, weights
that are free to point anywhere learn the pairs by heart (docs/NEWSROOM.md has the figures).
"""

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from model import Article, Report
from news.cluster import WINDOW
from news.evidence import Rarity, evidence, weighed
from news.features import Features, features
from news.taxonomy import Taxonomy
from news.understand import understand
from tests.news.evals_rows import ARTICLES, OWN, REPORTS, Row, rows
from tests.news.evals_stories import ECB
from tests.news.fitting import Example, Weights

PULL = {"one": 0.1, "across": 0.02}  # towards zero, in examples: chosen on projects that the fit had not seen
AGAINST = ("other ", "sectors apart", "topics apart", "days")  # how evidence against one event is named
EITHER = ("bias", "no country")
SWEEPS = 60  # over all weights; after forty the second digit stands still
NEWSPAPERS = 0.3
EVERY = 4  # of the pairs of newspaper reports on different subjects, one in this many is enough


def taken_apart(row: Row) -> Features:
    """A row as the program would compare it."""
    when = datetime.fromisoformat(row.get("published") or "2020-01-01T00:00:00+00:00").astimezone(UTC)
    title = row.get("title") or row["text"].split(" . ")[0]
    article = Article(1, "", "", row.get("url", ""), title, row["text"], when, when)
    return features(Report(article, understand(article, {}, Taxonomy.default())))


def pairs(held: Sequence[Row], counts: float) -> Iterator[tuple[bool, Example]]:
    """Every pair within the window, as the archive stood when the later one came; whether of one language."""
    apart = [taken_apart(row) for row in held]
    when = [datetime.fromisoformat(row.get("published") or "2020-01-01") for row in held]
    for here, row in enumerate(held):
        before = [n for n in range(here) if when[here] - when[n] <= WINDOW]
        standing = Counter(key for n in before for key in apart[n].keys)
        rarity = Rarity({key: standing[key] for key in apart[here].keys}, len(before))
        for n in before:
            if _unclear(row, held[n]) or _far(row, held[n], here * 31 + n):
                continue
            days = (when[here] - when[n]) / timedelta(days=1)
            seen = evidence(weighed(apart[here], rarity), weighed(apart[n], rarity), days, rarity)
            one = bool(seen.pop("one tongue"))
            yield one, Example(seen, _story(row) == _story(held[n]), counts)


def _story(row: Row) -> str:
    return str(row.get("story_id") or row["story"])


def _unclear(one: Row, other: Row) -> bool:
    named = {*one.get("ambiguous_with", ()), *other.get("ambiguous_with", ())}
    return bool(named & {_story(one), _story(other)})


def _far(one: Row, other: Row, number: int) -> bool:
    return one.get("topic") != other.get("topic") and number % EVERY > 0


def fit(examples: Sequence[Example], pull: float) -> Weights:
    """The weights that make the examples likeliest, each on its side of zero: one after another by Newton."""
    held = dict.fromkeys(sorted({"bias", *(name for one in examples for name in one.seen)}), 0.0)
    columns = {
        name: [(place, one.seen[name]) for place, one in enumerate(examples) if one.seen.get(name)]
        for name in held
    }
    columns["bias"] = [(place, 1.0) for place in range(len(examples))]
    totals = [0.0] * len(examples)
    for _ in range(SWEEPS):
        for name, column in columns.items():
            step = _step(examples, column, totals, held[name], 0.0 if name == "bias" else pull)
            moved = _on_its_side(name, held[name] + step) - held[name]
            held[name] += moved
            for place, value in column:
                totals[place] += moved * value
    return Weights(held.pop("bias"), {name: weight for name, weight in held.items() if weight})


def _step(
    examples: Sequence[Example],
    column: Sequence[tuple[int, float]],
    totals: Sequence[float],
    weight: float,
    pull: float,
) -> float:
    """How far one weight is from where it fits best while the others stand."""
    slope, bend = -pull * weight, pull + 1e-6
    for place, value in column:
        one, likely = examples[place], 1 / (1 + math.exp(-totals[place]))
        slope += one.counts * (one.true - likely) * value
        bend += one.counts * likely * (1 - likely) * value * value
    return max(-1.0, min(1.0, slope / bend))


def _on_its_side(name: str, weight: float) -> float:
    if name in EITHER:
        return weight
    return min(0.0, weight) if name.startswith(AGAINST) else max(0.0, weight)


def toml() -> Iterator[str]:
    """The lines of news/cluster.toml."""
    region = [list(rows(path)) for path in (REPORTS, ARTICLES)]
    region += [[row for path in OWN if path.stem[0] == kind for row in rows(path)] for kind in "ab"]
    ordered = [sorted(part, key=lambda row: str(row["published"])) for part in region]
    held = [pair for part in ordered for pair in pairs(part, 1.0)]
    held += pairs(list(rows(ECB)), NEWSPAPERS)
    yield "# What each piece of evidence for one event is worth, between reports of one language and across"
    yield "# languages: read by news/cluster.py, made by tests/news/fit_stories.py."
    for name, same in (("one", True), ("across", False)):
        weights = fit([example for one, example in held if one is same], PULL[name])
        yield f"\n[{name}]\nbias = {weights.bias:.2f}"
        yield from (f'"{key}" = {weight:.2f}' for key, weight in weights.of.items())


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in toml())
