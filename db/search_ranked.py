"""The one statement that finds and ranks: FTS5's newest hits, weighed, with what ranking asks of the first.

It is written by hand: building it anew for each question would take as long as running it.
"""

from functools import lru_cache

from sqlalchemy import BigInteger, Float, Integer, String, TextualSelect, bindparam, column, text

from db.moment import Moment
from news.ranking import FRESHNESS, HALF_LIFE_DAYS, SHORT, TEXT, TITLE, TOKENS

HALF_LIFE = HALF_LIFE_DAYS * 86_400_000_000  # in the microseconds that moments are kept in

# Ids grow with time: going down by them FTS5 stops when it has enough. Ages count from the newest hit, so
# that an old archive is ranked like a new one.
_NEWEST = """
    SELECT search_index.rowid AS id, bm25(search_index, {title}, {text}, {tokens}) AS relevance
    FROM search_index {dated} WHERE search_index MATCH :match {bounds}
    ORDER BY search_index.rowid DESC LIMIT :pool"""
_RANKED = """
    SELECT pool.id, story_id, published, -relevance
        * ({short} + 0.9 * length) / ({short} + 0.42 + 0.48 * length)
        * (1 + {freshness} / (1 + (newest - published) / {half_life})) AS score
    FROM (
        SELECT pool.id, relevance, story_id, published, max(published) OVER () AS newest,
            (words + 1) / avg(words + 1) OVER () AS length
        FROM ({newest}) AS pool JOIN search_articles ON article_id = pool.id
    ) AS pool ORDER BY {order} DESC, pool.id DESC LIMIT :top OFFSET :after"""
_WITH_TERMS = """
    SELECT hit.id, hit.story_id, score, hit.published, tellings, title, tokens
    FROM ({ranked}) AS hit
    LEFT JOIN stories ON stories.id = hit.story_id LEFT JOIN search_terms ON article_id = hit.id
    ORDER BY {order} DESC, hit.id DESC"""
_BOUNDS = {
    "before": "AND search_index.rowid < :before",
    "earliest": "AND dated.published >= :earliest",
    "latest": "AND dated.published < :latest",
}


@lru_cache(64)
def ranked(sort: str, bounds: frozenset[str]) -> TextualSelect:
    """Rows (id, story_id, score, published, tellings, title, tokens), best or newest first.

    Takes :match, :pool, :top, :after and, of before, earliest and latest, the `bounds`.
    """
    dated = "JOIN search_articles AS dated ON dated.article_id = search_index.rowid"
    newest = _NEWEST.format(
        title=TITLE, text=TEXT, tokens=TOKENS,
        dated=dated if bounds & {"earliest", "latest"} else "",
        bounds=" ".join(_BOUNDS[name] for name in sorted(bounds)),
    )  # fmt: skip
    order = "published" if sort == "new" else "score"
    best = _RANKED.format(
        newest=newest, order=order, short=SHORT, freshness=FRESHNESS, half_life=HALF_LIFE
    )  # fmt: skip
    moments = [bindparam(name, type_=Moment) for name in sorted(bounds & {"earliest", "latest"})]
    statement = text(_WITH_TERMS.format(ranked=best, order=order)).bindparams(*moments)
    return statement.columns(
        column("id", BigInteger),
        column("story_id", Integer),
        column("score", Float),
        column("published", Moment),
        column("tellings", Integer),
        column("title", String),
        column("tokens", String),
    )
