"""The loop is really blocked, until it is noticed."""

import asyncio
from pathlib import Path

from structlog.testing import capture_logs

from watchdog import watched


def block_until_noticed(place: Path) -> None:
    while place.stat().st_size == 0:
        pass


async def test_who_blocks_the_loop_is_named_while_it_lasts_and_for_how_long_afterwards(
    tmp_path: Path,
) -> None:
    place = tmp_path / "stacks"
    with capture_logs() as logged, place.open("w") as out:
        async with watched(0.05, out):
            await asyncio.sleep(0)
            block_until_noticed(place)
            while not logged:  # noqa: ASYNC110  until the loop has come round
                await asyncio.sleep(0)
    assert "block_until_noticed" in place.read_text()
    assert logged[0]["event"] == "the loop stood still"
    assert logged[0]["seconds"] > 0


async def test_a_loop_that_goes_round_is_not_spoken_of(tmp_path: Path) -> None:
    place = tmp_path / "stacks"
    with capture_logs() as logged, place.open("w") as out:
        async with watched(60.0, out):
            await asyncio.sleep(0)
    assert not logged
    assert not place.read_text()
