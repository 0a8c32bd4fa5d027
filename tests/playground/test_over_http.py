"""The bot over real HTTP, with plain long polling: a server of today, and an older one."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from connection import running
from dispatch import Line
from house import open_house
from playground.clock import Clock
from playground.flood import NO_LIMITS
from playground.server import bot_api_server
from playground.telegram import Telegram
from service import build, serving
from settings import Settings
from tests.playground.test_run import answer, free_address
from views.actions import encode
from views.choices import Menu, Page

DANA = 101
TOKEN = "1:playground"


@pytest.fixture(params=[True, False], ids=["today", "older"])
async def telegram(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Telegram]:
    """A server that a bot without outlets polls."""
    telegram = Telegram(Clock(), token=TOKEN, limits=NO_LIMITS, knows_rich=request.param)
    address = free_address()
    (tmp_path / "sources.toml").write_text("")
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        telegram_token=SecretStr(TOKEN),
        telegram_api_url=f"http://{address}",
        database_url=f"sqlite+aiosqlite:///{tmp_path}/chapar.db",
        sources=str(tmp_path / "sources.toml"),
    )
    async with (
        serving(bot_api_server(telegram), address),
        open_house(settings, telegram.world.clock) as house,
    ):
        bot = build(house, Line(TOKEN))
        async with running(bot, settings) as connecting:
            await connecting
            yield telegram
        telegram.world.updates.clear()


async def test_the_bot_offers_rich_messages_where_the_server_knows_them(telegram: Telegram) -> None:
    settings = await said_after(telegram, lambda: telegram.say(DANA, DANA, "/settings"))
    wish = encode(Menu(Page.RICH))
    told = await said_after(telegram, lambda: telegram.press(DANA, DANA, settings["message_id"], wish))
    if telegram.sending.knows_rich:
        assert told["rich_message"]["blocks"][0]["type"] == "heading"
        assert not telegram.refusals
    else:
        assert "cannot show rich messages" in told["text"]
        assert [*telegram.refusals] == [("sendRichMessage", "Not Found")]


async def said_after(telegram: Telegram, deed: Callable[[], object]) -> dict[str, Any]:
    """The bot's next message after somebody did something."""
    before = telegram.world.changes.last
    deed()
    return await answer(telegram, before)
