"""Saved queries: the index gives what a loop over all of them would."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.match import Saved
from news.query import parse
from news.text import Indexed
from tests.news.questions import articles, queries

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@settings(max_examples=int(os.environ.get("LAW_EXAMPLES", "2000")), deadline=None)
@given(st.lists(queries(), max_size=12), articles(), st.sets(st.integers(0, 11)))
def test_the_index_wants_exactly_what_a_naive_loop_wants(
    asked: list[str], article: Indexed, removed: set[int]
) -> None:
    saved = Saved()
    for key, text in enumerate(asked):
        saved.add(key, parse(text))
    for key in removed:
        saved.remove(key)
    kept = [(key, parse(text)) for key, text in enumerate(asked) if key not in removed]
    assert saved.wants(article, NOW) == [key for key, query in kept if query.matches(article, NOW)]
    assert len(saved) == len(kept)


def article(*tokens: str) -> Indexed:
    return Indexed(1, tuple(tokens[:1]), tuple(tokens[1:]), NOW)


def test_queries_that_crowd_under_a_common_word_are_found_wherever_they_move() -> None:
    rare = [f"{a}{b}{c}" for a in "bdfg" for b in "aeiou" for c in "klmnprst"]  # shorter than the common word
    asked = [f"{word} administration" for word in rare] + ["administration"] * 100
    saved = Saved()
    for key, text in enumerate(asked):
        saved.add(key, parse(text))
    told = [article("administr", word) for word in rare] + [article("administr"), article(*rare)]
    for one in told:
        assert saved.wants(one, NOW) == [n for n, text in enumerate(asked) if parse(text).matches(one, NOW)]
    for key in range(0, len(asked), 2):
        saved.remove(key)
    left = range(1, len(asked), 2)
    assert saved.wants(told[1], NOW) == [n for n in left if parse(asked[n]).matches(told[1], NOW)]
    for key in range(1, len(asked), 2):
        saved.remove(key)
    assert len(saved) == 0
    assert saved.wants(told[1], NOW) == []


@pytest.mark.parametrize("key", [0, -7, 2**40])
def test_any_number_is_an_id(key: int) -> None:
    saved = Saved()
    saved.add(key, parse("urea export"))
    saved.add(key, parse("urea"))
    assert saved.wants(article("urea"), NOW) == [key]
