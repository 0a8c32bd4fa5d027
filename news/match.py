"""An index of saved queries: which of them want this article?

Each query waits under a pair of anchors: terms or tokens of which no matching article lacks either, the
rarest we can name. An article wakes the queries of its own pairs only; those that ask for more are then
verified. Which anchors are rare is guessed at first; a crowded one is watched, and its queries move when
another of theirs turns out rarer.

An entry of `_waiting` is two numbers: the id twice, plus one when the pair is all that is asked for, and
the hash of the second anchor. (Of 64 bits, with a key of its own in every process: that two anchors share
one is not to be feared.)
"""

from array import array
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, compress
from sys import getsizeof

from news.match_anchors import anchors, guess, is_plain, parts_of
from news.needs import All, Held, Need, No, Some, holds
from news.query import Query
from news.text import EVERY, Indexed

CROWD = 64  # entries under one anchor: from here on it is seen how common the anchor is
FIRST_LOOK = 8  # articles that had a crowded anchor before its queries move; then twice as many, and so on
PAIRS = 8  # of one query: a second part with so many names that there would be more is not asked beforehand


@dataclass(slots=True)
class Saved:
    """Saved queries by id. `wants` gives exactly the ids a loop over Query.matches would."""

    _needs: dict[int, Need] = field(default_factory=dict)
    _dated: dict[int, Query] = field(default_factory=dict)  # those that ask for dates, too
    _shared: dict[Need, Need] = field(default_factory=dict)  # each distinct need is kept once
    _waiting: dict[str, "array[int]"] = field(default_factory=dict)  # anchor -> entries
    _prefixes: dict[int, int] = field(default_factory=dict)  # length of prefixes used as anchors -> how many
    _crowds: dict[str, int] = field(default_factory=dict)  # crowded anchor -> articles that had it
    _heard: int = 0  # articles

    def __len__(self) -> int:
        """How many queries are saved."""
        return len(self._needs)

    def size(self) -> int:
        """Bytes of the index: anchors and who waits under them; the queries themselves are not counted."""
        waiting = sum(getsizeof(anchor) + getsizeof(entries) for anchor, entries in self._waiting.items())
        return getsizeof(self._waiting) + waiting

    def add(self, key: int, query: Query) -> None:
        """Save a query under an id; one that has the id is replaced."""
        self.remove(key)
        need = self._needs[key] = self._share(query.need)
        if query.since or query.after or query.before:
            self._dated[key] = query
        self._count_prefixes(need, 1)
        self._wait(key, self._pair(need))

    def remove(self, key: int) -> None:
        """Forget a query; an unknown id is no error."""
        need = self._needs.pop(key, None)
        self._dated.pop(key, None)
        if need is not None:
            self._count_prefixes(need, -1)
            self._leave({key}, _places(need))

    def wants(self, indexed: Indexed, now: datetime) -> list[int]:
        """Ids of the queries that match the article, in ascending order."""
        held, self._heard = Held(indexed), self._heard + 1
        has = {hash(anchor): anchor for anchor in self._present(held)}
        present = [anchor for anchor in has.values() if anchor in self._waiting]
        woken: set[int] = set()
        for anchor in present:
            entries = self._waiting[anchor]
            woken.update(compress(entries[::2], map(has.__contains__, entries[1::2])))
        self._watch(present)
        wanting = {mark >> 1 for mark in woken if mark & 1}
        wanting.update(self._verified({mark >> 1 for mark in woken if not mark & 1}, held))
        late = {key for key in wanting & self._dated.keys() if not self._is_in_time(key, indexed, now)}
        return sorted(wanting - late)

    def _verified(self, woken: Iterable[int], held: Held) -> Iterator[int]:
        answers: dict[int, bool] = {}  # many people save the same query
        for key in woken:
            need = self._needs[key]
            answer = answers.get(id(need))
            if answer is None:
                answer = answers[id(need)] = holds(need, held)
            if answer:
                yield key

    def _is_in_time(self, key: int, indexed: Indexed, now: datetime) -> bool:
        return self._dated[key].is_in_time(indexed.published, now)

    def _present(self, held: Held) -> Iterator[str]:
        yield from held.terms
        yield from held.tokens
        yield from {f"*{term[:length]}" for length in self._prefixes for term in held.terms}

    def _share(self, need: Need) -> Need:
        known = self._shared.get(need)
        if known is not None:
            return known
        match need:
            case All(parts):
                need = All(tuple(self._share(part) for part in parts))
            case Some(parts):
                need = Some(tuple(self._share(part) for part in parts))
            case No(part):
                need = No(self._share(part))
        return self._shared.setdefault(need, need)

    # ------------------------------------------------------------ who waits where

    def _wait(self, key: int, pair: "Pair") -> None:
        mark = key << 1 | pair.is_all
        for anchor in pair.firsts:
            entries = self._waiting.setdefault(anchor, array("q"))
            for second in pair.seconds:
                entries.extend((mark, hash(second)))

    def _leave(self, keys: set[int], places: Iterable[str]) -> None:
        """These queries wait there no more."""
        marks = {key << 1 | is_all for key in keys for is_all in (0, 1)}
        for anchor in places:
            entries = self._waiting.get(anchor)
            if entries is None or marks.isdisjoint(entries[::2]):
                continue
            kept = array("q", chain.from_iterable(_entries_without(marks, entries)))
            self._waiting[anchor] = kept
            if not kept:
                del self._waiting[anchor]
                self._crowds.pop(anchor, None)

    def _count_prefixes(self, need: Need, more: int) -> None:
        for anchor in _places(need):
            if anchor.startswith("*"):
                length = len(anchor) - 1
                self._prefixes[length] = self._prefixes.get(length, 0) + more
                if not self._prefixes[length]:
                    del self._prefixes[length]

    # ------------------------------------------------------------ what is rare

    def _pair(self, need: Need) -> "Pair":
        """The rarest part and the next, each as all the anchors that may stand for it."""
        parts = dict.fromkeys(parts_of(need))
        rarest, *others = sorted(map(anchors, parts), key=self._commonness)
        plain = len(parts) <= 2 and is_plain(need)
        if not others:
            return Pair(rarest, _ANY, plain)
        if len(rarest) * len(others[0]) > PAIRS:
            return Pair(rarest, _ANY, is_all=False)
        return Pair(rarest, others[0], plain)

    def _commonness(self, several: frozenset[str]) -> float:
        """The share of articles that have one of the anchors, as seen or guessed; at most their sum."""
        heard = max(self._heard, FIRST_LOOK)
        crowds = self._crowds
        return sum(crowds[one] / heard if one in crowds else guess(one) for one in several)

    def _watch(self, present: Iterable[str]) -> None:
        for anchor in present:
            if len(self._waiting.get(anchor, ())) < 2 * CROWD:
                continue
            seen = self._crowds[anchor] = self._crowds.get(anchor, 0) + 1
            if seen >= FIRST_LOOK and seen & (seen - 1) == 0:
                self._spread(anchor)

    def _spread(self, crowded: str) -> None:
        """Queries that wait under this anchor and have a rarer part move there."""
        keys = {mark >> 1 for mark in self._waiting[crowded][::2]}
        pairs = {key: self._pair(self._needs[key]) for key in keys}
        moving = {key for key, pair in pairs.items() if crowded not in pair.firsts}
        self._leave(moving, frozenset().union(*(_places(self._needs[key]) for key in moving)))
        for key in moving:
            self._wait(key, pairs[key])


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a query waits: under each of the first anchors, for one of the second to be there too."""

    firsts: frozenset[str]
    seconds: frozenset[str]
    is_all: bool  # an article with such a pair has all that is asked for


_ANY = frozenset((EVERY,))


def _places(need: Need) -> frozenset[str]:
    """Every anchor under which the query may wait."""
    return frozenset().union(*map(anchors, parts_of(need)))


def _entries_without(marks: Container[int], entries: "array[int]") -> Iterator[tuple[int, int]]:
    return (entry for entry in zip(entries[::2], entries[1::2], strict=True) if entry[0] not in marks)
