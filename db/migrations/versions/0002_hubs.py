"""Hubs that tell us at once when a source has news; leaving a subscription asks no other's digest."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "hubs",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("ask_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("leaving", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["key"], ["sources.key"], name="fk_hubs_key_sources", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_hubs"),
        sa.UniqueConstraint("door", name="uq_hubs_door"),
    )
    op.create_index("ix_hubs_ask_at", "hubs", ["ask_at"])
    op.create_index("ix_digest_items_subscription", "digest_items", ["subscription_id"])
