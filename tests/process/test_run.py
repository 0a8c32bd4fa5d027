"""`python bot.py run` as a process of its own, against a Bot API server and an outlet over HTTP."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from handlers import flood
from playground.flood import NO_LIMITS
from playground.server import bot_api_server
from playground.telegram import Telegram
from service import serving
from tests.feeds.hosts import Host, reply
from tests.handlers.talk import DANA

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds; only a broken bot uses them up
OLD = ("Cotton harvest begins in Mary", "The cotton harvest began in the Mary region of Turkmenistan.")
NEW = (
    "Turkmenistan sells urea",
    "Turkmenistan sold 60,000 tonnes of urea. The chemical plant ships it in June.",
)


def rss(*items: tuple[str, str]) -> bytes:
    at = format_datetime(datetime.now(UTC))
    entries = "".join(
        f"<item><title>{title}</title><link>http://127.0.0.1:9/{place}</link><guid>{title}</guid>"
        f"<description>{text}</description><pubDate>{at}</pubDate></item>"
        for place, (title, text) in enumerate(items)
    )
    return f'<rss version="2.0"><channel><title>Desk</title>{entries}</channel></rss>'.encode()


def a_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Run:
    """The process, and the Telegram it talks with."""

    process: asyncio.subprocess.Process
    telegram: Telegram

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message of the bot that is wanted."""
        since = 0
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in await self.telegram.changes(since, timeout=5):
                    since = event["number"]
                    message: dict[str, Any] = event.get("message", {})
                    if message.get("from", {}).get("is_bot") and wanted(message):
                        return message

    async def ask_until(self, question: str, wanted: Callable[[dict[str, Any]], bool]) -> None:
        """Ask, and again when the answer is another, ever more slowly: who asks too fast gets no answer."""
        pause = 0.3  # seconds, in which a person reads the answer
        while True:
            held = len(self.telegram.messages(DANA)) + 1
            self.telegram.say(DANA, DANA, question)
            answer = await self.until(lambda message, held=held: message["message_id"] > held)  # type: ignore[misc]
            if wanted(answer):
                return
            await asyncio.sleep(pause)
            pause = min(1.5 * pause, flood.SECONDS)

    async def stop(self) -> tuple[int | None, str]:
        """Ask it to stop: its exit code and what it logged."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            _, logged = await self.process.communicate()
        return self.process.returncode, logged.decode()


@asynccontextmanager
async def running(folder: Path, feed: str, **settings: str) -> AsyncIterator[Run]:
    telegram = Telegram(lambda: datetime.now(UTC), limits=NO_LIMITS)
    here = f"127.0.0.1:{a_port()}"
    opml = folder / "sources.opml"
    opml.write_text(f'<opml version="2.0"><body><outline text="Desk" xmlUrl="{feed}"/></body></opml>')
    environment = {
        "TELEGRAM_TOKEN": "1:playground", "TELEGRAM_API_URL": f"http://{here}", "SOURCES": str(opml),
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/chapar.db", "FEEDS_ALLOW_PRIVATE": "true",
        "POLL_SECONDS": "0.3", "LISTEN": "127.0.0.1:0", "PATH": os.environ["PATH"],
    }  # fmt: skip
    async with serving(bot_api_server(telegram), here):
        process = await asyncio.create_subprocess_exec(
            sys.executable, ROOT / "bot.py", "run",
            cwd=folder, env=environment | settings, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            yield Run(process, telegram)
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()


def says(*words: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: all(word in (message.get("text") or "") for word in words)


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with Host() as made:
        yield made


async def test_news_of_a_feed_reaches_who_subscribed_and_the_process_stops_when_asked(
    tmp_path: Path, host: Host
) -> None:
    feed = host.says("/feed", reply(rss(OLD), content_type="application/rss+xml"))
    async with running(tmp_path, feed) as run:
        run.telegram.say(DANA, DANA, "/subscribe urea")
        await run.until(says("Subscribed"))
        await run.ask_until("/search cotton", says("Cotton harvest"))
        host.says("/feed", reply(rss(OLD, NEW), content_type="application/rss+xml"))
        message = await run.until(says("Turkmenistan sells urea", "60,000 tonnes"))
        assert "Desk" in message["text"]
        code, logged = await run.stop()
        assert code == 0, logged
        assert "1:playground" not in logged, "a token never reaches a log"
        told = [m for m in run.telegram.messages(DANA) if m["from"]["is_bot"] and "sells urea" in str(m)]
        assert len(told) == 1


def busy_at_first(app: Starlette) -> Starlette:
    """The same server, whose first answer about webhooks is that somebody else is at it."""
    refusals = [b'{"ok": false, "error_code": 409, "description": "Conflict: set by another"}']

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "webhook" in scope["path"].lower() and refusals:
            await Response(refusals.pop(), 409)(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer  # type: ignore[return-value]  # any ASGI application will do


async def test_a_server_that_is_away_or_busy_at_the_start_is_waited_for(tmp_path: Path, host: Host) -> None:
    feed = host.says("/feed", reply(rss(OLD)))
    here = f"127.0.0.1:{a_port()}"
    async with running(tmp_path, feed, TELEGRAM_API_URL=f"http://{here}") as run:
        await asyncio.wait_for(host.first.wait(), PATIENCE)  # it reads its outlets meanwhile
        async with serving(busy_at_first(bot_api_server(run.telegram)), here):
            run.telegram.say(DANA, DANA, "/help")
            await run.until(says("/search"))
            code, logged = await run.stop()
            assert code == 0, logged


async def test_a_token_that_nobody_owns_is_said_plainly(tmp_path: Path, host: Host) -> None:
    feed = host.says("/feed", reply(rss(OLD)))
    async with running(tmp_path, feed, TELEGRAM_TOKEN="2:stranger") as run:
        async with asyncio.timeout(PATIENCE):
            _, logged = await run.process.communicate()
        assert run.process.returncode == 1
        assert "TELEGRAM_TOKEN" in logged.decode()
        assert "2:stranger" not in logged.decode()
