"""The tables. A comment stands on each column that a reader would ask about.

Portable on purpose: moments are integers (microseconds since 1970, UTC), nouns are JSON, flags are booleans.
The full-text index is the one thing that belongs to SQLite; db/search.py hides it.
"""

from collections.abc import Callable

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    event,
)

from db.moment import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _chat() -> Column[int]:
    return Column(
        "chat_id", BigInteger, ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"), nullable=False
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


def _flag(name: str, *, default: bool = False) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=default)


_row: Callable[..., Table] = Table

# ---------------------------------------------------------------- news

sources = _row(
    "sources",
    metadata,
    Column("key", String, primary_key=True),
    Column("spec", Text, nullable=False),  # model.Source as JSON
    _flag("listed", default=True),  # stands in the catalogue now; others keep their articles, unpolled
    _text("etag"),
    _text("last_modified"),
    _text("body_hash"),
    _text("moved_to"),  # where permanent redirects led
    Column("next_poll_at", Moment, nullable=False, index=True),
    Column("polled_at", Moment),
    Column("ok_at", Moment),
    Column("failures", Integer, nullable=False, default=0),
    _text("problem"),  # a short code; views/ has the words for it
    _text("problem_detail"),  # for the log and operators
    _flag("greeted"),  # its first list was taken in: from now on new entries are announced
    _flag("gone"),  # answered 410: not asked again
)

articles = _row(
    "articles",
    metadata,
    _id(),
    Column("source", String, nullable=False, default=""),
    Column("outlet", String, nullable=False),
    Column("guid", Text, nullable=False),
    Column(
        "url", Text, nullable=False, unique=True
    ),  # canonical: the same report by two feeds is one article
    Column("title", Text, nullable=False),
    _text("teaser"),  # the feed's own text
    _text("text"),
    Column("published", Moment, nullable=False, index=True),
    Column("seen", Moment, nullable=False),
    Column("language", String, nullable=False, default=""),
    _text("image"),
    Column("declared", Text, nullable=False, default="[]"),  # the source's languages
    Column("country", String, nullable=False, default=""),  # of the outlet
    Column("state", String, nullable=False),  # new -> read -> understood
    _flag("announce", default=True),  # false: fills search, is sent to nobody
    _text("said"),  # hash of what the source said last: tells an edit
    Column("attempts", Integer, nullable=False, default=0),  # at fetching its page
    Column("not_before", Moment),  # when its page may be asked again
    Column("story_id", Integer, ForeignKey("stories.id"), index=True),
    Column("verdict", Text),  # model.Understanding as JSON
    Column("reason", Text),  # why it joined or opened its story
    Column("features", Text),  # what cluster.py compares
    UniqueConstraint("source", "guid"),
)
Index("ix_articles_waiting", articles.c.state, articles.c.id, sqlite_where=articles.c.state != "understood")

labels = _row(
    "labels",
    metadata,
    Column("kind", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    _text("evidence"),
    _flag("implied"),
    sqlite_with_rowid=False,
)
Index("ix_labels_article", labels.c.article_id)

stories = _row(
    "stories",
    metadata,
    _id(),
    Column("thread", Integer, nullable=False, index=True),  # the id of its first story
    Column("story", Text, nullable=False),  # model.Story as JSON, written anew at each telling
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
    Column("tellings", Integer, nullable=False, default=1),
    _flag("waiting"),  # has news that publish has not looked at
    Column("published_at", Moment),  # when subscribers were first told
    _text("published_figures"),  # what they were told: a later telling is sent only for news
)
Index("ix_stories_waiting", stories.c.waiting, sqlite_where=stories.c.waiting)

story_terms = _row(
    "story_terms",
    metadata,
    Column("term", String, primary_key=True),
    Column("published", Moment, primary_key=True),  # the window is a range of this index
    Column("article_id", Integer, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_story_terms_article", story_terms.c.article_id)

# Terms of understood articles, as news/text.py makes them. The small columns stand first: reading them
# never touches the pages that the terms overflow to.
search_articles = _row(
    "search_articles",
    metadata,
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    Column("story_id", Integer, index=True),
    Column("published", Moment, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("tokens", Text, nullable=False),  # labels, concepts, language, outlet: Indexed.tokens
)
event.listen(
    search_articles,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE VIRTUAL TABLE search_index USING fts5(title, text, tokens, content='search_articles', "
        "content_rowid='article_id', tokenize=\"unicode61 remove_diacritics 0 tokenchars ':_'\")"
    ).execute_if(dialect="sqlite"),
)

# ---------------------------------------------------------------- people

chats = _row(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("language", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("digest_at", Time, nullable=False),
    Column("digest_days", String, nullable=False),  # "0123456", Monday is 0
    Column("weekly_day", Integer, nullable=False),
    Column("quiet_from", Time),
    Column("quiet_to", Time),
    _flag("pictures", default=True),
    Column("layout", String, nullable=False),
    _flag("rich_offered"),
    _flag("paused"),  # by /stop
    _text("gone"),  # why Telegram will not deliver: blocked, kicked …; "" is well
    Column("digested_on", Date),
    Column("thread_id", Integer),
    Column("created", Moment, nullable=False),
)

subscriptions = _row(
    "subscriptions",
    metadata,
    _id(),
    _chat(),
    Column("query", Text, nullable=False),
    Column("how", String, nullable=False),
    _flag("paused"),
    Column("muted_until", Moment),
    Column("created", Moment, nullable=False),
    UniqueConstraint("chat_id", "query"),
)

questions = _row(  # what a chat asked, so that a button can say "page 3 of that" in 64 bytes
    "questions",
    metadata,
    _id(),
    _chat(),
    Column("query", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    UniqueConstraint("chat_id", "query"),
)

documents = _row(  # messages too long for one print: the rest waits behind a button
    "documents",
    metadata,
    _id(),
    _chat(),
    Column("message", Text, nullable=False),
    Column("made", Moment, nullable=False, index=True),
)

saved = _row(
    "saved",
    metadata,
    _chat(),
    Column("story_id", Integer, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("chat_id", "story_id"),
)

mutes = _row(
    "mutes",
    metadata,
    _chat(),
    Column("thread", Integer, nullable=False),
    Column("until", Moment, nullable=False),
    UniqueConstraint("chat_id", "thread"),
)

# ---------------------------------------------------------------- what we owe

told = _row(  # who was told which story, in which message: later tellings reply to it
    "told",
    metadata,
    _chat(),
    Column("story_id", Integer, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message_id", Integer),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False, default=""),  # the query that wanted it
    UniqueConstraint("chat_id", "story_id"),
)

digest_items = _row(  # stories that wait for a chat's next digest
    "digest_items",
    metadata,
    _id(),
    _chat(),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("story_id", Integer, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("how", String, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("chat_id", "story_id", "how"),
)

outbox = _row(
    "outbox",
    metadata,
    _id(),
    _chat(),
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
