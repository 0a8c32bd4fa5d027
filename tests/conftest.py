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


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A real database in a file of its own, new."""
    async with Database(blank(tmp_path / "chapar.db")) as opened:
        yield opened
