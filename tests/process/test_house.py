"""A house that cannot be opened says why."""

from pathlib import Path

import pytest

from db.copies import UnusableError
from db.database import Database
from house import open_house
from settings import Settings
from tests.blank import blank
from tests.refusing import refusing


async def test_a_start_on_a_disk_that_takes_nothing_is_a_sentence(tmp_path: Path) -> None:
    async with Database(blank(tmp_path / "chapar.db")) as database, refusing(database):
        with pytest.raises(UnusableError, match="takes nothing: attempt to write a readonly database"):
            async with open_house(Settings(_env_file=None), opened=database):  # type: ignore[call-arg]
                pass
