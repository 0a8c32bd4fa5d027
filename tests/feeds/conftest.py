"""A web host and somebody who asks it."""

from collections.abc import AsyncIterator

import pytest

from feeds.fetch import Fetcher
from tests.feeds.hosts import PATIENT, SHORT, Host


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with Host() as made:
        yield made


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(
        user_agent="Chapar/test (+https://example.org)", allow_private=True, limits=PATIENT
    ) as made:
        yield made


@pytest.fixture
async def hasty() -> AsyncIterator[Fetcher]:
    """Somebody who soon gives up, for servers that never end."""
    async with Fetcher(user_agent="Chapar/test", allow_private=True, limits=SHORT) as made:
        yield made
