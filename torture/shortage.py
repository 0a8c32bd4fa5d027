"""The running bot when nothing can be written: people are answered, operators hear of it, and it goes on.

Three means: a file that may not grow (SQLITE_FULL), one that may not be written (SQLITE_READONLY), both in a
bot within this process, and a real process that may not write to any file (RLIMIT_FSIZE: SQLITE_IOERR).
"""

import asyncio
import os
import resource
import socket
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from connection import running
from db.database import Database
from dispatch import Line
from handlers import flood
from house import open_house
from playground.chats import Chat as Room
from playground.chats import Person
from playground.flood import NO_LIMITS
from playground.request import PlaygroundRequest
from playground.server import bot_api_server
from playground.telegram import Telegram
from service import build, serving
from settings import Settings
from torture.verdict import Verdict, bench
from views.i18n import words_in

ROOT = Path(__file__).parents[1]
TOKEN = "1:playground"  # noqa: S105  no secret
READER, OPERATOR = 901, 902
PATIENCE = 60.0  # seconds: the promise
UNLIMITED = 1_073_741_823
OLD = ("Cotton harvest begins in Mary", "The cotton harvest began in the Mary region of Turkmenistan.")
NEW = (
    "Turkmenistan sells urea",
    "Turkmenistan sold urea to Turkey. " + "It leaves by rail. " * 1_000,
)
FULL, READ_ONLY, NO_FILES = "full", "read-only", "no file may grow"


class Short(Database):
    """A database that can be made to take nothing."""

    means = ""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """As any, as far as there is room."""
        async with super().transaction() as connection:
            pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
            most = pages if self.means == FULL else UNLIMITED
            await connection.execute(text(f"PRAGMA max_page_count = {most}"))
            await connection.execute(text(f"PRAGMA query_only = {int(self.means == READ_ONLY)}"))
            try:
                yield connection
            finally:  # the connection is of a pool
                await connection.execute(text("PRAGMA query_only = 0"))


@dataclass
class Bot:
    """A bot at work, the Telegram it talks with, and the switch that takes its disk away."""

    telegram: Telegram
    shut: Callable[[bool], None]
    feed: list[tuple[str, str]] = field(default_factory=lambda: [OLD])

    async def asks(self, said: str, who: int = READER) -> str:
        """Somebody says something: the bot's next words to them."""
        before = len(self._heard(who))
        self.telegram.say(who, who, said)
        return await self.until(lambda: "".join(self._heard(who)[before:][:1]))

    async def until(self, wanted: Callable[[], str]) -> str:
        """What is wanted, once it is there."""
        async with asyncio.timeout(PATIENCE):
            while not (found := wanted()):  # noqa: ASYNC110  whatever happens in another process
                await asyncio.sleep(0.05)
            return found

    def told(self, words: str, who: int) -> int:
        """How often the bot said so to somebody."""
        return sum(words in said for said in self._heard(who))

    def _heard(self, who: int) -> list[str]:
        return [one.get("text", "") for one in self.telegram.messages(who) if one["from"]["is_bot"]]


async def shortage(means: Sequence[str] = (FULL, READ_ONLY, NO_FILES)) -> Verdict:
    """Take the disk away from a bot at work by each means, look, and give it back."""
    wrong, waits = list[str](), list[float]()
    for one in means:
        with bench() as folder:
            async with _at_work(Path(folder), one) as bot:
                found, wait = await _day(bot, definite=one != FULL)
            wrong += [f"{one}: {what}" for what in found]
            waits.append(wait)
            with closing(sqlite3.connect(Path(folder) / "chapar.db")) as connection:
                if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    wrong.append(f"{one}: damaged")
    found_all = (
        f"nothing could be written in {len(means)} ways: {'; '.join(wrong) or 'people were answered'}, "
        f"{max(waits):.0f} s until all went on (at most {PATIENCE:.0f})"
    )
    return Verdict("shortage", found_all, kept=not wrong)


