"""What search keeps of understood articles: facts to rank by, terms, and the full-text index over them."""

from sqlalchemy import DDL, Column, Integer, Text, event

from db.columns import metadata, row
from db.moment import Moment

# What ranking asks of understood articles: narrow, so that thousands of rows are read in a moment.
search_articles = row(
    "search_articles",
    metadata,
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    Column("story_id", Integer, index=True),
    Column("published", Moment, nullable=False, index=True),
    Column("words", Integer, nullable=False),  # terms of title and text
    Column("analyser", Integer, nullable=False, index=True),  # news.text.analyser() of the terms
)

# Their terms, as news/text.py makes them. The short columns stand first: reading them never touches the
# pages that the text overflows to.
search_terms = row(
    "search_terms",
    metadata,
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("tokens", Text, nullable=False),  # labels, concepts, language, outlet: Indexed.tokens
    Column("text", Text, nullable=False),
)
event.listen(
    search_terms,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE VIRTUAL TABLE search_index USING fts5(title, text, tokens, content='search_terms', "
        "content_rowid='article_id', prefix='2 3 4', "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars ':_'\")"
    ).execute_if(dialect="sqlite"),
)
event.listen(
    search_terms,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_index, row)"  # every term, how often
    ).execute_if(dialect="sqlite"),
)
