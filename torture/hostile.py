"""Whatever people type into the search: never an error, never a long wait."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from db.database import Database
from db.search import count, search
from news.query import parse
from torture.scenes import NOON, entries, listed, understood
from torture.verdict import Verdict, bench

SLOWEST = 0.3  # seconds of this process for one question and its count
LONGEST = 10.0  # seconds after which the database stops
WORDS = (
    "trade", "газ", "söwda", "savdo", "oil", "urea", "Toshkent", "Ташкент", "AND", "OR", "NOT", "NEAR(a b)",
    "и", "или", "country:uz", "country:", "source:", "sort:new", "sort:", "title:", "tokens:", "since:2026",
    "since:x", "lang:ru",
)  # fmt: skip
SIGNS = "\"'`()[]{}<>*^:;,.+-~|&!?=\\/%_#@$ \t\n\0\ufeff\u200b\u202e\u0301\ud800\U0001f642"


def _letters(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(40)))


def _signs(chance: random.Random) -> str:
    return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(300)))


def _words(chance: random.Random) -> str:
    parts = [chance.choice((*WORDS, *SIGNS)) for _ in range(chance.randrange(60))]
    return chance.choice(("", " ")).join(parts)


def _bomb(chance: random.Random) -> str:
    return chance.choice((*WORDS, "(", "-", '"', "a OR ")) * chance.randrange(1, 4_000)


WAYS: tuple[Callable[[random.Random], str], ...] = (_letters, _signs, _words, _words, _words, _bomb)


async def hostile(times: int, seed: int) -> Verdict:
    """Ask so many hostile questions of a small archive."""
    chance, errors, slowest = random.Random(seed), 0, 0.0
    with bench() as folder:
        async with Database(f"sqlite+aiosqlite:///{Path(folder) / 'lab.db'}") as database:
            await listed(database, entries(60))
            await understood(database)
            for _ in range(times):
                asked, began = chance.choice(WAYS)(chance), time.process_time()
                try:
                    query = parse(asked)
                    async with database.reading(LONGEST) as connection:
                        await search(connection, query, NOON)
                        await count(connection, query, NOON)
                except Exception:  # noqa: BLE001  whichever: there must be none
                    errors += 1
                slowest = max(slowest, time.process_time() - began)
    found = (
        f"{times:,} hostile questions: {errors} errors, "
        f"the slowest {1000 * slowest:.0f} ms of the processor (at most {1000 * SLOWEST:.0f})"
    )
    return Verdict("search", found, kept=not errors and slowest <= SLOWEST)
