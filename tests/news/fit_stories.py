"""Fits the weights of news/cluster.toml on labelled pairs of reports.

Run: python -m tests.news.fit_stories. Prints the file. Reports of the region count fully; those of English
newspapers, of which there are fifty times as many pairs, a third each.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from model import Article, Report
from news.cluster import WINDOW, evidence, in_window
from news.features import Features, features
from news.taxonomy import Taxonomy
from news.understand import understand
from tests.news.evals_rows import ARTICLES, REPORTS, Row, rows
from tests.news.evals_stories import ECB
from tests.news.fitting import Example, fit

PULL = 0.25  # towards zero, in examples
NEWSPAPERS = 0.3
EVERY = 11  # of the pairs of newspaper reports on different subjects, one in this many is enough


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
        rarity = in_window(Counter(key for n in before for key in apart[n].keys), len(before))
        for n in before:
            if _unclear(row, held[n]) or _far(row, held[n], here * 31 + n):
                continue
            days = (when[here] - when[n]) / timedelta(days=1)
            seen = evidence(apart[here], apart[n], days, rarity)
            one = bool(seen.pop("one language"))
            yield one, Example(seen, _story(row) == _story(held[n]), counts)


def _story(row: Row) -> str:
    return str(row.get("story_id") or row["story"])


def _unclear(one: Row, other: Row) -> bool:
    named = {*one.get("ambiguous_with", ()), *other.get("ambiguous_with", ())}
    return bool(named & {_story(one), _story(other)})


def _far(one: Row, other: Row, number: int) -> bool:
    return one.get("topic") != other.get("topic") and number % EVERY > 0


def toml() -> Iterator[str]:
    """The lines of news/cluster.toml."""
    region = [sorted(rows(path), key=lambda row: str(row["published"])) for path in (REPORTS, ARTICLES)]
    held = [pair for part in region for pair in pairs(part, 1.0)]
    held += pairs(list(rows(ECB)), NEWSPAPERS)
    yield "# What each piece of evidence for one event is worth, between reports of one language and across"
    yield "# languages: read by news/cluster.py, made by tests/news/fit_stories.py."
    for name, same in (("one", True), ("across", False)):
        weights = fit([example for one, example in held if one is same], PULL)
        yield f"\n[{name}]\nbias = {weights.bias:.2f}"
        yield from (f'"{key}" = {weight:.2f}' for key, weight in weights.of.items())


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in toml())
