"""Saved queries: the index gives what a loop over all of them would."""

import os
from datetime import UTC, datetime

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
