"""A Telegram of one's own, with a clock that stands still until it is pushed."""

from datetime import UTC, datetime

import pytest

from playground.clock import Clock
from playground.telegram import Telegram


@pytest.fixture
def clock() -> Clock:
    return Clock(still=datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    return Telegram(clock)
