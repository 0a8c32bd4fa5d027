"""What rises against the usual week, and what only seems to."""

from hypothesis import given
from hypothesis import strategies as st

from model import LabelKind
from news.trends import FEWEST, LEAST, Code, Rise, rises

UREA: Code = (LabelKind.TOPIC, "tender")
GAS: Code = (LabelKind.SECTOR, "oil_gas")
KZ: Code = (LabelKind.COUNTRY, "KZ")
COUNTS = st.dictionaries(st.sampled_from([UREA, GAS, KZ]), st.integers(0, 200))


def test_what_doubles_from_a_handful_rises_more_than_a_busy_sector_that_grows_a_little() -> None:
    found = rises({UREA: 9, GAS: 110}, {UREA: 12, GAS: 400}, 4)
    assert found == (Rise(*UREA, 9, 3.0),)
    assert found[0].strength == 3.0


def test_what_was_never_in_the_news_rises_from_three_stories_on() -> None:
    assert rises({KZ: 3}, {}, 4) == (Rise(*KZ, 3, 0.0),)
    assert rises({KZ: 2}, {}, 4) == ()


def test_the_strongest_stands_first() -> None:
    found = rises({UREA: 9, GAS: 30, KZ: 30}, {UREA: 4, GAS: 8, KZ: 84}, 4)
    assert [rise.code for rise in found] == ["oil_gas", "tender"]


@given(COUNTS, COUNTS, st.integers(1, 8))
def test_nothing_rises_that_is_rare_or_as_usual(
    recent: dict[Code, int], earlier: dict[Code, int], weeks: int
) -> None:
    for rise in rises(recent, earlier, weeks):
        assert rise.count >= FEWEST
        assert rise.strength >= LEAST
        assert rise.count > rise.usual


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_more_stories_never_make_a_rise_weaker(count: int, more: int, usual: int) -> None:
    assert Rise(*KZ, count + more, usual).strength >= Rise(*KZ, count, usual).strength
    assert Rise(*KZ, count, usual + more).strength <= Rise(*KZ, count, usual).strength
