"""The labs' instruments: what is noted is what the disk got; a power cut takes only what was not synced."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.database import Database
from torture.platter import SECTOR, Platter
from torture.powercut import Film, found, lay, play
from torture.releases import dump, restore, stored
from torture.scenes import Scene, greet
from torture.upgrade import contents
from torture.writes import Create, Delete, Operation, Sync, Truncate, Unreachable, Write

SCENE = Scene("people", greet)


@pytest.fixture
async def film(tmp_path: Path) -> Film:
    try:
        return await play(SCENE, tmp_path)
    except Unreachable as reason:
        pytest.skip(str(reason))


async def test_what_is_noted_is_what_the_disk_got(film: Film, tmp_path: Path) -> None:
    platter = Platter(film.before)
    for operation in film.log:
        platter.do(operation)
    assert platter.whole() == {"db": (tmp_path / "chapar.db").read_bytes()}
    assert {type(one) for one in film.log} >= {Write, Sync, Create, Delete}


async def test_a_lost_or_broken_database_is_told_from_a_sound_one(film: Film, tmp_path: Path) -> None:
    platter = Platter(film.before)
    for operation in film.log:
        platter.do(operation)
    files = platter.whole()
    last = len(film.moments) - 1
    place = tmp_path / "after.db"
    assert await found(film, last, files, place) == "kept"
    assert await found(film, last, {"db": b"x" * 9000}, place) == "damaged"
    place.unlink()
    assert await found(film, last, {}, place) == "lost"
    async with Database(f"sqlite+aiosqlite:///{place}") as database:
        await greet(database, [7])
    assert await found(film, last, {"db": place.read_bytes()}, place) == "damaged"


OPERATIONS = st.lists(
    st.one_of(
        st.builds(Write, st.just("db"), st.integers(0, 5000), st.binary(min_size=1, max_size=3 * SECTOR)),
        st.builds(Truncate, st.just("db"), st.integers(0, 4000)),
    ),
    max_size=8,
)


@given(OPERATIONS, OPERATIONS, st.integers(0, 2**32))
def test_a_power_cut_takes_only_what_was_not_synced(
    synced: list[Operation], unsynced: list[Operation], seed: int
) -> None:
    platter = Platter({"db": b""})
    for operation in [*synced, Sync("db")]:
        platter.do(operation)
    kept = platter.whole()
    assert platter.cut(random.Random(seed)) == kept
    for operation in unsynced:
        platter.do(operation)
    after = platter.cut(random.Random(seed))["db"]
    touched = [one for one in unsynced if isinstance(one, Write)]
    shortest = min([len(kept["db"]), *(one.size for one in unsynced if isinstance(one, Truncate))])
    for place in range(shortest):
        if not any(one.at <= place < one.at + len(one.body) for one in touched):
            assert after[place] == kept["db"][place]


def test_a_name_that_was_not_synced_may_be_missing_or_back() -> None:
    platter = Platter({"db": b"x"})
    platter.do(Create("-wal"))
    assert {"-wal" in platter.cut(random.Random(seed)) for seed in range(20)} == {True, False}
    platter.do(Sync("-wal"))
    assert all("-wal" in platter.cut(random.Random(seed)) for seed in range(20))
    platter.do(Delete("-wal", synced=False))
    assert {"-wal" in platter.cut(random.Random(seed)) for seed in range(20)} == {True, False}
    platter.do(Delete("db", synced=True))
    assert not any(platter.cut(random.Random(seed)) for seed in range(20))


@pytest.mark.parametrize("release", stored(), ids=lambda path: path.stem)
def test_a_stored_release_holds_rows_and_is_told_as_it_was_stored(release: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    restore(release, path)
    assert dump(path) == release.read_text("utf-8")
    assert contents(path)[0][2] == ("('ok',)",)
    with closing(sqlite3.connect(path)) as old:
        for table in ("chats", "subscriptions", "outbox", "articles", "stories", "told", "search_terms"):
            assert old.execute(f"SELECT count(*) > 0 FROM {table}").fetchone() == (1,), table  # noqa: S608
        assert old.execute("PRAGMA foreign_key_check").fetchall() == []


def test_files_are_laid_where_sqlite_looks_for_them(tmp_path: Path) -> None:
    lay({"db": b"1", "-wal": b"2"}, tmp_path / "a.db")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.db", "a.db-wal"]
