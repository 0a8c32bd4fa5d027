"""A subscription's number is never given to another one; late alerts are found without a look at all others."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "numbered",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("muted_until", sa.BigInteger(), nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name="fk_subscriptions_chat_id_chats",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint("chat_id", "query", name="uq_subscriptions_chat_id"),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO numbered SELECT * FROM subscriptions")
    op.drop_table("subscriptions")
    op.rename_table("numbered", "subscriptions")
    op.drop_index("ix_outbox_late", "outbox")
    waits = sa.text("state = 'pending'")
    op.create_index("ix_outbox_late", "outbox", ["priority", "created"], sqlite_where=waits)
