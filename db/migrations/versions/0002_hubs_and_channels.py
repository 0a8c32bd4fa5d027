"""Hubs of sources, channels that people look after, who asks a source now; an index of what a digest owes."""

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
    op.create_table(
        "channels",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name="fk_channels_chat_id_chats", ondelete="CASCADE", onupdate="CASCADE"
        ),
        sa.UniqueConstraint("chat_id", "channel_id", name="uq_channels_chat_id"),
    )
    op.create_index("ix_channels_channel_id", "channels", ["channel_id"])
    op.add_column("sources", sa.Column("asked_until", sa.BigInteger(), nullable=True))
