"""Fifty summaries for a person to read against docs/SUMMARIES.md, drawn by lot.

Run: python -m tests.news.summaries [SEED]   Thirty are of labelled stories, at most five of a language;
twenty of pages with their publisher's description. The same seed draws the same ones, whatever the code does.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model import Article, Report
from news.story import compose
from news.taxonomy import Taxonomy
from news.understand import understand
from tests.news.evals_facts import described_pages, report_of
from tests.news.evals_rows import ARTICLES, DATA, REPORTS, Row, rows
from views.i18n import words_in
from views.inline import words as text_of
from views.story import figures

STORIES, PAGES = 30, 20
OF_LANGUAGE, PAGES_OF_LANGUAGE = 5, 10
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is read: the reports of one story in one language, or one page, and where they stand."""

    name: str
    language: str
    reports: tuple[Report, ...]
    beside: str = ""  # what the publisher says of the page


def _report(row: Row, number: int) -> Report:
    published = datetime.fromisoformat(row["published"])
    article = Article(
        number, "", row["outlet"], row["url"], row["title"], row["text"], published, NOW, row["lang"]
    )
    return Report(article, understand(article, {}, Taxonomy.default()))


def _stories(path: Path) -> Iterator[Drawn]:
    """The labelled stories of a set as each language tells them."""
    told: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(path):
        if row["relevant"]:
            told[row["story_id"], row["lang"]].append(row)
    for (_, language), several in sorted(told.items()):
        ordered = sorted(several, key=lambda row: str(row["published"]))
        ids = " ".join(str(row["id"]) for row in ordered)
        yield Drawn(ids, language, tuple(_report(row, n) for n, row in enumerate(ordered, 1)))


def _pages() -> Iterator[Drawn]:
    for page in described_pages():
        report = report_of(page.title, page.text, page.language)
        yield Drawn(page.name, page.language, (report,), page.description)


def drawn(every: Sequence[Drawn], most: int, of_language: int, seed: int) -> list[Drawn]:
    """So many of them by lot, at most `of_language` of each language."""
    chosen: list[Drawn] = []
    counts: Counter[str] = Counter()
    for one in random.Random(seed).sample(every, len(every)):
        if len(chosen) < most and counts[one.language] < of_language:
            counts[one.language] += 1
            chosen.append(one)
    return chosen


def printed(one: Drawn) -> str:
    """As a reader sees it, each sentence on a line; "=" are the figures, "~" the publisher's own summary."""
    story = compose(one.reports, 1, 1)
    words = words_in(one.language)
    lines = [f"== {one.name} [{one.language}]", f"# {story.headline}"]
    lines += [f"  {sentence.text}" for sentence in story.summary]
    lines += [f"  = {text_of(figures(story, words))}"] if story.figures else []
    return "\n".join([*lines, *([f"  ~ {one.beside}"] if one.beside else [])])


def main(seed: int) -> int:
    """Print them all; 2 where there is nothing to draw from."""
    if not DATA.exists():
        sys.stdout.write(f"{DATA} is not there: nothing to draw from\n")
        return 2
    stories = [*_stories(REPORTS), *_stories(ARTICLES)]
    chosen = drawn(stories, STORIES, OF_LANGUAGE, seed) + drawn(
        list(_pages()), PAGES, PAGES_OF_LANGUAGE, seed
    )
    sys.stdout.write("\n\n".join(f"{n}. {printed(one)}" for n, one in enumerate(chosen, 1)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else 1))
