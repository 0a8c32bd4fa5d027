"""By what a thread is found again years later."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "thread_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("thread", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread"], ["stories.id"], name="fk_thread_keys_thread_stories", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "thread", name="pk_thread_keys"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_thread_keys_thread", "thread_keys", ["thread"])
