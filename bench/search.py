"""How fast /search answers, beside plain `ORDER BY rank` over the same index in the same run.

Run: python -m bench.search [ARTICLES] [--keep FOLDER]   (100,000 unless told; a million takes ten minutes)
With --keep the archive stays in the folder, and the next run of that size finds it there.
"""

import argparse
import asyncio
import random
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import quantiles

from sqlalchemy.ext.asyncio import AsyncConnection

from bench.archive import NOW, made, vocabulary
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


async def counted(connection: AsyncConnection, query: Query) -> object:
    """The number above the first page."""
    return await search.count(connection, query, NOW)


async def of_this_week(connection: AsyncConnection, query: Query) -> object:
    return await search.search(connection, parse(f"{query} since:7d"), NOW, PAGE)


async def plain(connection: AsyncConnection, query: Query) -> object:
    asked = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rank LIMIT 5"
    return (await connection.exec_driver_sql(asked, (expression(query.need),))).all()


ASKED: dict[str, Ask] = {
    "plain ORDER BY rank": plain,
    "/search": page(0),
    "/search, page 2": page(1),
    "/search, page 3": page(2),
    "/search since:7d": of_this_week,
    "the count of hits": counted,
}


async def measure(connection: AsyncConnection, ask: Ask, asked: Sequence[Query]) -> tuple[float, float]:
    """Milliseconds of a question: the middle and the 95th percentile."""
    taken = []
    for query in asked:
        start = time.perf_counter()
        await ask(connection, query)
        taken.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18]


async def main(count: int, folder: Path) -> None:
    asked = questions()
    start = time.perf_counter()
    async with Database(f"sqlite+aiosqlite:///{folder}/search-{count}.db") as database:
        await made(database, count)
        print(f"{count:,} articles in {time.perf_counter() - start:.0f} s")
        async with database.reading() as connection:
            await measure(connection, page(0), asked)  # the pages of the file come into memory
            found = {name: await measure(connection, ask, asked) for name, ask in ASKED.items()}
    slowest = found["plain ORDER BY rank"][1]
    for name, (middle, high) in found.items():
        print(f"{name:20} p50 {middle:8.2f} ms   p95 {high:8.2f} ms   {slowest / high:6.1f} times as fast")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def told() -> tuple[int, Path | None]:
    """What the command line says: how many articles, and where they are kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("articles", type=int, nargs="?", default=100_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    said = parser.parse_args()
    return said.articles, said.keep


if __name__ == "__main__":
    many, kept = told()
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        asyncio.run(main(many, kept))
    else:
        with tempfile.TemporaryDirectory() as passing:
            asyncio.run(main(many, Path(passing)))
