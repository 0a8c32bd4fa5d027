"""A house with outlets."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.pipeline.outlets import Press, press


@pytest.fixture
async def outlets(tmp_path: Path) -> AsyncIterator[Press]:
    async with press(tmp_path) as made:
        yield made
