"""Which process serves the bot: one sends and hears, others stand by and take over when it is gone.

The lease is of real time, whatever clock the news goes by. Who was stopped for a while finds its lease over
and does nothing until it has it again.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.exc import DBAPIError

from db import holds, outbox
from db.database import Database
from db.refusals import takes_nothing

LASTING = timedelta(seconds=6)  # and a taker looks four times a second: taken over within seven
KEEPING = 2.0  # seconds between two renewals: two may fail before the lease ends

log = structlog.get_logger()


def this_process() -> str:
    """A name of this process that no other has at the same time."""
    return f"{socket.gethostname()}/{os.getpid()}/{os.urandom(4).hex()}"


def is_dead(holder: str) -> bool:
    """Whether that process is known to be gone: it ran on this machine, and does not any more."""
    host, _, rest = holder.partition("/")
    pid = int(rest.partition("/")[0])
    if host != socket.gethostname():
        return False
    if pid == os.getpid():
        return True  # ours now, as in a container: another process had it before
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@dataclass(slots=True)
class Duty:
    """One process's claim to serve one bot."""

    database: Database
    name: str
    holder: str = field(default_factory=this_process)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _taken: datetime | None = None

    def on_duty(self) -> bool:
        """Whether we are the one that serves, without asking anybody; not while a clock that was put back is
        before the moment when we took the duty: others may judge its end by the new time.
        """
        return self._taken is not None and self._taken <= self.clock() < self._taken + LASTING

    async def take(self) -> bool:
        """Take the duty, or keep it; False while another process has it.

        What a process that died here had leased is free at once: it cannot be sending it.
        """
        async with self.database.transaction() as connection:
            now = self.clock()  # not before: we may have waited for others, or slept
            before = await holds.holder(connection, self.name)
            ours = await holds.take(connection, self.name, self.holder, now, LASTING, is_dead)
            if ours and before not in {"", self.holder} and is_dead(before):
                await outbox.free(connection)
        if self._taken is not None and not ours:
            log.error("another process serves this bot now: standing by")
        self._taken = now if ours else None
        return ours

    async def leave(self) -> None:
        """Give the duty back, so that another need not wait for its end."""
        self._taken = None
        try:
            async with self.database.transaction() as connection:
                await holds.give_back(connection, self.name, self.holder, self.clock())
        except DBAPIError as error:
            if not takes_nothing(error):
                raise  # else it ends by itself in a few seconds
