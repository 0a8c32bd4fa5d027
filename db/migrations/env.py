"""Alembic asks this file how to reach the database: through the connection it was given."""

from alembic import context

from db.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction holds every step
    render_as_batch=True,
)
context.run_migrations()
