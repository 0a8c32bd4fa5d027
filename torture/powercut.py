"""The power goes while the house works: what was acknowledged is there afterwards, and the file is sound.

Each scene is played once, by the house's own functions, and all that SQLite asks of the disk is noted
(torture/writes.py). Then the power goes ten thousand times at a moment chosen by a seed (torture/platter.py).
What is found must be, byte by byte, the database as it was at the last acknowledged transaction, or at the
one that was on its way; and the house must open it. With `synchronous=NORMAL` the lab has to see losses.
"""

import hashlib
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from db.copies import UnusableError, judge
from db.database import Database
from torture.platter import Platter
from torture.scenes import SCENES, Scene
from torture.verdict import Verdict, bench
from torture.writes import FILES, Acknowledged, Operation, Unreachable, watched

KEPT, LOST, DAMAGED, REFUSED = "kept", "lost", "damaged", "refused"
UNSEEN = "not to be seen here"


@dataclass(slots=True)
class Film:
    """A scene as the disk saw it, and the database's state at each acknowledged moment."""

    before: dict[str, bytes]
    log: list[Operation] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)

    def see(self, path: Path) -> None:
        """Acknowledge what is in the file now."""
        self.log.append(Acknowledged(len(self.moments)))
        self.moments.append(state(path))


def witness(film: Film, path: Path, kind: type[Database], *, careless: bool = False) -> Database:
    """The house's database, whose every transaction is acknowledged when it is done."""

    class Witness(kind):  # type: ignore[misc,valid-type]
        @asynccontextmanager
        async def transaction(self) -> AsyncIterator[AsyncConnection]:
            async with super().transaction() as connection:
                yield connection
            film.see(path)

    database = Witness(f"sqlite+aiosqlite:///{path}")
    if careless:
        event.listen(database._engine.sync_engine, "connect", _relax)  # noqa: SLF001  our own guard, taken away
    return database


def _relax(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")


def state(path: Path) -> str:
    """What a database holds, page by page; "" for one without tables."""
    if not path.exists():
        return ""
    with closing(sqlite3.connect(path)) as connection:
        return _state(connection)


def _state(connection: sqlite3.Connection) -> str:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        return ""
    return hashlib.sha1(connection.serialize(), usedforsecurity=False).hexdigest()


# ---------------------------------------------------------------- playing and cutting


async def play(
    scene: Scene, folder: Path, kind: type[Database] = Database, *, careless: bool = False
) -> Film:
    """Play a scene to its end and note what the disk is asked for."""
    path = folder / "chapar.db"
    await scene.prepare(path)
    film = Film({end or "db": _file(path, end).read_bytes() for end in FILES if _file(path, end).exists()})
    with watched(path) as log:
        film.log = log
        film.see(path)
        async with witness(film, path, kind, careless=careless) as database:
            film.see(path)
            await scene.play(database)
    return film


def _file(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def cuts(film: Film, times: int, chance: random.Random) -> Iterator[tuple[int, dict[str, bytes]]]:
    """So many cuts: what had been acknowledged by then, and the files that are found."""
    platter, acknowledged, done = Platter(film.before), -1, 0
    for moment in sorted(chance.randint(1, len(film.log)) for _ in range(times)):
        for operation in film.log[done:moment]:
            platter.do(operation)
            if isinstance(operation, Acknowledged):
                acknowledged = operation.moment
        done = moment
        yield acknowledged, platter.cut(chance)


def lay(files: dict[str, bytes], path: Path) -> None:
    """The database's files, as they are found."""
    for name, body in files.items():
        _file(path, "" if name == "db" else name).write_bytes(body)


async def found(film: Film, acknowledged: int, files: dict[str, bytes], path: Path) -> str:
    """Put the files there, look, and let the house open them: what became of what was acknowledged."""
    lay(files, path)
    verdict = _looked_at(film.moments, acknowledged, path)
    if verdict == DAMAGED:
        return verdict
    try:
        async with Database(f"sqlite+aiosqlite:///{path}"):
            return verdict
    except UnusableError:
        return REFUSED


def _looked_at(moments: Sequence[str], acknowledged: int, path: Path) -> str:
    try:
        judge(path)
    except UnusableError:
        return DAMAGED
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return _verdict(moments, acknowledged, _state(connection)) if sound else DAMAGED


def _verdict(moments: Sequence[str], acknowledged: int, held: str) -> str:
    if held in moments[acknowledged : acknowledged + 2]:
        return KEPT
    return LOST if held in moments[:acknowledged] else DAMAGED


# ---------------------------------------------------------------- the lab


async def power_cuts(
    times: int, seed: int, scenes: Sequence[Scene] = SCENES, *, careless: bool = False
) -> Verdict:
    """So many cuts, shared by the scenes; `careless` takes FULL away, and then the lab has to see losses."""
    seen, lost = Counter[str](), []
    for scene in scenes:
        chance = random.Random(f"{seed} {scene.name}")
        try:
            outcome = await _cut_short(scene, times // len(scenes), chance, careless=careless)
        except Unreachable as reason:
            return Verdict("power cut", f"{UNSEEN}: {reason}", kept=False)
        seen += outcome
        lost.append(f"{scene.name} {outcome[LOST]}")
    bad = seen[DAMAGED] + seen[REFUSED]
    found = f"{seen.total()} cuts: {bad} damaged, {seen[LOST]} lost acknowledged work ({', '.join(lost)})"
    if careless:
        return Verdict("power cut, NORMAL", f"{found}: seen", kept=bad == 0 and seen[LOST] > 0)
    return Verdict("power cut", found, kept=bad == seen[LOST] == 0)


async def _cut_short(scene: Scene, times: int, chance: random.Random, *, careless: bool) -> Counter[str]:
    outcomes = Counter[str]()
    with bench() as stage, bench() as after:
        film = await play(scene, Path(stage), careless=careless)
        for acknowledged, files in cuts(film, times, chance):
            outcomes[await found(film, acknowledged, files, Path(after) / "chapar.db")] += 1
            _clear(Path(after))
    return outcomes


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        left.unlink()