async def _day(bot: Bot, *, definite: bool) -> tuple[list[str], float]:
    """What was not as promised; seconds until everything went on."""
    sorry, disk = words_in("en")("error-takes-nothing"), words_in("en")("needs-disk")
    await bot.asks("/start", OPERATOR)
    wrong = list[str]()
    if "Subscribed" not in await bot.asks("/subscribe urea"):
        wrong.append("no subscription at the beginning")
    pause = 0.3
    while OLD[0] not in await bot.asks("/search cotton"):
        await asyncio.sleep(pause)
        pause = min(1.5 * pause, flood.SECONDS)  # who asks too fast gets no answer
    bot.shut(True)
    bot.feed.append(NEW)
    if definite:
        wrong += [f"{wish} was not refused" for wish in ("/subscribe gas", "/deleteme")
                  if await bot.asks(wish) != sorry]  # fmt: skip
    await bot.until(lambda: disk if bot.told(disk, OPERATOR) else "")
    if OLD[0] not in await bot.asks("/search cotton"):
        wrong.append("no answer from the archive meanwhile")
    if bot.told(NEW[0], READER):
        wrong.append("something was sent that is not noted")
    bot.shut(False)
    since = time.monotonic()
    await bot.until(lambda: NEW[0] if bot.told(NEW[0], READER) else "")
    if "Subscribed" not in await bot.asks("/subscribe gas"):
        wrong.append("nothing can be changed afterwards")
    wait = time.monotonic() - since
    wrong += [f"{words[:30]}… said {count} times" for words, who in ((disk, OPERATOR), (NEW[0], READER))
              if (count := bot.told(words, who)) != 1]  # fmt: skip
    return wrong, wait


# ---------------------------------------------------------------- the two bots


@asynccontextmanager
async def _at_work(folder: Path, means: str) -> AsyncIterator[Bot]:
    telegram = _telegram()
    bot = Bot(telegram, lambda _: None)
    settings = _settings(folder)
    async with AsyncExitStack() as stack:
        outlet, server = f"127.0.0.1:{_a_port()}", f"127.0.0.1:{_a_port()}"
        await stack.enter_async_context(serving(_outlet(bot), outlet))
        Path(settings["SOURCES"]).write_text(  # noqa: ASYNC240  a line
            f'<opml version="2.0"><body><outline text="Desk" xmlUrl="http://{outlet}/feed"/></body></opml>'
        )
        if means == NO_FILES:
            await stack.enter_async_context(serving(bot_api_server(telegram), server))
            process = await stack.enter_async_context(_process(settings, f"http://{server}"))
            bot.shut = partial(_limit_files, process.pid)
        else:
            database = await stack.enter_async_context(_inside(settings, telegram))
            bot.shut = lambda shut: setattr(database, "means", means if shut else "")
        yield bot


def _limit_files(pid: int, shut: bool) -> None:
    most = resource.RLIM_INFINITY
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0 if shut else most, most))


@asynccontextmanager
async def _inside(surroundings: dict[str, str], telegram: Telegram) -> AsyncIterator[Short]:
    given: dict[str, Any] = {name.lower(): value for name, value in surroundings.items()}
    settings = Settings(_env_file=None, **given)  # type: ignore[call-arg]
    calls, updates = PlaygroundRequest(telegram), PlaygroundRequest(telegram)
    async with (
        Short(settings.database_url) as database,
        open_house(settings, opened=database) as house,
        running(build(house, Line(TOKEN, calls, updates)), settings),
    ):
        yield database


@asynccontextmanager
async def _process(surroundings: dict[str, str], server: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "bot.py", "run",
        cwd=ROOT, env=os.environ | surroundings | {"TELEGRAM_API_URL": server, "PTB_TIMEDELTA": "1"},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _settings(folder: Path) -> dict[str, str]:
    return {
        "TELEGRAM_TOKEN": TOKEN, "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/chapar.db",
        "SOURCES": f"{folder}/sources.opml", "FEEDS_ALLOW_PRIVATE": "true", "POLL_SECONDS": "0.3",
        "LISTEN": "127.0.0.1:0", "SEND_PER_CHAT_SECONDS": "0",
        "ADMIN_IDS": str(OPERATOR), "BACKUP_DIR": f"{folder}/copies",
    }  # fmt: skip


def _telegram() -> Telegram:
    telegram = Telegram(lambda: datetime.now(UTC), token=TOKEN, limits=NO_LIMITS)
    world = telegram.world
    for number in (READER, OPERATOR):
        world.people[number] = Person(number, f"Person {number}", f"person_{number}")
        world.chats[number] = Room(number, "private", f"Person {number}", members={world.me.id: "member"})
    return telegram


def _outlet(bot: Bot) -> Starlette:
    async def feed(_: Request) -> Response:
        at = format_datetime(datetime.now(UTC))
        entries = "".join(
            f"<item><title>{title}</title><link>http://127.0.0.1:9/{place}</link><guid>{title}</guid>"
            f"<description>{said}</description><pubDate>{at}</pubDate></item>"
            for place, (title, said) in enumerate(bot.feed)
        )
        body = f'<rss version="2.0"><channel><title>Desk</title>{entries}</channel></rss>'
        return Response(body, media_type="application/rss+xml")

    return Starlette(routes=[Route("/feed", feed)])


def _a_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
