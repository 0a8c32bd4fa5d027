"""How a database comes to today's schema: Alembic's steps, all within the caller's transaction.

Alembic itself is imported when there are steps to take: it is a tenth of a start, which after a crash people
wait for.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

FOLDER = Path(__file__).parent


class NewerError(ValueError):
    """The database was written by a newer version than this."""


class BrokenStepError(ValueError):
    """A step would leave rows that refer to nothing."""


def upgrade(connection: Connection, folder: Path = FOLDER) -> None:
    """Bring the database to the newest schema of `folder`; a fresh one gets all of it.

    Raises:
        BrokenStepError: the steps lost rows that others refer to. The caller's transaction must not be kept.
    """
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise BrokenStepError(", ".join(sorted({row[0] for row in orphans})))


def behind(connection: Connection, folder: Path = FOLDER) -> tuple[str, str] | None:
    """The database's revision ("" for a fresh one) and the newest, if they differ.

    Raises:
        NewerError: its revision is none that this version knows.
    """
    known = steps(folder)
    stamped = inspect(connection).has_table("alembic_version")
    at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if stamped else None
    if at and at not in known:
        raise NewerError(at)
    return None if at == known[-1] else (at or "", known[-1])


def steps(folder: Path = FOLDER) -> list[str]:
    """The revisions, oldest first: each file's name starts with its own."""
    return sorted(path.name.partition("_")[0] for path in (folder / "versions").glob("[0-9]*.py"))
