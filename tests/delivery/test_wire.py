"""The library's requests over aiohttp: what goes out, and what each way of breaking means."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from delivery.answers import Answer, RetryAt, Uncertain, read
from delivery.wire import Wire
from playground.flood import NO_LIMITS
from playground.server import bot_api_server
from playground.telegram import Telegram
from service import serving
from tests.feeds.hosts import Host, Script, drip, raw, reply
from tests.handlers.talk import DANA
from tests.process.test_run import a_port

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n"


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with Host() as made:
        yield made


async def error_of(address: str, method: str = "sendMessage") -> TelegramError:
    """How a call ends there."""
    wire = Wire()
    url = f"{address}/bot1:secret/{method}"
    with pytest.raises(TelegramError) as caught:
        await wire.post(url, read_timeout=0.2, write_timeout=0.1, connect_timeout=0.3)
    await wire.shutdown()
    return caught.value


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        (drip(HEAD, b" "), Uncertain("timeout")),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), Uncertain("timeout")),
        (raw(), Uncertain("ServerDisconnectedError")),
        (raw(HEAD, b'{"ok":'), Uncertain("ClientPayloadError")),
        (reply(b"<html>welcome", 200), Uncertain("JSONDecodeError")),
        (reply(b"<html>bad gateway", 502), RetryAt("not Telegram's answer")),
    ],
)
async def test_what_a_broken_call_means(host: Host, script: Script, answer: Answer) -> None:
    host.says("/bot1:secret/sendMessage", script)
    error = await error_of(host.says("/", reply()).rstrip("/"))
    assert read(error) == answer
    assert "secret" not in f"{error} {error!r}", "a token is in no error that may be logged"


async def test_a_call_goes_where_it_was_sent_and_nowhere_else(host: Host) -> None:
    there = host.says("/elsewhere", reply(b'{"ok": true, "result": true}'))
    host.says("/bot1:secret/sendMessage", reply(status=307, location=there))
    await error_of(host.says("/", reply()).rstrip("/"))
    assert [one.path for one in host.asked] == ["/bot1:secret/sendMessage"]


async def test_a_server_that_is_not_there_was_told_nothing() -> None:
    error = await error_of(f"http://127.0.0.1:{a_port()}")
    assert isinstance(error, NetworkError)
    assert not isinstance(error, TimedOut)
    assert read(error) == RetryAt("no connection")


async def test_messages_and_files_arrive_as_they_were_meant() -> None:
    telegram = Telegram(lambda: datetime.now(UTC), limits=NO_LIMITS)
    telegram.say(DANA, DANA, "/start")
    here = f"127.0.0.1:{a_port()}"
    wire = Wire()
    async with serving(bot_api_server(telegram), here):
        bot = Bot(telegram.world.token, base_url=f"http://{here}/bot", request=wire, get_updates_request=wire)
        async with bot:
            said = await bot.send_message(DANA, "<b>söwda</b> & торговля = 5 %", parse_mode="HTML")
            sent = await bot.send_document(DANA, b"a;b\r\n", filename="söwda.csv", caption="all of it")
            with pytest.raises(BadRequest, match="Chat not found"):
                await bot.send_message(999, "hello")
            heard = await bot.get_updates(timeout=0)
    assert said.text == "söwda & торговля = 5 %"
    assert (sent.document.file_name, sent.caption) == ("söwda.csv", "all of it")  # type: ignore[union-attr]
    assert heard


async def test_a_wire_that_was_closed_opens_again(host: Host) -> None:
    address = host.says("/bot1:secret/getMe", reply(b'{"ok": true, "result": true}'))
    wire = Wire()
    for _ in range(2):
        assert await wire.post(address) is True
        await wire.shutdown()
    await wire.shutdown()
    assert len(host.asked) == 2
