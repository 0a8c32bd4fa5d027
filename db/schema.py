"""The tables. A comment stands on each column that a reader would ask about.

Portable on purpose: moments are integers (microseconds since 1970, UTC), nouns are JSON, flags are booleans.
The full-text index is the one thing that belongs to SQLite; db/search.py hides it.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Time,
    UniqueConstraint,
)

from db.columns import chat_column, flag_column, id_column, metadata, row, text_column
from db.moment import Moment
from db.schema_owed import digest_items, holds, inbox, leases, outbox, told
from db.schema_own import adopted, channels, feed_links, own_sources, source_wishes
from db.schema_search import search_articles, search_terms

__all__ = [
    "adopted", "articles", "channels", "chats", "digest_items", "documents", "feed_links", "holds", "hubs",
    "inbox", "labels", "leases", "metadata", "mutes", "outbox", "own_sources", "questions", "saved",
    "search_articles", "search_terms", "source_wishes", "sources", "stories", "story_terms", "subscriptions",
    "thread_keys", "told",
]  # fmt: skip

# ---------------------------------------------------------------- news

sources = row(
    "sources",
    metadata,
    Column("key", String, primary_key=True),
    Column("spec", Text, nullable=False),  # model.Source as JSON
    flag_column("listed", default=True),  # stands in the catalogue now; others keep their articles, unpolled
    text_column("etag"),
    text_column("last_modified"),
    text_column("body_hash"),
    text_column("moved_to"),  # where permanent redirects lead, believed after a few sightings
    text_column("move_seen"),  # where the last one led, not believed yet
    Column("move_sightings", Integer, nullable=False, default=0),
    Column("next_poll_at", Moment, nullable=False, index=True),
    Column("asked_until", Moment),  # a process is asking it, until then at most
    Column("polled_at", Moment),
    Column("ok_at", Moment),
    Column("failures", Integer, nullable=False, default=0),
    Column("kills", Integer, nullable=False, default=0),  # parse workers it cost in a row
    text_column("problem"),  # a short code; views/ has the words for it
    text_column("problem_detail"),  # for the log and operators
    flag_column("greeted"),  # its first list was taken in: from now on new entries are announced
    text_column("ended"),  # why it is asked no more: "gone" (410), "poisoned" (kills workers)
    flag_column("mourned"),  # its end was told
    text_column("wishes"),  # feeds.timing.Hints as JSON: what the document itself asked for, kept for a 304
    Column("recent", Text, nullable=False, default="[]"),  # its latest reports' moments, newest first
    flag_column("guids_repeat"),  # its own ids name several entries at once: their addresses have to do
    text_column("items"),  # digests of the items in its last list, so that none is parsed twice
)

hubs = row(  # a source's WebSub hub, which tells us at once when the source has news
    "hubs",
    metadata,
    Column("key", String, ForeignKey("sources.key", ondelete="CASCADE"), primary_key=True),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),  # what the hub calls the source
    Column("door", String, nullable=False, unique=True),  # the end of our address, which only the hub knows
    Column("secret", String, nullable=False),  # signs what the hub brings
    Column("ask_at", Moment, nullable=False, index=True),  # when to subscribe, or to subscribe anew
    Column("until", Moment),  # the end of what it granted; none: it never confirmed
    Column("failures", Integer, nullable=False, default=0),
    flag_column("leaving"),  # we asked it to tell us no more
)

articles = row(
    "articles",
    metadata,
    id_column(),
    Column("source", String, nullable=False, default=""),
    Column("outlet", String, nullable=False),
    Column("guid", Text, nullable=False),
    Column(
        "url", Text, nullable=False, unique=True
    ),  # canonical: the same report by two feeds is one article
    Column("title", Text, nullable=False),
    text_column("teaser"),  # the feed's own text
    text_column("text"),
    Column("published", Moment, nullable=False, index=True),
    Column("seen", Moment, nullable=False),
    Column("language", String, nullable=False, default=""),
    text_column("image"),
    Column("declared", Text, nullable=False, default="[]"),  # the source's languages
    Column("country", String, nullable=False, default=""),  # of the outlet
    Column("state", String, nullable=False),  # new -> read -> understood, or broken: our rules failed
    flag_column("announce", default=True),  # false: fills search, is sent to nobody
    text_column("said"),  # hash of what the source said last: tells an edit
    Column("attempts", Integer, nullable=False, default=0),  # at fetching its page
    Column("not_before", Moment),  # when its page may be asked again
    flag_column("stands_in"),  # its page could not be had yet: the feed's own text stands in for it
    Column("story_id", Integer, ForeignKey("stories.id"), index=True),
    Column("verdict", Text),  # model.Understanding as JSON
    Column("reason", Text),  # why it joined or opened its story
    Column("features", Text),  # what cluster.py compares
    UniqueConstraint("source", "guid"),
)
Index("ix_articles_waiting", articles.c.state, articles.c.id, sqlite_where=articles.c.state != "understood")

labels = row(
    "labels",
    metadata,
    Column("kind", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    text_column("evidence"),
    flag_column("implied"),
    sqlite_with_rowid=False,
)
Index("ix_labels_article", labels.c.article_id)

stories = row(
    "stories",
    metadata,
    id_column(),
    Column("thread", Integer, nullable=False, index=True),  # the id of its first story
    Column("story", Text, nullable=False),  # model.Story as JSON, written anew at each telling
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
    Column("tellings", Integer, nullable=False, default=1),  # outlets that tell it
    flag_column("waiting"),  # has news that publish has not looked at
    Column("published_at", Moment),  # when subscribers were first told
    flag_column("corrected"),  # an outlet changed it, and the messages that told it were not edited yet
    text_column("published_figures"),  # all that they were ever told: a later telling is sent only for news
    text_column("published_stages"),
)
Index("ix_stories_corrected", stories.c.corrected, sqlite_where=stories.c.corrected)
Index("ix_stories_waiting", stories.c.waiting, sqlite_where=stories.c.waiting)

story_terms = row(
    "story_terms",
    metadata,
    Column("term", String, primary_key=True),
    Column("published", Moment, primary_key=True),  # the window is a range of this index
    Column("article_id", Integer, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_story_terms_article", story_terms.c.article_id)

thread_keys = row(
    "thread_keys",
    metadata,
    Column("key", String, primary_key=True),  # what names a project, as news/threads.py writes it
    Column("thread", Integer, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("reports", Integer, nullable=False),  # of the thread that have the key
    sqlite_with_rowid=False,
)
Index("ix_thread_keys_thread", thread_keys.c.thread)

# ---------------------------------------------------------------- people

chats = row(
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
    flag_column("pictures", default=True),
    Column("layout", String, nullable=False),
    flag_column("rich_offered"),
    flag_column("paused"),  # by /stop
    text_column("gone"),  # why Telegram will not deliver: blocked, kicked …; "" is well
    Column("digested_on", Date),
    Column("thread_id", Integer),
    Column("created", Moment, nullable=False),
    Index("ix_chats_digest", "zone", "digest_at", "digested_on"),
)

subscriptions = row(
    "subscriptions",
    metadata,
    id_column(),
    chat_column(),
    Column("query", Text, nullable=False),
    Column("how", String, nullable=False),
    flag_column("paused"),
    Column("muted_until", Moment),
    Column("created", Moment, nullable=False),
    UniqueConstraint("chat_id", "query"),
    sqlite_autoincrement=True,  # who reads what came after a number must never miss one
)

questions = row(  # what a chat asked, so that a button can say "page 3 of that" in 64 bytes
    "questions",
    metadata,
    id_column(),
    chat_column(),
    Column("query", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    UniqueConstraint("chat_id", "query"),
)

documents = row(  # messages too long for one print: the rest waits behind a button
    "documents",
    metadata,
    id_column(),
    chat_column(),
    Column("message", Text, nullable=False),
    Column("made", Moment, nullable=False, index=True),
)

saved = row(
    "saved",
    metadata,
    chat_column(),
    Column("story_id", Integer, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("chat_id", "story_id"),
)

mutes = row(
    "mutes",
    metadata,
    chat_column(),
    Column("thread", Integer, nullable=False),
    Column("until", Moment, nullable=False),
    UniqueConstraint("chat_id", "thread"),
)
