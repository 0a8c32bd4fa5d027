"""How fast 1,000 outlets are polled, beside lemon24/reader, and what an outlet without news costs.

    python -m bench.poll [--sources 1000] [--reader PYTHON] [--times 9]

PYTHON is an interpreter that has reader (3.12 or newer, an environment of its own); without it only our own
figures are printed. The outlets are on loopback, each at its own address, served by another process. In the
first round every list is new; in the second 80 % answer 304 and the others have one more report; in the third
all answer 304. Meanwhile the loop's lag is sampled and a person asks for something ten times a second. What
an unchanged outlet costs is counted apart, without these probes, so many times: see bench/unchanged.py.
"""

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bench.outlets import ITEMS
from bench.press import HERE, PORT, catalogue, now, outlets, turn
from bench.unchanged import AGENT, FLOOR, Cost, costs
from db import chats, sources
from db.database import Database
from db.schema import articles
from feeds.reader import Reader
from house import settle
from people import Chat
from pipeline.poll import Rhythm, poll

ROUNDS = ("first", "second", "third")
Figures = dict[str, float]


async def lag(samples: list[float]) -> None:
    """Note how much later than wished the loop comes back, every five milliseconds."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.005)
        samples.append(time.perf_counter() - begun - 0.005)


async def answers(database: Database, samples: list[float]) -> None:
    """Note how long a person's wish takes to be written, ten times a second."""
    while True:
        begun = time.perf_counter()
        async with database.transaction() as connection:
            await chats.ask(connection, 1, f"cotton {len(samples) % 10}", now())
        samples.append(time.perf_counter() - begun)
        await asyncio.sleep(0.1)


async def measured(work: Callable[[], Coroutine[Any, Any, object]]) -> Figures:
    """Wall seconds, CPU seconds of this process, and lag's 99th percentile while `work` runs."""
    samples: list[float] = []
    watching = asyncio.create_task(lag(samples))
    await asyncio.sleep(0)
    begun, cpu = time.perf_counter(), time.process_time()
    await work()
    took, used = time.perf_counter() - begun, time.process_time() - cpu
    await asyncio.sleep(0.02)
    watching.cancel()
    return {"seconds": took, "cpu": used, "lag_p99": statistics.quantiles(samples, n=100)[98]}


async def ours(database: Database, many: int) -> dict[str, Figures]:
    """Our three rounds."""
    figures = {}
    async with Reader(AGENT, allow_private=True) as reader:
        async with database.transaction() as connection:
            await sources.list_catalogue(connection, list(catalogue(many)), now())
            await chats.greet(connection, Chat(1), now())
        settle()  # as the running bot does
        for name in ROUNDS:
            async with database.transaction() as connection:
                await sources.make_due(connection, now())
            waits: list[float] = []
            asking = asyncio.create_task(answers(database, waits))
            figures[name] = await measured(lambda: once(database, reader, many))
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            figures[name]["answer_p99"] = statistics.quantiles(waits, n=100)[98]
            if name == "first":
                await turn()
    async with database.reading() as connection:
        held = (await connection.execute(select(func.count()).select_from(articles))).scalar_one()
    assert held == many * ITEMS + (many + 4) // 5, held
    return figures


async def once(database: Database, reader: Reader, many: int) -> None:
    polled = await poll(database, reader, Rhythm(900.0, random.random), now)
    assert len(polled) == many
    bad = [(one.source.key, one.problem, one.detail) for one in polled if one.problem]
    assert not bad, bad[:3]


async def theirs(python: str, many: int, folder: Path) -> dict[str, Figures]:
    """The first two rounds by lemon24/reader."""
    command = (python, str(HERE / "poll_reader.py"), str(many), str(PORT), str(folder / "reader.db"))
    child = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    said, _ = await child.communicate()
    figures: dict[str, Figures] = json.loads(said)
    return figures


async def main(many: int, python: str, times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with outlets(many), Database(f"sqlite+aiosqlite:///{folder}/ours.db") as database:
            own = await ours(database, many)
            unchanged = await costs(database, many, times)
        rival: dict[str, Figures] = {}
        if python:
            async with outlets(many):
                rival = await theirs(python, many, Path(folder))
    for name in ROUNDS:
        print(row(name, many, own[name], rival.get(name)))
    print(
        f"\nunchanged, CPU of each of {many}: median of {times}, least, most, by the floor in the same turn"
    )
    for name, found in unchanged.items():
        print(cost_row(name, many, found, unchanged[FLOOR]))


def row(name: str, many: int, own: Figures, rival: Figures | None) -> str:
    speed, cpu = many / own["seconds"], own["cpu"] / many * 1e3
    line = f"{name:7}{speed:8.1f} feeds/s, CPU {cpu:6.2f} ms, lag p99 {own['lag_p99'] * 1e3:5.1f} ms, "
    line += f"an answer waits {own['answer_p99'] * 1e3:5.1f} ms"
    if rival is None:
        return line
    line += f"; reader {many / rival['seconds']:6.1f} feeds/s, CPU {rival['cpu'] / many * 1e3:6.2f} ms"
    return f"{line}: {rival['seconds'] / own['seconds']:.1f} x"


def cost_row(name: str, many: int, found: Sequence[Cost], floor: Sequence[Cost]) -> str:
    each = sorted(one.own / many * 1e3 for one in found)
    ratio = statistics.median(one.own / least.own for one, least in zip(found, floor, strict=True))
    children = max(one.children for one in found) / many * 1e3
    middle, least, most = statistics.median(each), each[0], each[-1]
    return (
        f"{name:14}{middle:7.3f} ms ({least:.3f}-{most:.3f}), {ratio:5.2f} x; of children {children:.3f} ms"
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sources", type=int, default=1_000)
    arguments.add_argument("--reader", default="")
    arguments.add_argument("--times", type=int, default=9)
    given = arguments.parse_args()
    asyncio.run(main(given.sources, given.reader, given.times))
