"""Finding and ranking: FTS5 gives the newest hits, news/relevance.py weighs them.

FTS5's own bm25 is not asked: it counts every article that has a word before it weighs the first one, which
takes longer than all the rest and grows with the archive. What this costs is bounded by POOL.
"""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from db.moment import microseconds, moment
from db.search_match import expression
from news.needs import Need, some
from news.ranking import REFINED, Hit, by_score, fresh, refined, retold
from news.relevance import Part, Relevance, neighbours, parts

# Newest hits that are weighed against each other. Measured on newswire: 600 gain .01 of recall and of average
# precision, lose .01 of precision among the first ten, and cost a third more.
POOL = 400
TOP = 80  # of which so many are looked at more closely
GLANCED_AT = 600  # characters of a text that are weighed at first: news says early what it is about
LOOKED_AT = 4_000  # and of those that are looked at: twice the usual text
SAMPLE = 50  # newest reports with a word that tell how rare it is
DAY = 86_400_000_000  # in the microseconds that moments are kept in
LEAST = 0.05  # what a part counts at least, even when every report has it
Bounds = dict[str, int]
EVER: Bounds = {"earliest": -(2**63), "latest": 2**63 - 1, "lowest": 0, "highest": 2**63 - 1}

# Ids grow with time: going down by them FTS5 stops when it has enough.
_NEWEST = """
    SELECT facts.article_id, facts.story_id, facts.published{more}
    FROM search_index CROSS JOIN search_articles AS facts ON facts.article_id = search_index.rowid{held}
    WHERE search_index MATCH :match AND search_index.rowid BETWEEN :lowest AND :highest
        AND facts.published >= :earliest AND facts.published < :latest
    ORDER BY search_index.rowid DESC LIMIT :pool"""
_BY_TIME = _NEWEST.format(more=", 0, '', '', ''", held="")
_TO_WEIGH = _NEWEST.format(
    # Terms are ASCII: as a blob they are cut without being counted.
    more=", words, held.title, held.tokens, CAST(substr(CAST(held.text AS BLOB), 1, :looked_at) AS TEXT)",
    held=" CROSS JOIN search_terms AS held ON held.article_id = search_index.rowid",
)
_CLOSELY = """
    SELECT facts.article_id, CAST(substr(CAST(held.text AS BLOB), 1, :looked_at) AS TEXT),
        articles.title, substr(articles.text, 1, :looked_at), stories.tellings
    FROM json_each(:ids) AS hit CROSS JOIN search_articles AS facts ON facts.article_id = hit.value
    CROSS JOIN search_terms AS held ON held.article_id = hit.value
    LEFT JOIN articles ON articles.id = hit.value LEFT JOIN stories ON stories.id = facts.story_id"""
