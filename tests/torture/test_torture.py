"""The short forms of the laboratories: each must find the promise kept."""

import pytest

from torture.bugs import BUGS, ROOT, Bug
from torture.labs import Lab, short_forms


@pytest.mark.parametrize("number", range(len(short_forms())))
async def test_the_promise_is_kept(number: int) -> None:
    lab: Lab = short_forms()[number]
    verdict = await lab()
    assert verdict.kept, verdict.found


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_each_seeded_bug_still_has_its_place(bug: Bug) -> None:
    assert (ROOT / bug.file).read_text("utf-8").count(bug.good) == 1
    assert (ROOT / bug.tests).exists()
