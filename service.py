"""The running bot: Telegram's line, the stages' schedule, the web app, and how all of it stops."""

import asyncio
import errno
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from starlette.applications import Starlette
from telegram.ext import ApplicationBuilder, CallbackContext

import handlers
import logs
from connection import AT_WORK, OUT, Bot
from db.copies import forget_before_steps, keep_copies
from db.refusals import takes_nothing
from dispatch import Dispatch, Line, prepare
from feeds import opml
from handlers.conversation import Front
from house import House
from pipeline.alarm import Alarm
from pipeline.correct import correct
from pipeline.digest import digest
from pipeline.discover import discover, tell_ends
from pipeline.hubs import ask_hubs
from pipeline.poll import poll
from pipeline.publish import Wanted, publish
from pipeline.read import read
from pipeline.reindex import reindex
from pipeline.sweep import KEPT, sweep
from pipeline.understand import understand
from pipeline.watch import watch
from settings import VERSION, Settings

Stage = Callable[[], Awaitable[int]]
TICK = 1.0  # seconds between two questions of a stage to the database
GRACE = 1  # seconds: somebody who posts half of something and waits keeps us from stopping no longer

log = structlog.get_logger()


def build(house: House, line: Line, out: Dispatch | None = None) -> Bot:
    """The application with all commands and stages, not started yet; `out` is its way out if made."""
    out = out or prepare(house.settings, line, house.database, house.clock)
    bot = ApplicationBuilder().bot(out.bot).concurrent_updates(True).build()
    front = Front(
        database=house.database,
        telegram=out.telegram,
        bot=bot.bot,
        clock=house.clock,
        bot_id=int(line.token.partition(":")[0] or 0),
        zone=house.settings.default_timezone,
        digest_at=house.settings.digest_time,
        admins=house.settings.admin_ids,
        version=VERSION,
        started=house.clock(),
        errors=lambda: list(logs.recent.kept),
        opml=opml.write,
        public_url=public_url(house.settings),
        secret=lambda: secrets.token_urlsafe(24),
    )
    handlers.register(bot, front)
    bot.bot_data[OUT] = out
    _schedule(bot, house, out)
    return bot


def public_url(settings: Settings) -> str:
    """Where others reach the web app: as set, or where Telegram's webhook does."""
    if settings.public_url or not settings.webhook_url:
        return settings.public_url.rstrip("/")
    parts = urlsplit(settings.webhook_url)
    return f"{parts.scheme}://{parts.netloc}"


def _schedule(bot: Bot, house: House, out: Dispatch) -> None:
    """Wake each stage every second; what is due is a question to the database: a missed call is no loss."""
    wanted, home = Wanted(), public_url(house.settings)
    stages: dict[str, Stage] = {
        "poll": lambda: _count(poll(house.database, house.reader, house.rhythm, house.clock)),
        "discover": lambda: discover(house.database, house.reader, house.clock),
        "read": lambda: read(house.database, house.reader, house.catalogue, house.clock),
        "understand": lambda: understand(house.database, house.desk, house.clock),
        "reindex": lambda: reindex(house.database),
        "hubs": lambda: ask_hubs(house.database, house.reader, home, house.clock) if home else _nothing(),
        "correct": lambda: correct(house.database, house.clock),
        "publish": lambda: publish(house.database, wanted, house.clock),
        "digest": lambda: digest(house.database, house.clock),
    }
    for name, stage in stages.items():
        _every(bot, name, TICK, _until_idle(stage))
    admins = house.settings.admin_ids
    _every(bot, "alarm", 5.0, Alarm(house.database, out.telegram, admins, house.clock).look)
    _every(bot, "watch", 300.0, lambda: watch(house.database, admins, house.clock))
    _every(bot, "ends", 3_600.0, _until_idle(lambda: tell_ends(house.database, house.clock)))
    _every(bot, "sweep", 3_600.0, lambda: _sweep(house))
    if house.settings.backup_dir:
        _every(bot, "copy", 60.0, lambda: _keep_copy(house))


async def _sweep(house: House) -> None:
    """What is old goes, from the database and from beside it."""
    await sweep(house.database, house.clock())
    if house.database.file is not None:
        await asyncio.to_thread(forget_before_steps, house.database.file, house.clock() - KEPT)


async def _keep_copy(house: House) -> None:
    """This hour's copy of the database; what hinders it is said and tried again."""
    source, folder = house.database.file, Path(house.settings.backup_dir)
    if source is None:
        return
    try:
        await asyncio.to_thread(keep_copies, source, folder, house.clock(), house.settings.backup_keep)
    except OSError as error:
        log.error("no copy of the database", reason=str(error))  # noqa: TRY400  the sentence says it all


def _every(bot: Bot, name: str, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Do it again and again; what it throws is logged, and hurts nothing else."""
    at_work = bot.bot_data.setdefault(AT_WORK, {})

    async def job(_: CallbackContext[Any, Any, Any, Any]) -> None:
        at_work[name] = asyncio.current_task()
        try:
            await work()
        except asyncio.CancelledError:
            pass  # the house is closing
        except Exception as error:  # a stage must survive whatever one row does to it
            if not takes_nothing(error):  # of that the database itself has told, once
                log.exception("stage failed", stage=name)
        finally:
            del at_work[name]

    options = {
        "max_instances": 1,
        "coalesce": True,
        "misfire_grace_time": None,
        "next_run_time": datetime.now(UTC),  # else the first time is a whole interval away
    }
    assert bot.job_queue is not None  # noqa: S101  the extra is pinned in requirements.in
    bot.job_queue.run_repeating(job, seconds, name=name, job_kwargs=options)


def _until_idle(stage: Stage) -> Callable[[], Awaitable[None]]:
    """Run a stage until it finds nothing more."""

    async def run() -> None:
        while await stage():  # noqa: ASYNC110  not waiting: working until nothing is left
            await asyncio.sleep(0)

    return run


async def _nothing() -> int:
    return 0


async def _count(reports: Awaitable[list[Any]]) -> int:
    return len(await reports)


class _Server(uvicorn.Server):
    """Uvicorn that leaves the signals to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: Starlette, listen: str) -> AsyncIterator[None]:
    """The web app answers inside this block; leaving it waits a second for answers that are on their way.

    Raises:
        OSError: the address is taken, or none at all.
    """
    config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=GRACE)
    server = _Server(config)
    with listening(listen) as door:
        task = asyncio.create_task(server.serve(sockets=[door]))
        try:
            yield
        finally:
            server.should_exit = True
            await task


def listening(address: str) -> socket.socket:
    """A socket at HOST:PORT that takes connections from now on.

    Raises:
        OSError: in a sentence: the address is taken, or none at all.
    """
    host, _, port = address.rpartition(":")
    host = host.strip("[]") or "127.0.0.1"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, int(port)), family=family)
    except ValueError:
        raise OSError(f"LISTEN: {address} is no address; write it as 127.0.0.1:8080") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OSError(
                f"{address} is taken: is another Chapar running? LISTEN names another one"
            ) from None
        raise OSError(f"cannot listen on {address}: {error.strerror}") from None
