"""How a database comes to today's schema: Alembic's steps, all within the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


class NewerError(ValueError):
    """The database was written by a newer version than this."""


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest schema; a fresh one gets all of it."""
    command.upgrade(configured(connection), "head")


def behind(connection: Connection) -> tuple[str, str] | None:
    """The database's revision ("" for a fresh one) and the newest, if they differ.

    Raises:
        NewerError: its revision is none that this version knows.
    """
    at = MigrationContext.configure(connection).get_current_revision() or ""
    known = {one.revision for one in ScriptDirectory.from_config(configured(connection)).walk_revisions()}
    head = ScriptDirectory.from_config(configured(connection)).get_current_head() or ""
    if at and at not in known:
        raise NewerError(at)
    return None if at == head else (at, head)


def configured(connection: Connection) -> Config:
    """Alembic's settings for this connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
