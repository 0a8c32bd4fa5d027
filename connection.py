"""The line to Telegram: found when it is there, waited for when it is not, left in order."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application

import handlers
from db.refusals import takes_nothing
from dispatch import STOPPING
from pipeline.duty import KEEPING, Duty
from settings import Settings

Bot = Application[Any, Any, Any, Any, Any, Any]
AT_WORK = "at work"  # the running stages by name, in the application's own data
OUT = "out"  # the way out for what is owed, in the same place
PATIENCE = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between two tries to reach Telegram; the last is repeated

log = structlog.get_logger()


class TokenRefusedError(OSError):
    """Telegram knows no bot of this token."""


@asynccontextmanager
async def running(bot: Bot, settings: Settings) -> AsyncIterator[asyncio.Task[None]]:
    """The bot answers and delivers inside this block; leaving it finishes what is in flight.

    The task yielded ends when Telegram is reached. Outlets are read meanwhile; nothing is lost.
    """
    if bot.job_queue is not None:
        await bot.job_queue.start()
    bot.bot_data[OUT].start()
    line = asyncio.create_task(_connect(bot, settings))
    watch = asyncio.create_task(_stay_on_duty(bot, settings))
    try:
        yield line
    finally:
        line.cancel()
        watch.cancel()
        await asyncio.wait({line, watch})
        await _disconnect(bot)


async def until_stopped(line: asyncio.Task[None], stop: asyncio.Event | None = None) -> None:
    """Wait for SIGTERM or SIGINT, which set `stop` where one is given.

    Raises:
        TokenRefusedError: `line` ended so.
    """
    if stop is None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for wish in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(wish, stop.set)
    wished = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait({wished, line}, return_when=asyncio.FIRST_COMPLETED)
    if line in done:
        line.result()
    await wished


async def _stay_on_duty(bot: Bot, settings: Settings) -> None:
    """Keep the duty to serve this bot; when another process has taken it, hear nothing until it is ours."""
    duty: Duty = bot.bot_data[OUT].duty
    while True:
        await asyncio.sleep(KEEPING)
        try:
            ours = await duty.take()
            heard = bot.updater is not None and bot.updater.running
            if bot.updater is not None and heard and not ours:
                await bot.updater.stop()
            elif bot.running and ours and not heard and not settings.webhook_url:
                await _listen(bot, settings)
        except Exception as error:  # Telegram may be away for a while
            if not takes_nothing(error):  # of that the database itself has told
                log.exception("the duty could not be kept")


async def _await_duty(duty: Duty) -> None:
    if await duty.take():
        return
    log.warning("another process serves this bot: standing by until it stops")
    while not duty.on_duty():  # noqa: ASYNC110  a row in the database has no event
        await asyncio.sleep(KEEPING / 2)


async def _connect(bot: Bot, settings: Settings) -> None:
    """Reach Telegram, however long it takes; then hear and answer."""
    await _await_duty(bot.bot_data[OUT].duty)
    for tries in range(1_000_000):
        try:
            await bot.initialize()
            await _listen(bot, settings)
            break
        except InvalidToken:
            raise TokenRefusedError("TELEGRAM_TOKEN: Telegram knows no bot of this token.") from None
        except TelegramError as error:
            if tries == 0:
                log.warning("Telegram cannot be reached yet", reason=type(error).__name__)
            await asyncio.sleep(PATIENCE[min(tries, len(PATIENCE) - 1)])
    await bot.start()
    log.info("connected to Telegram")
    try:
        await handlers.publish_commands(bot.bot, settings.admin_ids)
    except TelegramError as error:  # the commands work all the same: only the menu is as it was
        log.warning("command menu not published", reason=type(error).__name__)


async def _listen(bot: Bot, settings: Settings) -> None:
    if settings.webhook_url:
        secret = settings.webhook_secret.get_secret_value()
        await bot.bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=Update.ALL_TYPES)
    elif bot.updater is not None and not bot.updater.running:
        await bot.updater.start_polling(allowed_updates=Update.ALL_TYPES, error_callback=_polling_failed)


def _polling_failed(error: TelegramError) -> None:
    """The library goes on polling, ever more slowly: say once in a while why nothing is heard."""
    if isinstance(error, Conflict):
        log.error("another process hears this bot's updates: standing by until it stops")
    else:
        log.warning("polling failed", reason=type(error).__name__)


async def _disconnect(bot: Bot) -> None:
    """Hear nothing more, finish what is in flight as far as time allows, close."""
    bot.bot_data[OUT].closing = True
    if bot.updater is not None and bot.updater.running:
        await bot.updater.stop()
    await _finish(bot)
    await bot.bot_data[OUT].duty.leave()
    if bot.running:
        await bot.stop()
    elif bot.job_queue is not None:
        await bot.job_queue.stop()
    await bot.shutdown()


async def _finish(bot: Bot) -> None:
    """Wake no stage any more. Messages in flight may arrive; other work is dropped: a restart asks anew."""
    if bot.job_queue is not None:
        bot.job_queue.scheduler.pause()
    at_work: dict[str, asyncio.Task[None]] = dict(bot.bot_data.get(AT_WORK, {}))
    for task in at_work.values():
        task.cancel()
    await bot.bot_data[OUT].finish(STOPPING)
    if at_work:
        await asyncio.wait(at_work.values(), timeout=STOPPING)
