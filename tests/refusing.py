"""A database that takes nothing for a while, as one on a disk that may only be read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from db.database import Database


@asynccontextmanager
async def refusing(database: Database) -> AsyncIterator[None]:
    """Nothing can be written inside this block. The database's one idle connection is made so."""
    await _only_reads(database, 1)
    yield
    await _only_reads(database, 0)


async def _only_reads(database: Database, on: int) -> None:
    async with database.reading() as connection:
        await connection.execute(text(f"PRAGMA query_only = {on}"))
