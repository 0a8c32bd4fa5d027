"""The one query language: what people ask, as a value. news/query_parse.py reads it from text.

`str(query)` is the canonical form: parse(str(query)) == query.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never

from news.needs import ANYTHING, Held, Need, No, Token, begins, every, holds, side_by_side, some, stands_for
from news.text import FIGURES, Indexed, label_token, terms

# ---------------------------------------------------------------- what people say


@dataclass(frozen=True, slots=True)
class Said:
    """A word, or a phrase whose words stand side by side."""

    text: str


@dataclass(frozen=True, slots=True)
class Begun:
    """The beginning of a word."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """country:TM, sector:oil_gas, topic:tender, lang:ru, source:gazeta.uz, has:figures."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Both:
    """All of at least two parts."""

    parts: tuple["Wish", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of at least two parts."""

    parts: tuple["Wish", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this."""

    part: "Wish"


Wish = Said | Begun | Field | Both | Either | Without


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood: where it stands, what it was, which sentence to say, what may help."""

    start: int
    text: str
    key: str  # of the sentence: views/ has the words
    suggestion: str = ""


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


# ---------------------------------------------------------------- what it needs


def needed(wish: Wish) -> Need:
    """What an article must have to be wanted."""
    match wish:
        case Said(text):
            return stands_for(text)
        case Begun(text):
            return begins(text)
        case Field():
            return _needed_field(wish)
        case Both(parts):
            return every(list(_needed_parts(parts)))
        case Either(parts):
            return some([needed(part) for part in parts])
        case Without(part):
            return No(needed(part))
        case _:
            assert_never(wish)


def _needed_parts(parts: Sequence[Wish]) -> Iterator[Need]:
    """Words that follow each other are read together: they may name one thing."""
    said: list[str] = []
    for part in parts:
        if isinstance(part, Said):
            said.append(part.text)
            continue
        if said:
            yield side_by_side(said)
        said = []
        yield needed(part)
    if said:
        yield side_by_side(said)


def _needed_field(wish: Field) -> Need:
    match wish.kind:
        case "source":
            return every([Token(f"outlet:{term}") for term in terms(wish.value)])
        case "lang":
            return Token(f"lang:{wish.value}")
        case "has":
            return Token(FIGURES)
        case _:
            return Token(label_token(wish.kind, wish.value))


# ---------------------------------------------------------------- how it is written

_BARE = re.compile(r"[^\W_](?:[^\W_]|['’ʻ‘`./&+-](?=[^\W_]))*")
OPERATORS = ("OR", "AND", "NOT")


def _words_of(query: Query) -> Iterator[str]:
    if query.wish is not None:
        parts = query.wish.parts if isinstance(query.wish, Both) else (query.wish,)
        alone = len(parts) == 1
        yield from (_written(part, inside=not alone) for part in parts)
    if query.since:
        yield f"since:{_span(query.since)}"
    if query.after:
        yield f"after:{query.after.isoformat()}"
    if query.before:
        yield f"before:{query.before.isoformat()}"
    if query.sort != "best":
        yield f"sort:{query.sort}"


def _written(wish: Wish, *, inside: bool) -> str:
    match wish:
        case Said(text):
            return quoted(text)
        case Begun(text):
            return f"{text}*"
        case Field(kind, value):
            return f"{kind}:{quoted(value)}"
        case Without(part):
            return f"-{_written(part, inside=True)}"
        case Both(parts):
            return f"({' '.join(_written(part, inside=True) for part in parts)})"
        case Either(parts):
            either = " OR ".join(_written(part, inside=True) for part in parts)
            return f"({either})" if inside else either
        case _:
            assert_never(wish)


def quoted(text: str) -> str:
    """The text as one word of a query: in quotes unless it reads as one without."""
    bare = _BARE.fullmatch(text) and text not in OPERATORS
    return text if bare else f'"{text}"'


def _span(since: timedelta) -> str:
    hours = since // timedelta(hours=1)
    return f"{hours}h" if hours % 24 else f"{hours // 24}d"
