"""The first answers are right ones: newswire that people have sorted by topic, asked for by its topics."""

import asyncio

import pytest

from tests.news.evals_search import REUTERS, Score, means, reuters

pytestmark = pytest.mark.skipif(not REUTERS.exists(), reason="the sorted newswire is not beside this clone")


@pytest.fixture(scope="module")
def scores() -> tuple[list[Score], list[Score]]:
    """Ours and those of plain FTS5: one index serves all questions."""
    return asyncio.run(reuters())


def test_the_first_ten_are_right_nine_times_of_ten(scores: tuple[list[Score], list[Score]]) -> None:
    ours, plain = scores
    assert means(ours)[0] >= 0.89
    assert means(ours)[0] >= means(plain)[0] + 0.04


def test_who_asks_for_trade_gets_trade_alone_on_the_first_pages(
    scores: tuple[list[Score], list[Score]],
) -> None:
    assert next(one.precision for one in scores[0] if one.topic == "trade") == 1.0


def test_the_first_hundred_hold_more_of_the_right_ones_than_plain_full_text_search(
    scores: tuple[list[Score], list[Score]],
) -> None:
    ours, plain = scores
    assert means(ours)[1] >= means(plain)[1] + 0.02
    assert means(ours)[2] >= 0.63