_SEEN = (
    "SELECT count(*) AS seen, min(id) AS oldest FROM (SELECT rowid AS id FROM search_index "
    "WHERE search_index MATCH :match{} ORDER BY rowid DESC LIMIT :sample)"
)
_ENDS = "SELECT (SELECT max(article_id) FROM search_articles), (SELECT min(article_id) FROM search_articles)"
_IDS = (
    "SELECT min(article_id), max(article_id) FROM search_articles "
    "WHERE published >= :earliest AND published < :latest"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: what an answer needs, the words as they were said, and when it was published."""

    need: Need
    said: Sequence[str] = ()
    earliest: datetime | None = None
    latest: datetime | None = None


class Found(NamedTuple):
    """A hit as the database gives it; where only time counts, the last four are empty."""

    article_id: int
    story_id: int | None
    published: int  # microseconds
    words: int
    title: str
    tokens: str
    text: str

    def hit(self, score: float) -> Hit:
        """The hit as the house knows it."""
        return Hit(self.article_id, self.story_id, score, moment(self.published))


Weighed = list[tuple[float, Found]]  # the best first


async def pools(connection: AsyncConnection, asked: Asked, sort: str) -> AsyncIterator[list[Hit]]:
    """All hits by and by: of the newest POOL the first and the others, then those of the next POOL."""
    bounds = await within(connection, asked)
    wanted = await _with_weights(connection, list(parts(asked.need))) if sort == "best" else []
    beside = list(neighbours(asked.need))
    while bounds is not None:
        found = await newest(connection, asked.need, bounds, POOL, weighed=sort == "best")
        if sort == "best" and found:
            relevance = Relevance(wanted, _usual(found), beside)
            ranked = _weighed(found, relevance)
            yield await _looked_at(connection, ranked[:TOP], relevance, asked.said)
            yield [one.hit(score) for score, one in ranked[TOP:]]
        else:
            yield [one.hit(0.0) for one in sorted(found, key=_by_time)]
        bounds = bounds | {"highest": found[-1].article_id - 1} if len(found) == POOL else None


async def newest(
    connection: AsyncConnection, need: Need, bounds: Bounds, most: int, *, weighed: bool = False
) -> list[Found]:
    """The newest hits within the bounds, newest first: with what weighing takes, or with the facts alone."""
    values = {**bounds, "match": expression(need), "pool": most, "looked_at": GLANCED_AT}
    return [Found(*row) for row in await _rows(connection, _TO_WEIGH if weighed else _BY_TIME, values)]


async def _rows(
    connection: AsyncConnection, asked: str, values: Mapping[str, object]
) -> list[tuple[Any, ...]]:
    """Rows by one walk to the driver's thread: SQLAlchemy takes four, which is most of what a page costs."""
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None  # noqa: S101  it is open
    return list(await driver.execute_fetchall(asked, values))


async def within(connection: AsyncConnection, asked: Asked) -> Bounds | None:
    """The first and last id of the time that is asked for, and its moments; None when nothing is from then.

    Without these ids a question about last week would walk through all the years before.
    """
    if asked.earliest is None and asked.latest is None:
        return EVER
    times = {
        "earliest": EVER["earliest"] if asked.earliest is None else microseconds(asked.earliest),
        "latest": EVER["latest"] if asked.latest is None else microseconds(asked.latest),
    }
    ((lowest, highest),) = await _rows(connection, _IDS, times)
    return None if lowest is None else times | {"lowest": lowest, "highest": highest}


async def nearest(connection: AsyncConnection, telling: Sequence[Need], highest: int, most: int) -> list[Hit]:
    """Of the newest articles up to an id those that have one of these, with what they have of all."""
    bounds = EVER | {"highest": highest}
    found = await newest(connection, some(telling), bounds, most, weighed=True)
    wanted = await _with_weights(connection, [part for one in telling for part in parts(one)])
    relevance = Relevance(wanted, _usual(found))
    return [one.hit(relevance.of(one.title, one.text, one.tokens, one.words)) for one in found]


def _usual(found: Sequence[Found]) -> float:
    """The length of a report, as it is among these."""
    return sum(one.words + 1 for one in found) / max(1, len(found))


async def _with_weights(connection: AsyncConnection, asked: Sequence[Part]) -> list[tuple[float, Part]]:
    """How much each part counts: the rarer, the more. The newest SAMPLE reports tell how often it comes."""
    if len(asked) < 2:  # alone it has nothing to be weighed against
        return [(1.0, part) for part in asked]
    seen = " UNION ALL ".join([_ENDS, *(_SEEN.format(number) for number in range(len(asked)))])
    matches = {f"match{number}": expression(part.need) for number, part in enumerate(asked)}
    (last, first), *found = await _rows(connection, seen, {**matches, "sample": SAMPLE})
    spans = [(last or 0) - ((oldest if count == SAMPLE else first) or 0) + 1 for count, oldest in found]
    rarity = [_rarity(count, among) for (count, _), among in zip(found, spans, strict=True)]
    return list(zip(rarity, asked, strict=True))


def _rarity(count: int, among: int) -> float:
    """BM25's inverse document frequency of what stands in `count` of `among` reports."""
    return max(LEAST, log((among + 1) / (count + 0.5)))


def _weighed(found: Sequence[Found], relevance: Relevance) -> Weighed:
    last = max(one.published for one in found)
    weighed = [
        (relevance.of(one.title, one.text, one.tokens, one.words) * _fresh(one, last), one) for one in found
    ]
    weighed.sort(key=itemgetter(0), reverse=True)  # of equals the newer stays first
    return weighed


async def _looked_at(
    connection: AsyncConnection, weighed: Weighed, relevance: Relevance, said: Sequence[str]
) -> list[Hit]:
    """The first hits in a better order: by all their words, their outlets, and what the best are about."""
    exact = relevance.spellings(said)
    ids = json.dumps([one.article_id for _, one in weighed])
    rows = await _rows(connection, _CLOSELY, {"ids": ids, "looked_at": LOOKED_AT})
    own = {number: more for number, *more in rows}
    last = max(one.published for _, one in weighed)
    better = []
    for _, one in weighed:
        terms, title, text, tellings = own[one.article_id]
        score = relevance.of(one.title, terms, one.tokens, one.words)
        score *= relevance.together(one.title, terms)
        score += relevance.exactly(exact, title or "", text or "", one.words)
        better.append(one.hit(score * _fresh(one, last) * retold(tellings or 1)))
    better.sort(key=by_score)
    found = {one.article_id: one for _, one in weighed}
    about = {hit.article_id: _things(found[hit.article_id]) for hit in better[:REFINED]}
    return refined(better[:REFINED], about) + better[REFINED:]


def _fresh(one: Found, last: int) -> float:
    return fresh((last - one.published) / DAY)


def _things(one: Found) -> frozenset[str]:
    """What tells what an article is about: the terms of its title, and the things that it names."""
    named = [token for token in one.tokens.split() if token.startswith(("concept:", "kind:"))]
    return frozenset(one.title.split()).union(named)


def _by_time(one: Found) -> tuple[int, int]:
    return -one.published, -one.article_id
