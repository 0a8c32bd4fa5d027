"""An older database is copied and brought up to date as a whole, or stays as it was."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import chats, migrations
from db.copies import UnusableError
from db.database import Database
from people import Chat
from tests.blank import laid, lived

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
HEAD = "9000"
Steps = Callable[[str], type[Database]]


@pytest.fixture
def following(tmp_path: Path) -> Steps:
    """A Database whose schema has one more step than ours."""

    def made(body: str) -> type[Database]:
        folder = tmp_path / f"steps{len(list(tmp_path.iterdir()))}"
        shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        last = max(path.stem for path in (folder / "versions").glob("*.py")).partition("_")[0]
        head = f"from alembic import op\nrevision, down_revision = '{HEAD}', '{last}'\n"
        (folder / "versions" / f"{HEAD}_next.py").write_text(f"{head}def upgrade():\n    {body}\n")
        return type("Next", (Database,), {"steps": folder})

    return made


@pytest.fixture(scope="module")
def five_hundred() -> bytes:
    """A database with so many chats, each with a question."""
    return lived(_ask)


async def _ask(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(1, 501):
            await chats.greet(connection, Chat(number), NOW)
            await chats.ask(connection, number, "trade", NOW)


@pytest.fixture
def file(five_hundred: bytes, tmp_path: Path) -> Path:
    """It, closed, in a file of its own."""
    path = tmp_path / "chapar.db"
    laid(five_hundred, path)
    return path


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def held(path: Path) -> tuple[int, int, str]:
    """Chats, their questions, and the schema."""
    with closing(sqlite3.connect(path)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        (people,) = connection.execute("SELECT count(*) FROM chats").fetchone()
        (asked,) = connection.execute("SELECT count(*) FROM questions").fetchone()
    return people, asked, revision


async def refusal(kind: type[Database], path: Path) -> str:
    with pytest.raises(UnusableError) as refused:
        async with kind(url(path)):
            pass
    return str(refused.value)


async def test_an_older_database_is_brought_up_to_date_and_its_copy_stays(
    file: Path, following: Steps
) -> None:
    async with following("op.execute('ALTER TABLE chats ADD COLUMN mood TEXT')")(url(file)):
        pass
    assert held(file) == (500, 500, HEAD)
    people, asked, revision = held(file.with_name(f"chapar.before-{HEAD}.db"))
    assert (people, asked) == (500, 500)
    assert revision != HEAD


async def test_a_table_that_is_built_anew_keeps_the_rows_that_refer_to_it(
    file: Path, following: Steps
) -> None:
    anew = "op.batch_alter_table('chats', recreate='always')"
    step = f"with {anew} as table: table.alter_column('kind', server_default='private')"
    async with following(step)(url(file)) as database:
        assert held(file) == (500, 500, HEAD)
        async with database.transaction() as connection:
            await chats.erase(connection, 7)
    assert held(file) == (499, 499, HEAD)


async def test_a_step_that_fails_half_way_leaves_all_as_it_was(file: Path, following: Steps) -> None:
    before = held(file)
    broken = following("op.execute('DELETE FROM questions'); op.execute('DELETE FROM nowhere')")
    assert "no such table: nowhere" in await refusal(broken, file)
    assert held(file) == before
    async with Database(url(file)) as database, database.transaction() as connection:
        await chats.greet(connection, Chat(999), NOW)
    async with following("pass")(url(file)):
        pass
    assert held(file.with_name(f"chapar.before-{HEAD}.db"))[0] == 501


async def test_a_step_that_loses_what_others_refer_to_is_not_kept(file: Path, following: Steps) -> None:
    before = held(file)
    said = await refusal(following("op.execute('DELETE FROM chats WHERE id < 10')"), file)
    assert "without a loss (questions)" in said
    assert held(file) == before


async def test_no_step_is_taken_without_a_copy(file: Path, following: Steps) -> None:
    before = held(file)
    file.with_name(f".chapar.before-{HEAD}.db.half").mkdir()  # where the copy would be written
    with pytest.raises(OSError, match=r"half"):
        async with following("op.execute('DELETE FROM questions')")(url(file)):
            pass
    assert held(file) == before
