"""A report written with any name of a thing is found by every other name of it."""

from itertools import permutations
from pathlib import Path

import pytest

from news.query import parse
from tests.news.evals_search import EQUIVALENCE, NOW, equivalence, indexed

OUR_SETS = Path(__file__).with_name("name_sets.txt")


@pytest.mark.skipif(not EQUIVALENCE.exists(), reason="the sets of names are not beside this clone")
def test_names_of_one_thing_find_each_other() -> None:
    share, missed = equivalence()
    assert share >= 0.95, missed


def test_names_of_our_own_sets_find_each_other() -> None:
    lines = [line for line in OUR_SETS.read_text("utf-8").splitlines() if not line.startswith("#")]
    missed, pairs = [], 0
    for names in (line.split(" | ") for line in lines):
        held = {name: indexed(1, name, f"News of {name} today.") for name in names}
        asked = {name: parse(name) for name in names}
        missed += [(a, b) for a, b in permutations(names, 2) if not asked[b].matches(held[a], NOW)]
        pairs += len(names) * (len(names) - 1)
    assert len(missed) <= 0.02 * pairs, missed


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("газ", "Газета вышла"),
        ("медь", "Медведев прибыл"),
        ("Saidov", "he said"),
        ("Туркменистан", "Uzbekistan and Kazakhstan"),
        ("Атырауская область", "Актюбинская область"),
        ("посол", "после встречи"),
        ("водород", "за сутки"),
        ("Anau", "a new plant"),
    ],
)
def test_words_that_only_look_alike_do_not_find_each_other(query: str, title: str) -> None:
    assert not parse(query).matches(indexed(1, title, ""), NOW)
