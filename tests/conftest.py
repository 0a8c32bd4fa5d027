"""What holds for all tests, and a database for those that want one."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from db.database import Database
from tests.blank import blank

os.environ["PTB_TIMEDELTA"] = "1"  # as bot.py and the Makefile set it: the library's durations as timedelta

# No test fails because the machine was busy, or today and not tomorrow; `--hypothesis-profile=wild` looks
# for what nobody has met yet, with other examples each time.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("wild", deadline=None)
settings.load_profile("house")

# These mostly wait: a browser draws, processes start, leases end. They come first and together, so that one
# worker waits while the others work; that is why there is one worker more than processors.
WAITING = ("browser", "process", "torture")


@pytest.hookimpl(optionalhook=True)  # without xdist nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """How many workers `-n auto` means."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who waits long begins first; the others keep their order."""
    places = {name: place for place, name in enumerate(WAITING)}
    items.sort(key=lambda item: places.get(item.path.parent.name, len(WAITING)))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A real database in a file of its own, new."""
    async with Database(blank(tmp_path / "chapar.db")) as opened:
        yield opened
