"""The first answers are right ones: newswire that people have sorted by topic, asked for by its topics.

A third of the reports, for speed: fewer are right then, ours and those of plain FTS5. `make evals` takes all.
"""

import asyncio

import pytest

from tests.news.evals_search import REUTERS, Score, means, reuters

pytestmark = pytest.mark.skipif(not REUTERS.exists(), reason="the sorted newswire is not beside this clone")
Scores = tuple[list[Score], list[Score]]


@pytest.fixture(scope="module")
def scores() -> Scores:
    """Ours and those of plain FTS5: one index serves all questions."""
    return asyncio.run(reuters(every=3))


def test_more_of_the_first_ten_are_right_than_in_plain_full_text_search(scores: Scores) -> None:
    ours, plain = scores
    assert means(ours)[0] >= max(0.82, means(plain)[0] + 0.03)


def test_who_asks_for_trade_gets_trade_alone_among_the_first_ten(scores: Scores) -> None:
    assert next(one.precision for one in scores[0] if one.topic == "trade") == 1.0


def test_the_first_hundred_hold_more_of_the_right_ones(scores: Scores) -> None:
    ours, plain = scores
    assert means(ours)[1] >= max(0.77, means(plain)[1] + 0.06)


def test_right_ones_come_early_all_the_way_down(scores: Scores) -> None:
    ours, plain = scores
    assert means(ours)[2] >= max(0.70, means(plain)[2] + 0.1)
