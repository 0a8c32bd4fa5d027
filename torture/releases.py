"""The schemas that were released, each with the rows of a small house: what an upgrade must be able to read.

`python -m torture --release` writes today's, once and for ever: a file that stands here is not changed.
0001 was never released; it is the first schema that had a step after it.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from db.database import Database
from torture.verdict import bench

FOLDER = Path(__file__).parent / "releases"
_SHADOWS = re.compile(r"search_index_\w+|search_vocabulary|sqlite_\w+")  # made by their table, or by SQLite


def stored() -> list[Path]:
    """The files, oldest first."""
    return sorted(FOLDER.glob("*.sql"))


def restore(release: Path, path: Path) -> None:
    """Make the database that a release left behind, in WAL mode as it was."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(release.read_text("utf-8"))


async def release() -> Path:
    """Keep today's schema with a small house in it; gives the file.

    Raises:
        FileExistsError: it is kept already.
    """
    from torture.scenes import a_small_house  # noqa: PLC0415  scenes begin with what is stored here

    with bench() as folder:
        path = Path(folder) / "chapar.db"
        async with Database(f"sqlite+aiosqlite:///{path}") as database:
            await a_small_house(database)
        with closing(sqlite3.connect(path)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        to = FOLDER / f"{revision}.sql"
        with to.open("x", encoding="utf-8") as file:
            file.write(dump(path))
    return to


def dump(path: Path) -> str:
    """The database as statements that make it anew."""
    with closing(sqlite3.connect(path)) as connection:
        return "".join(f"{statement};\n" for statement in ["BEGIN", *_statements(connection), "COMMIT"])


def _statements(connection: sqlite3.Connection) -> Iterator[str]:
    made = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, rowid"
    for kind, name, sql in connection.execute(made).fetchall():
        if name != "search_vocabulary" and _SHADOWS.fullmatch(name):
            continue
        yield re.sub(r"\s+", " ", sql).strip()
        if kind == "table" and "VIRTUAL" not in sql:
            yield from _rows(connection, name)
    yield "INSERT INTO search_index (search_index) VALUES ('rebuild')"
    yield "DELETE FROM sqlite_sequence"  # the rows above have counted already
    yield from _rows(connection, "sqlite_sequence")


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')")]
    quoted = ", ".join(f'quote("{column}")' for column in columns)
    for row in connection.execute(f"SELECT {quoted} FROM {table}"):  # noqa: S608  our own names
        yield f"INSERT INTO {table} VALUES ({', '.join(row)})"  # noqa: S608  quoted by SQLite
