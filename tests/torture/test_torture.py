"""The short forms of the laboratories: each must find the promise kept."""

import pytest

from torture.bugs import BUGS, Bug
from torture.failing import SCENES
from torture.honesty import ROOT
from torture.labs import Lab, name_of, short_forms
from torture.points import POINTS, Point, place_of
from torture.powercut import UNSEEN


@pytest.mark.parametrize("lab", short_forms(), ids=name_of)
async def test_the_promise_is_kept(lab: Lab) -> None:
    verdict = await lab()
    if UNSEEN in verdict.found:
        pytest.skip(verdict.found)
    assert verdict.kept, verdict.found


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_each_seeded_bug_still_has_its_place(bug: Bug) -> None:
    assert (ROOT / bug.file).read_text("utf-8").count(bug.good) == 1
    assert (ROOT / bug.tests.split()[0]).exists()


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_each_point_at_which_a_process_dies_is_still_in_the_code(point: Point) -> None:
    _, _, function = place_of(point)
    assert callable(function)
    assert point.scene in SCENES
