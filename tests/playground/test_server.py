"""The stand-in over HTTP: the real library, with its own HTTP client, on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from telegram import Bot
from telegram.error import Conflict, InvalidToken
from telegram.request import HTTPXRequest

from playground.server import bot_api_server
from playground.telegram import Telegram

DANA = 101


@pytest.fixture
async def address(telegram: Telegram) -> AsyncIterator[str]:
    config = uvicorn.Config(bot_api_server(telegram), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest.fixture
async def bot(address: str) -> AsyncIterator[Bot]:
    async with bot_at(address, "1:playground") as made:
        yield made


def bot_at(address: str, token: str) -> Bot:
    requests = HTTPXRequest(), HTTPXRequest()
    return Bot(token, f"{address}/bot", f"{address}/file/bot", requests[0], requests[1])


async def test_a_message_and_its_update_cross_the_network(telegram: Telegram, bot: Bot) -> None:
    (start,) = await bot.get_updates(timeout=1)
    sent = await bot.send_message(DANA, "<b>Hello</b> & welcome".replace("&", "&amp;"), parse_mode="HTML")
    assert (start.message is not None, sent.text) == (True, "Hello & welcome")
    waiting = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=5))
    await asyncio.sleep(0)
    telegram.say(DANA, DANA, "thanks")
    (update,) = await waiting
    assert update.message is not None
    assert update.message.text == "thanks"


async def test_a_file_crosses_the_network_both_ways(bot: Bot) -> None:
    content = bytes(range(256)) * 40 + b"\r\n--x\r\n"
    message = await bot.send_document(DANA, content, filename="Экспорт.opml", caption="Ваш")
    assert message.document is not None
    assert message.document.file_name == "Экспорт.opml"
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == content


async def test_a_second_poller_ends_the_first(telegram: Telegram, bot: Bot) -> None:
    (start,) = await bot.get_updates(timeout=1)
    offset = start.update_id + 1
    first = asyncio.create_task(telegram.call("getUpdates", {"timeout": 5, "offset": offset}))
    await asyncio.sleep(0)
    assert await bot.get_updates(offset=offset) == ()
    status, body = await first
    assert (status, body["description"].partition(":")[0]) == (409, "Conflict")


async def test_a_webhook_and_a_poll_exclude_each_other(bot: Bot) -> None:
    await bot.set_webhook("https://bot.example/hook")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_wrong_token_is_told_apart_from_no_token(address: str) -> None:
    stranger = bot_at(address, "1:wrong")
    with pytest.raises(InvalidToken, match="rejected"):
        await stranger.initialize()
    await stranger.shutdown()
    async with httpx.AsyncClient() as client:
        for path, status in [("/botnonsense/getMe", 404), ("/file/bot1:wrong/x", 401), ("/elsewhere", 404)]:
            answer = await client.get(f"{address}{path}")
            assert (answer.status_code, answer.json()["ok"]) == (status, False)


async def test_parameters_come_as_query_form_or_json(address: str) -> None:
    url = f"{address}/bot1:playground/sendMessage"
    async with httpx.AsyncClient() as client:
        answers = [
            await client.get(url, params={"chat_id": DANA, "text": "x"}),
            await client.post(url, data={"chat_id": DANA, "text": "x"}),
            await client.post(url, json={"chat_id": DANA, "text": "x"}),
        ]
        assert [answer.json()["result"]["text"] for answer in answers] == ["x", "x", "x"]
        for content in (b"{", b"[]"):
            broken = await client.post(url, content=content, headers={"content-type": "application/json"})
            assert broken.status_code == 400
