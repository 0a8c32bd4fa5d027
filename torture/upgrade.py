"""An upgrade that is stopped anywhere: the database is the old one or the new one; the next start ends it.

Every schema that was released (torture/releases.py) is upgraded to today's, and to one step more, which
builds the two tables anew that most others refer to. It is stopped at each statement (by an error, and by
SIGKILL in a process of its own), and at each write by a kill and a power cut.
"""

import asyncio
import random
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from db import migrations
from db.copies import UnusableError
from db.database import Database
from torture.platter import Platter
from torture.powercut import Film, lay, play
from torture.releases import restore, stored
from torture.scenes import Scene
from torture.stopping import refuse, stopped_at
from torture.verdict import Verdict, bench
from torture.writes import Acknowledged, Unreachable

ROOT = Path(__file__).parents[1]
COUNTED = "sqlite_sequence"  # the last number given in each table
NEXT = """
from alembic import op
revision, down_revision = "9000", "{last}"
def upgrade():
    for name in ("chats", "stories"):
        with op.batch_alter_table(name, recreate="always") as table:
            table.create_index("ix_next_" + name, ["id"])
"""

T = TypeVar("T")
Contents = tuple[tuple[str, str, tuple[str, ...]], ...]  # name, statement, rows


async def upgrades(seed: int, most: int | None = None) -> Verdict:
    """Stop the upgrade of every release everywhere, or at so many places of each kind by chance."""
    seen = Counter[str]()
    with bench() as folder:
        for release in stored():
            for steps in (migrations.FOLDER, _one_step_more(Path(folder) / "steps")):
                lab = _Lab(release, steps, Path(folder), _Choice(random.Random(seed), most))
                seen += await lab.stopped()
                seen += await lab.killed()
                seen += await lab.cut()
        seen += await _newer(Path(folder))
    found = (
        f"{len(stored())} schemas, stopped at {seen['stopped']} statements, by {seen['killed']} SIGKILLs, "
        f"at {seen['cut']} writes: {seen['half']} half states, {seen['short']} not at the head, "
        f"{seen['lost']} with a loss, {seen['no copy']} without a copy; {seen['taken']} newer ones accepted"
    )
    bad = seen["half"] + seen["short"] + seen["lost"] + seen["no copy"] + seen["taken"]
    return Verdict("upgrade", found, kept=bad == 0 and seen["stopped"] > 0)


@dataclass(frozen=True, slots=True)
class _Choice:
    """All places, or so many of them by chance."""

    chance: random.Random
    most: int | None

    def of(self, places: Sequence[T]) -> Sequence[T]:
        """Those of these places that are tried."""
        return places if self.most is None else self.chance.sample(places, min(self.most, len(places)))


def _one_step_more(folder: Path) -> Path:
    if not folder.exists():
        shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        last = max(path.stem for path in (folder / "versions").glob("*.py")).partition("_")[0]
        (folder / "versions" / "9000_next.py").write_text(NEXT.format(last=last), "utf-8")
    return folder


