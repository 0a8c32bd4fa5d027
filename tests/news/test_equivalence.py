"""A report written with any name of a thing is found by every other name of it."""

import pytest

from tests.news.evals_search import EQUIVALENCE, equivalence


@pytest.mark.skipif(not EQUIVALENCE.exists(), reason="the sets of names are not beside this clone")
def test_names_of_one_thing_find_each_other() -> None:
    share, missed = equivalence()
    assert share >= 0.95, missed
