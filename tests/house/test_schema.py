"""The steps of db/migrations lead to the tables of db/schema.py, and the first steps stay as they are."""

import re
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from db import migrations
from db.schema import metadata

ADVICE = "db/schema.py has changed: write the next step in db/migrations/versions (see the last one there)"


def shape(connection: Connection) -> dict[str, object]:
    """Every table with its columns, indexes and references, in no order; full-text tables as spelt."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    return {
        name: {
            "columns": {row[1:] for row in connection.execute(text(f"PRAGMA table_xinfo('{name}')"))},
            "indexes": {
                (index, unique, str(sql_of(connection, index)), columns_of(connection, index))
                for _, index, unique, *_ in connection.execute(text(f"PRAGMA index_list('{name}')"))
            },
            "references": {row[2:] for row in connection.execute(text(f"PRAGMA foreign_key_list('{name}')"))},
            "kind": re.findall("WITHOUT ROWID|AUTOINCREMENT|VIRTUAL.*", sql),
        }
        for name, sql in rows
        if name != "alembic_version"
    }


def sql_of(connection: Connection, index: str) -> object:
    """The statement that made an index of ours, spaces aside."""
    sql = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = :name"), {"name": index}
    ).scalar()
    return " ".join(str(sql).split())


def columns_of(connection: Connection, index: str) -> tuple[object, ...]:
    return tuple(row[2] for row in connection.execute(text(f"PRAGMA index_info('{index}')")))


def test_the_steps_lead_to_the_schema(tmp_path: Path) -> None:
    stepped = create_engine("sqlite://")
    with stepped.begin() as connection:
        migrations.upgrade(connection)
        reached = shape(connection)
    drawn = create_engine("sqlite://")
    with drawn.begin() as connection:
        metadata.create_all(connection)
        assert reached == shape(connection), ADVICE
    stepped.dispose()
    drawn.dispose()


def test_each_step_bears_its_revision_as_its_name_and_follows_the_one_before() -> None:
    script = ScriptDirectory(str(migrations.FOLDER))
    assert [one.revision for one in script.walk_revisions()] == migrations.steps()[::-1]
