"""The one query language: what people ask, as a value.

`str(query)` is the canonical form: parse(str(query)) == query.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from news.needs import ANYTHING, Held, Need, holds
from news.query_parse import Problem, read
from news.text import Indexed
from news.wishes import Both, Wish, needed, written


@dataclass(frozen=True, slots=True)
class Query:
    """A question. Dates and the order hold for the whole of it; `wish` is None when anything is wanted."""

    wish: Wish | None = None
    since: timedelta | None = None
    after: date | None = None  # from this day on, UTC
    before: date | None = None  # up to this day, UTC, itself left out
    sort: str = "best"  # or "new"
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for: everything matches."""
        return self.wish is None and self.since is None and self.after is None and self.before is None

    @property
    def need(self) -> Need:
        """What an article must have, apart from its date."""
        return ANYTHING if self.wish is None else needed(self.wish)

    def earliest(self, now: datetime) -> datetime | None:
        """The first moment that counts."""
        bounds = [now - self.since] if self.since else []
        if self.after:
            bounds.append(_midnight(self.after))
        return max(bounds, default=None)

    def latest(self) -> datetime | None:
        """The moment that counts no more."""
        return _midnight(self.before) if self.before else None

    def is_in_time(self, published: datetime, now: datetime) -> bool:
        """Whether an article of this moment can be an answer."""
        earliest, latest = self.earliest(now), self.latest()
        return (earliest is None or published >= earliest) and (latest is None or published < latest)

    def matches(self, indexed: Indexed, now: datetime) -> bool:
        """Whether the article is an answer. The law: db/search.py finds exactly these."""
        return self.is_in_time(indexed.published, now) and holds(self.need, Held(indexed))

    def __str__(self) -> str:
        """The canonical form."""
        return " ".join(_words_of(self))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def parse(text: str) -> Query:
    """Read a query. Whatever the text, the answer comes in bounded time and without an exception."""
    wish, meant, problems = read(text)
    return Query(wish, meant.since, meant.after, meant.before, meant.sort, problems)


def _words_of(query: Query) -> Iterator[str]:
    if query.wish is not None:
        parts = query.wish.parts if isinstance(query.wish, Both) else (query.wish,)
        alone = len(parts) == 1
        yield from (written(part, inside=not alone) for part in parts)
    if query.since:
        yield f"since:{_span(query.since)}"
    if query.after:
        yield f"after:{query.after.isoformat()}"
    if query.before:
        yield f"before:{query.before.isoformat()}"
    if query.sort != "best":
        yield f"sort:{query.sort}"


def _span(since: timedelta) -> str:
    hours = since // timedelta(hours=1)
    return f"{hours}h" if hours % 24 else f"{hours // 24}d"
