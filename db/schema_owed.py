"""The tables of what we heard, what we owe, and who was told."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from db.columns import chat_column, id_column, metadata, row
from db.moment import Moment

inbox = row(  # updates that were heard: Telegram may bring one again, and it changes nothing twice
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),  # each token counts its own
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("heard", Moment, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# ---------------------------------------------------------------- what we owe

told = row(  # who was told which story, in which message: later tellings reply to it
    "told",
    metadata,
    chat_column(),
    Column("story_id", Integer, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message_id", Integer),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False, default=""),  # the query that wanted it
    UniqueConstraint("chat_id", "story_id"),
)

digest_items = row(  # stories that wait for a chat's next digest
    "digest_items",
    metadata,
    id_column(),
    chat_column(),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("story_id", Integer, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("how", String, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("chat_id", "story_id", "how"),
)

outbox = row(
    "outbox",
    metadata,
    id_column(),
    chat_column(),
    Column("key", String, nullable=False),  # owing twice is harmless
    Column("message", Text, nullable=False),  # the document, not its print
    Column("priority", String, nullable=False),
    Column("created", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("state", String, nullable=False),  # pending, leased, sent, dropped, dead
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("reason", Text, nullable=False, default=""),
    Column("story_ids", Text, nullable=False, default="[]"),
    Column("reply_to", Integer),
    Column("message_id", Integer),
    Column("sent_at", Moment),
    UniqueConstraint("chat_id", "key"),
)
Index("ix_outbox_due", outbox.c.state, outbox.c.priority, outbox.c.not_before)
