"""Article text measured on 300 labelled pages: at least as good as the library we lean on is by itself.

The measure is that of trafilatura's own evaluation: of each page, segments that the text must have and
segments that it must not; F1 over all of them. The data lies beside the project and is no part of it.
"""

import json
from pathlib import Path

import pytest
import trafilatura

from feeds.article import page

DATA = Path(__file__).parents[3] / "shared" / "data" / "article-extraction"
EVERY = 10  # one page in so many, to be quick; over all of them: ours .930, the library's .917

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the labelled pages are not at {DATA}")


def f1(texts: dict[str, str], expected: dict[str, dict[str, list[str]]]) -> float:
    """The share of segments told right: 2 TP / (2 TP + FP + FN)."""
    found = sum(segment in text for url, text in texts.items() for segment in expected[url]["with"])
    wanted = sum(len(expected[url]["with"]) for url in texts)
    wrong = sum(segment in text for url, text in texts.items() for segment in expected[url]["without"])
    return 2 * found / (found + wrong + wanted)


def test_the_text_of_articles_is_found_better_than_by_the_library_alone() -> None:
    expected = json.loads((DATA / "expected.json").read_text("utf-8"))
    ours, alone = {}, {}
    for url, labels in list(expected.items())[::EVERY]:
        body = (DATA / "pages" / labels["file"]).read_bytes()
        read = page(body, url, selector="", charset="", teaser="")
        ours[url] = read.text if read else ""
        alone[url] = trafilatura.extract(body, include_comments=False) or ""
    assert f1(ours, expected) >= f1(alone, expected)
    assert f1(ours, expected) >= 0.915
