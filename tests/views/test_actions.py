"""Buttons say what they mean in 64 bytes, and we understand our own buttons only."""

from datetime import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import How, Layout
from views.actions import Action, Ask, OpenStory, decode, encode, fits
from views.choices import Page, Places, SetQuiet, StartDone

NUMBERS = st.integers(0, 2**63 - 1)
PLACES = st.frozensets(st.integers(0, 59)).map(lambda places: tuple(sorted(places)))


def any_of(kind: type[Action]) -> st.SearchStrategy[Action]:
    known = {int: NUMBERS, str: st.text(max_size=20), bool: st.booleans(), Places: PLACES}
    enums = {How: st.sampled_from(How), Layout: st.sampled_from(Layout), Page: st.sampled_from(Page)}
    minutes = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
    chosen = known | enums | {time | None: minutes}
    return st.builds(kind, **{name: chosen[hint] for name, hint in kind.__annotations__.items()})


ACTIONS = st.one_of(*map(any_of, get_args(Action)))


@given(ACTIONS)
def test_what_a_button_says_is_what_it_means(action: Action) -> None:
    if fits(action):
        data = encode(action)
        assert 1 <= len(data.encode()) <= 64
        assert decode(data) == action


@given(st.text(max_size=70) | st.from_regex(r"[a-z1-4+-]{1,2}(:[\w/]{0,20}){0,4}", fullmatch=True))
def test_foreign_callback_data_means_nothing_or_is_written_back_alike(data: str) -> None:
    action = decode(data)
    assert action is None or encode(action) == data


@pytest.mark.parametrize("data", ["", "o", "o:", "o:-1", "o:1:2", "o:٣", "o:01", "cp:2", "cq:2500:", "zz:1",
                                  "4:en:1:1:sometimes", "1:en:fffffffffffffffff", "n:nowhere"])  # fmt: skip
def test_broken_callback_data_means_nothing(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize("action", [OpenStory(-1), Ask("x" * 63), Ask("ў" * 32)])
def test_what_does_not_fit_is_refused_when_written(action: Action) -> None:
    assert not fits(action)
    with pytest.raises(ValueError, match="no callback data"):
        encode(action)


def test_the_largest_choice_of_the_first_steps_fits() -> None:
    everything = tuple(range(60))
    assert len(encode(StartDone("en", everything, everything, How.WEEKLY))) <= 64


def test_a_query_may_hold_colons() -> None:
    assert decode(encode(Ask("country:TM sector:chemicals"))) == Ask("country:TM sector:chemicals")


def test_quiet_hours_may_be_none() -> None:
    assert encode(SetQuiet(None, None)) == "cq::"
    assert decode("cq:2200:0700") == SetQuiet(time(22), time(7))
