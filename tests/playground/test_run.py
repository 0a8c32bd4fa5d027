"""The playground as a whole, without a browser."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from playground.run import playing
from playground.telegram import Telegram
from service import listening
from settings import Settings

DANA = 101
CATALOGUE = Path(__file__).parents[2] / "feeds" / "sources.toml"


def free_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return f"127.0.0.1:{probe.getsockname()[1]}"


async def answer(telegram: Telegram, since: int) -> dict[str, Any]:
    """The bot's next message."""
    async with asyncio.timeout(60):
        while True:
            for event in await telegram.changes(since, timeout=60):
                since = event["number"]
                if event["kind"] == "message" and event["message"]["from"]["is_bot"]:
                    message: dict[str, Any] = event["message"]
                    return message


async def test_whoever_comes_first_finds_the_archive_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(_env_file=None, listen=free_address(), sources=str(CATALOGUE))  # type: ignore[call-arg]
    async with playing(settings) as playground, httpx.AsyncClient(base_url=playground.address) as page:
        telegram = playground.telegram
        telegram.say(DANA, DANA, "/search urea")
        found = await answer(telegram, telegram.world.changes.last)
        assert "[RU]" in found["text"]
        assert not telegram.refusals
        state = (await page.get("/api/state")).json()
        assert found["text"] in [message.get("text") for message in state["chats"][0]["messages"]]
        assert (await page.get("/health")).json()["sources"] == 13


async def test_a_playground_that_is_closed_at_once_does_not_hang(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(_env_file=None, listen=free_address(), sources=str(CATALOGUE))  # type: ignore[call-arg]
    async with asyncio.timeout(60), playing(settings):
        pass


def test_an_address_that_is_taken_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(OSError, match=f"{address} is taken: is another Chapar running"):
            listening(address)


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1:", "127.0.0.1:http"])
def test_an_address_that_is_none_is_a_sentence(address: str) -> None:
    with pytest.raises(OSError, match="is no address; write it as"):
        listening(address)


def test_an_address_beyond_this_machine_is_a_sentence() -> None:
    with pytest.raises(OSError, match=r"cannot listen on 192\.0\.2\.1:8080"):
        listening("192.0.2.1:8080")
