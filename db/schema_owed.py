"""The tables of what we heard, what we owe, and who was told."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Text, UniqueConstraint

from db.columns import chat_column, id_column, metadata, row, text_column
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
    Index("ix_digest_items_how", "how", "chat_id"),
    Index("ix_digest_items_of_chat", "chat_id", "how"),
    Index("ix_digest_items_subscription", "subscription_id"),  # leaving one reads nobody else's
    sqlite_autoincrement=True,  # a bundle is named after its last item: a number must never come twice
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
    text_column("lease"),  # of the claim that holds it: whoever comes with another may not settle it
    Column("attempts", Integer, nullable=False, default=0),
    Column("reason", Text, nullable=False, default=""),
    Column("story_ids", Text, nullable=False, default="[]"),
    Column("edits", Integer),  # the message that it takes the place of
    Column("message_id", Integer),
    Column("sent_at", Moment),
    UniqueConstraint("chat_id", "key"),
    sqlite_autoincrement=True,  # a late answer must never settle another delivery of the same number
)
Index("ix_outbox_due", outbox.c.state, outbox.c.priority, outbox.c.not_before, outbox.c.id)
Index("ix_outbox_late", outbox.c.priority, outbox.c.created, sqlite_where=outbox.c.state == "pending")
_owed = outbox.c.state.in_(("pending", "leased"))
Index("ix_outbox_of_chat", outbox.c.chat_id, outbox.c.priority, outbox.c.id, sqlite_where=_owed)

holds = row(  # Telegram said "not before" (429): kept, so that a restart does not ask sooner
    "holds",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # 0: everybody
    Column("until", Moment, nullable=False),
)

leases = row(  # what only one process may do at a time, and which one does it
    "leases",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", Moment, nullable=False),
)
