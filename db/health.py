"""How the house is: what operators look at."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import articles, chats, outbox, subscriptions

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rates are of the last hour; `waiting` deliveries since `oldest`; `dead` ones were given up."""

    chats: int
    subscriptions: int
    waiting: int
    oldest: datetime | None
    dead: int
    sent: int
    failed: int
    reports: int
    understood_at: datetime | None


async def numbers(connection: AsyncConnection, now: datetime) -> Numbers:
    """Count everything."""
    since = now - HOUR
    pending = outbox.c.state.in_(("pending", "leased"))
    oldest = select(func.min(outbox.c.not_before)).where(pending, outbox.c.not_before <= now)
    last = select(func.max(articles.c.seen)).where(articles.c.state == "understood")
    taken_in = select(func.count()).select_from(articles).where(articles.c.seen >= since)
    return Numbers(
        chats=await _count(connection, select(func.count()).select_from(chats).where(chats.c.gone == "")),
        subscriptions=await _count(connection, select(func.count()).select_from(subscriptions)),
        waiting=await _count(connection, select(func.count()).select_from(outbox).where(pending)),
        oldest=(await connection.execute(oldest)).scalar(),
        dead=await _count(connection, _outbox("dead")),
        sent=await _count(connection, _outbox("sent").where(outbox.c.sent_at >= since)),
        failed=await _count(connection, _outbox("dead").where(outbox.c.created >= since)),
        reports=await _count(connection, taken_in),
        understood_at=(await connection.execute(last)).scalar(),
    )


def _outbox(state: str) -> Select[int]:
    return select(func.count()).select_from(outbox).where(outbox.c.state == state)


async def _count(connection: AsyncConnection, asked: Select[int]) -> int:
    return int((await connection.execute(asked)).scalar_one())
