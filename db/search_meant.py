"""Queries like one that found nothing, with words the archive knows."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import articles
from news.meant import MOST, SHORTEST, listed, most_alike, nearest, with_words, words_said
from news.query import Query
from news.stems import term
from news.text import words

_SAME_START = 3  # letters that the right word is taken to share
_CANDIDATES = 3_000
_SEEN = text(
    "SELECT term FROM search_vocabulary WHERE term >= :start AND term < :end "
    "AND length(term) BETWEEN :short AND :long ORDER BY doc DESC LIMIT :most"
)
_WRITTEN = text("SELECT rowid FROM search_index WHERE search_index MATCH :match ORDER BY rowid DESC LIMIT 1")


async def meant(connection: AsyncConnection, query: Query) -> list[str]:
    """Queries that may have been meant, best first, in canonical form; none when every word is known."""
    instead: dict[str, list[str]] = {}
    for word in words_said(query):
        if len(word) >= SHORTEST and not await _is_seen(connection, word):
            instead[word] = await _nearest(connection, word)
    best = {word: near[0] for word, near in instead.items() if near}
    if not best:
        return []
    first, *_ = best
    tries = [with_words(query, best | {first: other}) for other in instead[first][:MOST]]
    return [said for said in dict.fromkeys(str(each) for each in tries) if said != str(query)]


async def _is_seen(connection: AsyncConnection, word: str) -> bool:
    key = term(word)
    found = await connection.execute(
        _SEEN, {"start": key, "end": f"{key}\0", "short": 0, "long": 99, "most": 1}
    )
    return found.first() is not None


async def _nearest(connection: AsyncConnection, word: str) -> list[str]:
    """Words as somebody wrote them and names that we know, those first that are written most alike."""
    key = term(word)
    start = key[:_SAME_START]
    bounds = {"start": start, "end": f"{start}{{", "short": len(key) - 2, "long": len(key) + 2}
    found = await connection.execute(_SEEN, bounds | {"most": _CANDIDATES})
    near = nearest(word, [row.term for row in found if ":" not in row.term])
    written = [spelled for each in near if (spelled := await _written(connection, each))]
    return most_alike(word, [*written, *listed(word)])


async def _written(connection: AsyncConnection, key: str) -> str:
    """The term as the newest article with it writes it."""
    found = (await connection.execute(_WRITTEN, {"match": f'{{title text}} : "{key}"'})).scalar()
    asked = select(articles.c.title, articles.c.text).where(articles.c.id == found)
    row = (await connection.execute(asked)).first()
    return _first_spelling(f"{row.title}\n{row.text}", key) if row else ""


def _first_spelling(said: str, key: str) -> str:
    spelled: Sequence[str] = [said[word.start : word.end] for word in words(said) if word.term == key]
    return spelled[0] if spelled else ""
