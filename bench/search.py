"""How fast /search answers, beside plain `ORDER BY rank` over the same index.

Run: python -m bench.search [ARTICLES]   (100,000 unless told)
"""

import asyncio
import random
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from statistics import quantiles

from sqlalchemy.ext.asyncio import AsyncConnection

from bench.archive import NOW, fill, vocabulary
from db import search
from db.database import Database
from db.search_match import expression
from news.query import Query, parse

QUESTIONS = 200
PAGE = 5
Ask = Callable[[AsyncConnection, Query], Awaitable[object]]


def questions() -> list[Query]:
    """One and two words, common and rare, phrases, choices, fields: what people type."""
    chance, words = random.Random(3), vocabulary()

    def word() -> str:
        return words[min(int(chance.paretovariate(0.35)), 20_000)]

    shapes = (
        word,
        word,
        lambda: f"{word()} {word()}",
        lambda: f"{word()} OR {word()}",
        lambda: f"{word()} country:{chance.choice(('tm', 'uz'))}",
        lambda: f"{word()} -{word()}",
        lambda: f"{word()[:4]}*",
    )
    return [parse(chance.choice(shapes)()) for _ in range(QUESTIONS)]


def page(number: int) -> Ask:
    async def ask(connection: AsyncConnection, query: Query) -> object:
        return await search.search(connection, query, NOW, PAGE, number * PAGE)

    return ask


async def plain(connection: AsyncConnection, query: Query) -> object:
    asked = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rank LIMIT 5"
    return (await connection.exec_driver_sql(asked, (expression(query.need),))).all()


async def measure(database: Database, ask: Ask, asked: Sequence[Query]) -> tuple[float, float]:
    """Milliseconds of a question: the middle and the 95th percentile."""
    taken = []
    async with database.reading() as connection:
        for query in asked:
            start = time.perf_counter()
            await ask(connection, query)
            taken.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18]


async def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{folder}/bench.db") as database:
            start = time.perf_counter()
            await fill(database, count)
            print(f"{count:,} articles in {time.perf_counter() - start:.0f} s")
            asked = questions()
            await measure(database, page(0), asked)  # the pages of the file come into memory
            found = {"plain ORDER BY rank": await measure(database, plain, asked)}
            for number in range(3):
                found[f"/search, page {number + 1}"] = await measure(database, page(number), asked)
    for name, (middle, high) in found.items():
        print(f"{name:22} p50 {middle:8.2f} ms   p95 {high:8.2f} ms")
    times = found["plain ORDER BY rank"][1] / found["/search, page 1"][1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"p95 of plain / p95 of /search: {times:.1f}   memory {memory:.0f} MB")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
