"""Whatever a feed does to its entries' names, words, dates and order: nobody is told of a report twice."""

import pytest

from pipeline.keeping import ANNOUNCED
from tests.pipeline.histories import EVENTS, live


@pytest.mark.parametrize("first", [0, 1_000])
async def test_no_report_is_announced_twice_or_never(first: int) -> None:
    told = await live(range(first, first + 60))
    assert told.twice() == []
    assert told.missed() == []
    assert told.at_once <= ANNOUNCED
    assert {event for events in told.events.values() for event in events} == {*EVENTS, "first"}
    assert len(told.times) > 1_000