class _Lab:
    """One release on its way to one head."""

    def __init__(self, release: Path, steps: Path, folder: Path, choice: _Choice) -> None:
        self.release, self.folder, self.steps, self.choice = release, folder, steps, choice
        self.kind: type[Database] = type("Next", (Database,), {"steps": steps})
        self.old = contents(self._fresh())
        self.new: Contents = ()

    async def stopped(self) -> Counter[str]:
        """An error at each statement."""
        path, statements, seen = self._fresh(), list[int](), Counter[str]()
        await stopped_at(0, self.kind, path, refuse, statements)
        self.new = contents(path)
        seen["lost"] += not _keeps(self.old, self.new)
        self.places = range(1, len(statements) + 1)
        for number in self.choice.of(self.places):
            path = self._fresh()
            if await stopped_at(number, self.kind, path, refuse, []):
                seen["stopped"] += 1
                seen += await self._verdict(path)
        return seen

    async def killed(self) -> Counter[str]:
        """SIGKILL at each statement."""
        seen = Counter[str]()
        for number in self.choice.of(self.places):
            path = self._fresh()
            command = (sys.executable, "-m", "torture.stopping", str(path), str(self.steps), str(number))
            process = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
            if await process.wait() == -signal.SIGKILL:
                seen["killed"] += 1
                seen += await self._verdict(path)
        return seen

    async def cut(self) -> Counter[str]:
        """What is on the disk after each write, of a process killed there, and of a machine without power."""
        seen = Counter[str]()
        try:
            film = await self._film()
        except Unreachable:
            return seen
        for files in self.choice.of(list(_remains(film, self.choice.chance))):
            path = self._empty()
            lay(files, path)
            seen["cut"] += 1
            seen += await self._verdict(path, copied=False)
        return seen

    async def _film(self) -> Film:
        async def prepare(path: Path) -> None:
            restore(self.release, path)

        async def nothing(_: Database) -> None:
            pass

        return await play(Scene("upgrade", nothing, prepare), self._empty().parent, kind=self.kind)

    async def _verdict(self, path: Path, *, copied: bool = True) -> Counter[str]:
        """The file as it was left, and as the next start leaves it."""
        seen, look = Counter[str](), path.with_name("look")
        shutil.copytree(path.parent, look)  # looking mends what a start should meet
        left = contents(look / path.name)
        seen["half"] += left not in (self.old, self.new)
        try:
            async with self.kind(f"sqlite+aiosqlite:///{path}"):
                pass
        except UnusableError:
            seen["short"] += 1
        else:
            seen["lost"] += contents(path) != self.new
        copy = next(path.parent.glob("*.before-*"), None)
        seen["no copy"] += (copied or left == self.old) and (copy is None or contents(copy) != self.old)
        return seen

    def _fresh(self) -> Path:
        path = self._empty()
        restore(self.release, path)
        return path

    def _empty(self) -> Path:
        place = self.folder / "house"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        return place / "chapar.db"


def _remains(film: Film, chance: random.Random) -> Iterator[dict[str, bytes]]:
    platter = Platter(film.before)
    for operation in film.log:
        platter.do(operation)
        if not isinstance(operation, Acknowledged):
            yield platter.whole()
            yield platter.cut(chance)


async def _newer(folder: Path) -> Counter[str]:
    """A database of tomorrow's house is refused by today's, and stays as it is."""
    seen, path = Counter[str](), folder / "newer.db"
    restore(stored()[-1], path)
    async with type("Next", (Database,), {"steps": folder / "steps"})(f"sqlite+aiosqlite:///{path}"):
        pass
    before = contents(path)
    try:
        async with Database(f"sqlite+aiosqlite:///{path}"):
            seen["taken"] += 1
    except UnusableError:
        seen["lost"] += contents(path) != before
    path.unlink()
    return seen


# ---------------------------------------------------------------- what a file holds


def contents(path: Path) -> Contents:
    """The schema and every row, by name; the full-text index is asked whether it fits what it indexes."""
    with closing(sqlite3.connect(path)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall()
        connection.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        connection.rollback()
        made = "SELECT name, type, sql FROM sqlite_master WHERE sql NOT LIKE '%VIRTUAL%' ORDER BY name"
        return ("whole", "", tuple(map(repr, whole))), *(
            (name, sql, _rows(connection, name) if kind == "table" else ())
            for name, kind, sql in connection.execute(made).fetchall()
            if not name.startswith("search_index_")
        )


def _rows(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    return tuple(sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))))  # noqa: S608  our own names


def _keeps(old: Contents, new: Contents) -> bool:
    """Whether every row of the old tables is in the new ones, at most with more columns behind its own.

    What SQLite counts may be more tables.
    """
    tables = {name: rows for name, _, rows in new}
    counted = next((rows for name, _, rows in old if name == COUNTED), ())
    return set(counted) <= set(tables.get(COUNTED, ())) and all(
        len(rows) == len(tables.get(name, ()))
        and all(now.startswith(row[:-1]) for row, now in zip(rows, tables[name], strict=True))
        for name, _, rows in old
        if name not in {"alembic_version", COUNTED} and rows
    )
