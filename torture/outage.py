"""Telegram is away for a day and an hour, in virtual time, while an outbox as large as a town waits for it.

What is a day old by then stands in the digests, what is younger is sent, and the process stays small. It is a
process of its own: the other labs' memory is none of its business.
"""

import asyncio
import json
import logging
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Table, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import NetworkError
from telegram.request import RequestData

from db import outbox, stories
from db.database import Database
from db.moment import Moment
from db.schema import chats, digest_items, subscriptions, told
from db.schema import outbox as owed
from db.stories import Retold
from delivery.telegram import Telegram
from message import Message, Paragraph, Text, to_json
from model import Story
from people import How, Priority
from pipeline.deliver import deliver
from playground.clock import Clock
from playground.request import InProcess
from torture.crowd import populate
from torture.faults import line_to
from torture.flaky import Answer, answer, message_of
from torture.verdict import Verdict, bench

OLD = (
    4  # alerts for everybody when the outage begins; one more for every tenth chat three hours before its end
)
AWAY, FRESH, STEP = timedelta(hours=25), timedelta(hours=22), timedelta(minutes=10)
LARGEST = 256  # MiB that the process may hold
AT_ONCE = 10_000


async def outage(people: int) -> Verdict:
    """Let so many chats wait for it."""
    command = (sys.executable, "-m", "torture.outage", str(people))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=Path(__file__).parents[1], stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    return Verdict("outage", **json.loads(said))


class Away(InProcess):
    """Nobody reaches it before an hour; then it takes everything."""

    def __init__(self, clock: Clock, until: datetime) -> None:
        self.clock, self.until = clock, until
        self.taken: list[tuple[int, str]] = []
        self.refused = 0

    async def do_request(
        self,
        url: str,  # noqa: ARG002
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        *_: Any,  # noqa: ANN401  timeouts
        **__: Any,  # noqa: ANN401
    ) -> Answer:
        """Take a message."""
        if self.clock() < self.until:
            self.refused += 1
            raise NetworkError("ClientConnectorError")
        given = dict(request_data.json_parameters) if request_data else {}
        chat, text = int(given["chat_id"]), str(given["text"])
        self.taken.append((chat, text))
        return answer(200, result=message_of(chat, text, len(self.taken), self.clock()))


async def _outage(people: int) -> dict[str, object]:
    clock = Clock(still=datetime(2026, 3, 2, tzinfo=UTC))
    began = clock()
    server = Away(clock, began + AWAY)
    with bench() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/lab.db") as database:
            await _settle_a_town(database, people, began)
            line = line_to(server, clock)
            await _wait(database, line, clock, began + FRESH)
            async with database.transaction() as connection:
                await _alert(connection, OLD + 1, clock(), every=10)
            await _wait(database, line, clock, began + AWAY + STEP)
            await deliver(database, line, clock)
            async with database.reading() as connection:
                depth = await outbox.depth(connection)
                laid = (await connection.execute(select(func.count()).select_from(digest_items))).scalar_one()
    return _found(people, server, depth, laid)


async def _wait(database: Database, line: Telegram, clock: Clock, until: datetime) -> None:
    while clock() < until:
        await deliver(database, line, clock)
        clock.push(STEP)


def _found(people: int, server: Away, depth: dict[str, int], laid: int) -> dict[str, object]:
    used = _held_at_most()
    fresh = {(number, f"news {OLD}") for number in range(10, people + 1, 10)}
    wrong = len(fresh ^ set(server.taken)) + len(server.taken) - len(set(server.taken))
    found = (
        f"{OLD * people} alerts waited {AWAY}, {server.refused} calls meanwhile: {laid} stand in digests, "
        f"{len(server.taken)} younger ones were sent, {wrong} wrong; {used} MiB held at most"
    )
    settled = depth == {"dropped": OLD * people, "sent": len(fresh)} and laid == OLD * people
    return {"found": found, "kept": settled and not wrong and used <= LARGEST}


def _held_at_most() -> int:
    """MiB. What getrusage says would be our parent's: it outlives the exec that made us."""
    (line,) = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1]) // 1024


# ---------------------------------------------------------------- who waits, and for what


async def _settle_a_town(database: Database, people: int, now: datetime) -> None:
    for start in range(1, people + 1, AT_ONCE):
        async with database.transaction() as connection:
            await populate(connection, range(start, min(start + AT_ONCE, people + 1)), now)
    async with database.transaction() as connection:
        await _for_each(
            connection, subscriptions, {"query": "trade", "how": How.NOW.value, "paused": False}, now
        )
        for number in range(1, OLD + 1):
            await _alert(connection, number, now)


async def _alert(connection: AsyncConnection, number: int, now: datetime, every: int = 1) -> None:
    """Owe a story to every n-th chat, as publishing does."""
    said = Message((Paragraph((Text(f"news {number - 1}"),)),))
    story = await stories.open_story(connection, now, None)
    told_now = Story(story, story, f"Trade {number}", "en", (), (), now, now)
    await stories.rewrite(connection, [Retold(told_now)])
    await _for_each(connection, told, {"story_id": story, "why": "trade"}, now, every)
    alert = {
        "key": f"story:{story}:1",
        "message": to_json(said),
        "priority": Priority.PUSH.value,
        "state": "pending",
        "attempts": 0,
        "reason": "",
        "lease": "",
        "story_ids": f"[{story}]",
    }
    await _for_each(connection, owed, alert, now, every)


async def _for_each(
    connection: AsyncConnection, table: Table, values: dict[str, object], now: datetime, every: int = 1
) -> None:
    """A row of the table for every n-th chat; made by SQLite, so that our memory stays what it is."""
    moments = [name for name in ("created", "not_before", "at") if name in table.c]
    given = [literal(value) for value in values.values()] + [literal(now, Moment)] * len(moments)
    rows = select(chats.c.id, *given).where(chats.c.id % every == 0)
    await connection.execute(insert(table).from_select(["chat_id", *values, *moments], rows))


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)  # 150 calls fail, as they should
    sys.stdout.write(json.dumps(asyncio.run(_outage(int(sys.argv[1])))))
