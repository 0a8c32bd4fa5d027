"""The loop is really blocked, until it is noticed."""

import asyncio
import time
from pathlib import Path

from structlog.testing import capture_logs

from watchdog import watched

BLOCKED = "block_until_noticed"


def block_until_noticed(place: Path) -> None:
    before, end = place.stat().st_size, time.monotonic() + 1.0
    while place.stat().st_size == before and time.monotonic() < end:
        pass


async def test_who_blocks_the_loop_is_named_while_it_lasts_and_for_how_long_afterwards(
    tmp_path: Path,
) -> None:
    place = tmp_path / "stacks"
    with capture_logs() as logged, place.open("w") as out:
        async with watched(0.05, out):
            while BLOCKED not in place.read_text():  # a busy machine may have been noticed before us
                await asyncio.sleep(0.05)  # one beat: the watch is wound up
                block_until_noticed(place)
            while not logged:  # noqa: ASYNC110  until the loop has come round
                await asyncio.sleep(0)
    assert logged[0]["event"] == "the loop stood still"
    assert logged[0]["seconds"] > 0


async def test_a_loop_that_goes_round_is_not_spoken_of(tmp_path: Path) -> None:
    place = tmp_path / "stacks"
    with capture_logs() as logged, place.open("w") as out:
        async with watched(60.0, out):
            await asyncio.sleep(0)
    assert not logged
    assert not place.read_text()
