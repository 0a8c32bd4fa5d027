"""An index of saved queries: which of them want this article?

Each query waits under one anchor of every way to satisfy it: a term or token that no matching article
lacks, the rarest we can name. An article wakes the queries of its own terms only; each is then verified.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from sys import getsizeof

from news.needs import All, Held, Need, No, Run, Some, Start, Term, Token, holds
from news.query import Query
from news.text import EVERY, Indexed

SHORTEST = 2  # letters of a prefix that is worth an anchor


@dataclass(slots=True)
class Saved:
    """Saved queries by id. `wants` gives exactly the ids a loop over Query.matches would."""

    _needs: dict[int, Need] = field(default_factory=dict)
    _dated: dict[int, Query] = field(default_factory=dict)  # those that ask for dates, too
    _waiting: dict[str, "array[int]"] = field(default_factory=dict)  # anchor -> ids
    _shared: dict[Need, Need] = field(default_factory=dict)  # each distinct need is kept once
    _prefixes: dict[int, int] = field(default_factory=dict)  # length of prefixes used as anchors -> how many

    def __len__(self) -> int:
        """How many queries are saved."""
        return len(self._needs)

    def size(self) -> int:
        """Bytes of the index: anchors and who waits under them; the queries themselves are not counted."""
        waiting = sum(getsizeof(anchor) + getsizeof(keys) for anchor, keys in self._waiting.items())
        return getsizeof(self._waiting) + waiting

    def add(self, key: int, query: Query) -> None:
        """Save a query under an id; one that has the id is replaced."""
        self.remove(key)
        need = self._share(query.need)
        self._needs[key] = need
        if query.since or query.after or query.before:
            self._dated[key] = query
        for anchor in _anchors(need):
            self._waiting.setdefault(anchor, array("q")).append(key)
            if anchor.startswith("*"):
                self._prefixes[len(anchor) - 1] = self._prefixes.get(len(anchor) - 1, 0) + 1

    def remove(self, key: int) -> None:
        """Forget a query; an unknown id is no error."""
        need = self._needs.pop(key, None)
        self._dated.pop(key, None)
        if need is None:
            return
        for anchor in _anchors(need):
            waiting = self._waiting[anchor]
            waiting.remove(key)
            if not waiting:
                del self._waiting[anchor]
            if anchor.startswith("*"):
                self._prefixes[len(anchor) - 1] -= 1

    def wants(self, indexed: Indexed, now: datetime) -> list[int]:
        """Ids of the queries that match the article, in ascending order."""
        held = Held(indexed)
        woken: set[int] = set()
        for anchor in self._present(held):
            woken.update(self._waiting.get(anchor, ()))
        return sorted(key for key in woken if self._is_wanted(key, held, indexed, now))

    def _is_wanted(self, key: int, held: Held, indexed: Indexed, now: datetime) -> bool:
        dated = self._dated.get(key)
        in_time = dated is None or dated.is_in_time(indexed.published, now)
        return in_time and holds(self._needs[key], held)

    def _present(self, held: Held) -> Iterator[str]:
        yield from held.terms
        yield from held.tokens
        lengths = [length for length, users in self._prefixes.items() if users]
        yield from {f"*{term[:length]}" for length in lengths for term in held.terms if len(term) >= length}

    def _share(self, need: Need) -> Need:
        match need:
            case All(parts):
                need = All(tuple(self._share(part) for part in parts))
            case Some(parts):
                need = Some(tuple(self._share(part) for part in parts))
            case No(part):
                need = No(self._share(part))
        return self._shared.setdefault(need, need)


def _anchors(need: Need) -> frozenset[str]:  # noqa: PLR0911  a case a kind
    """Anchors of which every matching article has at least one."""
    match need:
        case Term(term):
            return frozenset((term,))
        case Token(token):
            return frozenset((token,))
        case Run(terms):
            return frozenset((max(terms, key=len),))
        case Start(prefix):
            return frozenset((f"*{prefix}",))
        case All(parts):
            return min((_anchors(part) for part in parts), key=_commonness)
        case Some(parts):
            return frozenset().union(*(_anchors(part) for part in parts))
        case No():
            return frozenset((EVERY,))


_COMMON: dict[str, float] = {
    EVERY: 1000.0,
    "has": 300.0,
    "lang": 200.0,
    "sector": 100.0,
    "country": 100.0,
    "topic": 80.0,
    "outlet": 50.0,
}


def _commonness(anchors: frozenset[str]) -> float:
    """A guess at how many articles have one of the anchors: labels many, long words few."""
    return sum(_guess(anchor) for anchor in anchors)


def _guess(anchor: str) -> float:
    kind, colon, _ = anchor.partition(":")
    if colon:
        return _COMMON.get(anchor) or _COMMON.get(kind, 5.0)
    return (200.0 if anchor.startswith("*") else 40.0) / len(anchor)
