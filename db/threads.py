"""By what the thread of a project is found again, however old (news/threads.py)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as insert_or_keep
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import thread_keys
from news.threads import Held


async def held(connection: AsyncConnection, keys: Sequence[str]) -> list[Held]:
    """The threads that have these keys: a few for each key, whatever the archive holds."""
    if not keys:
        return []
    asked = select(thread_keys.c.key, thread_keys.c.thread, thread_keys.c.reports).where(
        thread_keys.c.key.in_(keys)
    )
    return [Held(*row) for row in await connection.execute(asked)]


async def keep(connection: AsyncConnection, keys: Sequence[str], thread: int) -> None:
    """Note that one more report of the thread has these keys."""
    if keys:
        row = insert_or_keep(thread_keys)
        counted = row.on_conflict_do_update(
            index_elements=["key", "thread"], set_={"reports": thread_keys.c.reports + 1}
        )
        await connection.execute(counted, [{"key": key, "thread": thread, "reports": 1} for key in keys])
