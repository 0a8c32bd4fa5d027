"""How fast, and how dear, sending is: 100,000 chats that are owed one alert, a server in another process.

Beside it the usual way: `asyncio.gather` over Bot.send_message with the library's limiter.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from db import outbox
from db.database import Database
from delivery.pace import Limits, Pace
from delivery.telegram import Telegram
from delivery.wire import Wire
from message import Message, Paragraph, Press, Text
from people import Chat, Delivery, Priority
from pipeline.deliver import deliver
from torture.crowd import populate
from torture.verdict import Verdict, bench

SAID = "Turkmenistan sold 60,000 tonnes of urea to Turkey. The plant at Garabogaz ships it in June. " * 3
FREE, PAID = 30.0, 1_000.0
ANSWERS_AFTER = 0.05  # seconds: about a round trip to Telegram from Central Asia's neighbours
USUAL = 1_000  # messages in the usual way: the library's pool takes ever longer for each that waits
ENOUGH, CHEAP, ENOUGH_PAID = 0.99, 0.05, 0.95
_ANSWER = (
    b'{"ok":true,"result":{"message_id":7,"date":1770000000,"chat":{"id":7,"type":"private"},"text":"x"}}'
)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(_ANSWER)


@dataclass(frozen=True, slots=True)
class Measured:
    """Messages a second, and the share of a core that they took."""

    per_second: float
    core: float

    def __str__(self) -> str:
        """For the table."""
        return f"{self.per_second:.1f}/s with {self.core:.1%} of a core"


async def rate(people: int, seconds: float) -> Verdict:
    """Send for so long at each pace, then in the usual way."""
    async with _server() as api, _owing(people) as database:
        free = await _ours(database, api, Limits(FREE, 0.0, 10**6), seconds)
        paid = await _ours(database, api, Limits(FREE, 0.0, 10**6, PAID), seconds)
        usual, failed = await _usual(api, min(people, USUAL))
    found = (
        f"{people} chats: {free} where {FREE:.0f} are free, {paid} where {PAID:.0f} are bought; "
        f"asyncio.gather over Bot.send_message with AIORateLimiter: {usual}, {failed} failed"
    )
    kept = free.per_second >= ENOUGH * FREE and free.core < CHEAP and paid.per_second >= ENOUGH_PAID * PAID
    return Verdict("rate", found, kept)


async def _ours(database: Database, api: str, limits: Limits, seconds: float) -> Measured:
    """Our way, from the second after the line has proven to work."""
    wire = Wire()
    line = Telegram(ExtBot("1:rate", base_url=api, request=wire), Pace(limits), _no_rest, time.monotonic)
    stop = False

    def now() -> datetime:
        return datetime.now(UTC)

    sending = asyncio.create_task(deliver(database, line, now, stopping=lambda: stop))
    await asyncio.sleep(1.0)
    before, began, used = await _sent(database), time.monotonic(), time.process_time()
    await asyncio.sleep(seconds)
    lasted, used, after = time.monotonic() - began, time.process_time() - used, await _sent(database)
    stop = True
    await sending
    await wire.shutdown()
    return Measured((after - before) / lasted, used / lasted)


async def _usual(api: str, count: int) -> tuple[Measured, int]:
    """What most bots do: everything at once at the bought pace, and what fails is lost."""
    bot: Bot = ExtBot("1:rate", base_url=api, rate_limiter=AIORateLimiter(PAID, 1.0))
    began, used = time.monotonic(), time.process_time()
    calls = (bot.send_message(number, SAID) for number in range(1, count + 1))
    done = await asyncio.gather(*calls, return_exceptions=True)
    lasted, used = time.monotonic() - began, time.process_time() - used
    await bot.request.shutdown()
    failed = sum(isinstance(one, TelegramError) for one in done)
    return Measured((count - failed) / lasted, used / lasted), failed


async def _no_rest(_: Chat, __: Message) -> Press:
    return Press("More", "more")


async def _sent(database: Database) -> int:
    async with database.reading() as connection:
        return (await outbox.depth(connection)).get("sent", 0)


@asynccontextmanager
async def _owing(people: int) -> AsyncIterator[Database]:
    now, said = datetime.now(UTC), Message((Paragraph((Text(SAID),)),))
    with bench() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/lab.db") as database:
            async with database.transaction() as connection:
                await populate(connection, range(1, people + 1), now)
                owed = [
                    Delivery(0, number, "word:1", said, Priority.PUSH, now) for number in range(1, people + 1)
                ]
                await outbox.owe(connection, owed, now)
            yield database


# ---------------------------------------------------------------- the server, in a process of its own


@asynccontextmanager
async def _server() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "torture.rate", cwd=Path(__file__).parents[1], stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None  # noqa: S101  it was asked for
    try:
        yield f"http://127.0.0.1:{int(await process.stdout.readline())}/bot"
    finally:
        process.kill()
        await process.wait()


class _Answering(asyncio.Protocol):
    """Takes whatever is said, and answers after a while: no more than a server must, to leave us the core."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  TCP
        self._transport = transport
        self._heard = b""

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, split, body = self._heard.partition(b"\r\n\r\n")
        _, _, length = head.lower().partition(b"content-length:")
        if split and len(body) >= int(length.partition(b"\r\n")[0] or 0):
            self._heard = b""
            asyncio.get_running_loop().call_later(ANSWERS_AFTER, self._transport.write, _HEAD + _ANSWER)


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(_Answering, "127.0.0.1", 0, backlog=1_000)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
