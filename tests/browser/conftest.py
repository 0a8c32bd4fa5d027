"""The whole playground, as `make run` starts it, on a free port, and a Chromium before it."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from playground.run import Playground, playing
from settings import Settings
from tests.browser.phone import CHROMIUM, chromium

CATALOGUE = Path(__file__).parents[2] / "feeds" / "sources.toml"


@pytest_asyncio.fixture(loop_scope="module")
async def playground(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Playground]:
    """A playground of its own."""
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings = Settings(_env_file=None, listen=f"127.0.0.1:{port}", sources=str(CATALOGUE))  # type: ignore[call-arg]
    async with playing(settings) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium; tests that need it are skipped where it is absent."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    async with chromium() as opened:
        yield opened
