"""The way out, and what is owed leaving by it before the rest of the house is there.

Making the whole house takes one to two seconds: its libraries, its words, its outlets. After a crash in the
middle of a fan-out nobody should wait for that.
"""

import asyncio
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

import structlog
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from db.database import Database
from db.refusals import takes_nothing
from delivery.pace import Limits, Pace
from delivery.telegram import Telegram
from delivery.wire import Wire
from pipeline.deliver import deliver
from pipeline.duty import Duty
from pipeline.rest import lay_aside
from settings import Settings

PAID = 1_000.0  # messages a second, with allow_paid_broadcast where the free ones do not suffice
HEAD_START = 0.3  # seconds that sending has before the rest takes its share of the processor
STOPPING = 8.0  # seconds that what is in flight may take; SIGTERM promises ten
PATIENCE = 0.25  # seconds between two looks whether there is something to send, or whether it is our duty

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Line:
    """How we reach Telegram: two requests of the library (calls, and the long poll), or the real ones."""

    token: str
    calls: BaseRequest | None = None
    updates: BaseRequest | None = None


@dataclass(slots=True)
class Dispatch:
    """What sends: the library's bot, our pace and print of it, and the claim to be the one that serves."""

    bot: ExtBot[None]
    telegram: Telegram
    duty: Duty
    database: Database
    clock: Callable[[], datetime]
    closing: bool = False  # nothing new is begun
    _work: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Send what is owed from now on, whenever it is our duty."""
        if self._work is None:
            self._work = asyncio.create_task(self._send())

    async def finish(self, seconds: float) -> None:
        """Begin nothing new; what is in flight may take so long."""
        self.closing = True
        if self._work is not None:
            _, late = await asyncio.wait({self._work}, timeout=seconds)
            for task in late:
                task.cancel()

    async def close(self) -> None:
        """Close the line."""
        for request in self.bot._request:  # noqa: SLF001  `Bot.shutdown` leaves them open if it never was up
            await request.shutdown()

    async def _send(self) -> None:
        while not self.closing:
            try:
                if self.duty.on_duty() or await self.duty.take():
                    await deliver(
                        self.database,
                        self.telegram,
                        self.clock,
                        may=self.duty.on_duty,
                        stopping=lambda: self.closing,
                    )
            except Exception as error:  # it must survive whatever one row does to it
                if not takes_nothing(error):  # of that the database itself has told
                    log.exception("stage failed", stage="deliver")
            await asyncio.sleep(PATIENCE)


async def serve(settings: Settings) -> int:
    """Run the bot until it is told to stop: what is owed leaves at once, the rest of the house follows."""
    stop = asyncio.Event()
    for wish in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(wish, stop.set)
    line = Line(settings.telegram_token.get_secret_value())
    async with Database(settings.database_url) as database:
        out = prepare(settings, line, database, lambda: datetime.now(UTC))
        out.start()
        try:
            await asyncio.sleep(HEAD_START)
            # In a thread, for a second's work; what is sent meanwhile goes on being sent.
            commands = await asyncio.to_thread(import_module, "commands")
            return int(await commands.serve(settings, out, stop))
        finally:
            await out.finish(STOPPING)
            await out.close()


def prepare(settings: Settings, line: Line, database: Database, clock: Callable[[], datetime]) -> Dispatch:
    """The way out, not used yet."""
    api = settings.telegram_api_url.rstrip("/")
    bot = ExtBot(
        line.token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=line.calls or Wire(),
        get_updates_request=line.updates or Wire(),
    )
    telegram = Telegram(bot, Pace(limits(settings)), lay_aside(database, clock), time.monotonic)
    duty = Duty(database, f"telegram:{line.token.partition(':')[0]}")
    return Dispatch(bot, telegram, duty, database, clock)


def limits(settings: Settings) -> Limits:
    """Telegram's limits as the operator set them."""
    paid = PAID if settings.paid_broadcast else 0.0
    return Limits(
        settings.send_per_second, settings.send_per_chat_seconds, settings.send_per_group_minute, paid
    )
