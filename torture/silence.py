"""No secret in any log: the real process against a Telegram that misbehaves and repeats what it was sent."""

import asyncio
import os
import random
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from db import chats, outbox
from db.database import Database
from message import Message, Paragraph, Text
from people import Chat, Delivery, Priority
from playground.chats import Chat as Room
from playground.chats import Person
from playground.flood import NO_LIMITS
from playground.server import bot_api_server
from playground.telegram import Telegram
from service import serving
from torture.verdict import Verdict, bench

ROOT = Path(__file__).parents[1]
TOKEN_SECRET, SAID = "AAcanarytokenAAcanarytokenAAcanary", "canarywordofaperson"
TOKEN = f"7391882746:{TOKEN_SECRET}"
SECRETS = {"WEBHOOK_SECRET": "canarywebhooksecret", "LLM_KEY": "canarylanguagemodelkey"}
FAILURES = (400, 200, 500, 400, 502, 429, 409, 403)
PEOPLE = range(1_000, 1_040)
PATIENCE = 60.0  # seconds; only a bot that does not work uses them up


async def silent(calls: int, seed: int) -> Verdict:
    """Let the bot make so many calls, many of which fail, then look for it where nobody is; read the log."""
    telegram, moody = _telegram(), _Moody(random.Random(seed))
    address = f"127.0.0.1:{_a_port()}"
    with bench() as folder:
        await _owe(Path(folder))
        with (Path(folder) / "log").open("wb+") as log:
            async with serving(moody.before(bot_api_server(telegram)), address):
                _talk(telegram)
                process = await _start(Path(folder), address, log.fileno())
                await _until(moody, calls, process)
                process.send_signal(signal.SIGTERM)
                await process.wait()
            check = await _start(Path(folder), address, log.fileno(), "check")
            await check.wait()
            log.seek(0)
            logged = log.read().decode("utf-8", "replace")
    lines = logged.count("\n")
    leaks = [word for word in (TOKEN_SECRET, SAID, *SECRETS.values()) if word.lower() in logged.lower()]
    found = f"{moody.bad} of {moody.calls} calls failed, {lines} lines logged: {leaks or 'no secret'} in them"
    return Verdict("secrets", found, kept=not leaks and moody.bad > 0 and lines > 3)


class _Moody:
    """In front of Telegram: fails every third call, in words that repeat its address, or breaks off."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.calls, self.bad = chance, 0, 0

    def before(self, app: Starlette) -> Starlette:
        """The same server with its moods."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or scope["path"].endswith(("getMe", "getUpdates")):
                await app(scope, receive, send)
                return
            self.calls += 1
            if self.chance.random() < 0.66:
                await app(scope, receive, send)
                return
            self.bad += 1
            body = (await receive()).get("body", b"").decode("utf-8", "replace")
            await self._failure(scope["path"], body)(scope, receive, send)

        return answer  # type: ignore[return-value]  # any ASGI application will do

    def _failure(self, path: str, body: str) -> Response:
        chosen = FAILURES[self.bad % len(FAILURES)]
        if chosen in {200, 502}:  # an answer broken off, which tells what was said
            return Response(f'{{"ok": true, "result": {{"text": "{path} {body}', chosen)
        said = f'{{"ok": false, "error_code": {chosen}, "description": "Bad Request: not found {path}"}}'
        return Response(said, chosen)


def _telegram() -> Telegram:
    telegram = Telegram(lambda: datetime.now(UTC), token=TOKEN, limits=NO_LIMITS)
    world = telegram.world
    for number in PEOPLE:
        world.people[number] = Person(number, f"Reader {number}", f"reader_{number}")
        world.chats[number] = Room(number, "private", f"Reader {number}", members={world.me.id: "member"})
    return telegram


def _talk(telegram: Telegram) -> None:
    for number in PEOPLE:
        for said in ("/start", f"/search {SAID}", f"/add http://{SAID}.invalid/", f"/digest {SAID}"):
            telegram.say(number, number, said)


async def _owe(folder: Path) -> None:
    now, said = datetime.now(UTC), Message((Paragraph((Text(SAID),)),))
    database = Database(f"sqlite+aiosqlite:///{folder}/lab.db")
    async with database, database.transaction() as connection:
        for number in PEOPLE:
            await chats.greet(connection, Chat(number), now)
        owed = [Delivery(0, number, "word:1", said, Priority.PUSH, now) for number in PEOPLE]
        await outbox.owe(connection, owed, now)


async def _start(folder: Path, address: str, log: int, command: str = "run") -> asyncio.subprocess.Process:
    surroundings: dict[str, Any] = SECRETS | {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": f"http://{address}",
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/lab.db",
        "SOURCES": f"{folder}/none.toml",
        "LISTEN": "127.0.0.1:0",  # whichever is free
        "PTB_TIMEDELTA": "1",
    }
    (folder / "none.toml").write_bytes(b"")
    return await asyncio.create_subprocess_exec(
        sys.executable, "bot.py", command, cwd=ROOT, env=os.environ | surroundings, stdout=log, stderr=log
    )


async def _until(moody: _Moody, calls: int, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(PATIENCE):
        while moody.calls < calls and process.returncode is None:  # noqa: ASYNC110  another's process
            await asyncio.sleep(0.05)


def _a_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
