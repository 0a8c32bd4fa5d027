from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A real database in a file of its own."""
    async with Database(f"sqlite+aiosqlite:///{tmp_path}/chapar.db") as opened:
        yield opened
