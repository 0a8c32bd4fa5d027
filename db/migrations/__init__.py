"""How a database comes to today's schema: Alembic's steps, all within the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

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
    command.upgrade(_configured(connection, folder), "head")
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise BrokenStepError(", ".join(sorted({row[0] for row in orphans})))


def behind(connection: Connection, folder: Path = FOLDER) -> tuple[str, str] | None:
    """The database's revision ("" for a fresh one) and the newest, if they differ.

    Raises:
        NewerError: its revision is none that this version knows.
    """
    at = MigrationContext.configure(connection).get_current_revision() or ""
    steps = ScriptDirectory.from_config(_configured(connection, folder))
    if at and at not in {one.revision for one in steps.walk_revisions()}:
        raise NewerError(at)
    head = steps.get_current_head() or ""
    return None if at == head else (at, head)


def _configured(connection: Connection, folder: Path) -> Config:
    """Alembic's settings for this connection."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config
