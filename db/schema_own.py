"""The tables of what people have of their own: sources that they read, wishes, channels they look after."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, UniqueConstraint

from db.columns import chat_column, flag_column, id_column, metadata, row, text_column
from db.moment import Moment

own_sources = row(  # a chat reads a source that the catalogue does not have
    "own_sources",
    metadata,
    id_column(),
    chat_column(),
    Column("key", String, ForeignKey("sources.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("added", Moment, nullable=False),
    UniqueConstraint("chat_id", "key"),
)

feed_links = row(  # saved queries that are feeds outside Telegram, each under a secret address
    "feed_links",
    metadata,
    Column(
        "subscription_id", Integer, ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True,
        autoincrement=False,
    ),
    Column("secret", String, nullable=False, unique=True),
)  # fmt: skip

adopted = row(  # own sources that an operator has opened to everybody
    "adopted",
    metadata,
    Column("key", String, ForeignKey("sources.key", ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),
)

source_wishes = row(  # what a chat asks of the stage that may ask the network
    "source_wishes",
    metadata,
    id_column(),
    chat_column(),
    Column("kind", String, nullable=False),  # people's words for it: "address" or "list" (OPML)
    Column("said", String, nullable=False),  # the address as typed, or the whole list
    Column("asked", Moment, nullable=False),
    flag_column("answered"),
    text_column("spec"),  # model.Source as JSON: what the address led to
    sqlite_autoincrement=True,  # a number stands in a button: it must never mean another wish
)

channels = row(  # a person looks after a channel: decides, in private, what is posted there
    "channels",
    metadata,
    chat_column(),  # the person's private chat
    Column("channel_id", BigInteger, nullable=False, index=True),
    Column("title", String, nullable=False),
    UniqueConstraint("chat_id", "channel_id"),
)
