"""What an article must have: a small closed union that memory (`holds`) and db/search.py both read.

This is the one place that says which terms a word stands for (`stands_for`).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from model import LabelKind
from news.concepts import LONGEST_NAME, has_kinds, known_codes, known_concepts
from news.heads import bare, joins
from news.own_words import made_of_words
from news.spelling import fold
from news.stems import surname
from news.text import EVERY, Indexed, label_token, sounds_of, spellings, terms


@dataclass(frozen=True, slots=True)
class Term:
    """This term in the title or the text."""

    term: str


@dataclass(frozen=True, slots=True)
class Run:
    """These terms, one directly after the other, in the title or in the text."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A term in the title or the text that begins so."""

    prefix: str


@dataclass(frozen=True, slots=True)
class Token:
    """A label, concept, language, outlet word …: see Indexed.tokens."""

    token: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part."""

    parts: tuple["Need", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part."""

    parts: tuple["Need", ...]


@dataclass(frozen=True, slots=True)
class No:
    """Not this."""

    part: "Need"


Need = Term | Run | Start | Token | All | Some | No
KINDS = frozenset(kind.value for kind in LabelKind)
ANYTHING = Token(EVERY)


class Held:
    """An article laid out for asking."""

    def __init__(self, indexed: Indexed) -> None:
        """Costs one pass over the terms."""
        self.terms = frozenset(indexed.title).union(indexed.text)
        self.tokens = indexed.tokens
        self._columns = (indexed.title, indexed.text)
        self._joined: tuple[str, ...] = ()
        self._sorted: list[str] = []

    def runs(self, run: Sequence[str]) -> bool:
        """Whether the terms stand side by side somewhere."""
        if not self.terms.issuperset(run):
            return False
        self._joined = self._joined or tuple(f" {' '.join(column)} " for column in self._columns)
        return any(f" {' '.join(run)} " in column for column in self._joined)

    def starts(self, prefix: str) -> bool:
        """Whether a term begins so."""
        self._sorted = self._sorted or sorted(self.terms)
        place = bisect_left(self._sorted, prefix)
        return place < len(self._sorted) and self._sorted[place].startswith(prefix)


def holds(need: Need, held: Held) -> bool:  # noqa: PLR0911  a case a kind
    """Whether the article has what is needed."""
    match need:
        case Term(term):
            return term in held.terms
        case Token(token):
            return token in held.tokens
        case Run(run):
            return held.runs(run)
        case Start(prefix):
            return held.starts(prefix)
        case All(parts):
            return all(holds(part, held) for part in parts)
        case Some(parts):
            return any(holds(part, held) for part in parts)
        case No(part):
            return not holds(part, held)
        case _:
            assert_never(need)


def every(parts: Sequence[Need]) -> Need:
    """All of them; nothing needed is anything."""
    if not parts:
        return ANYTHING
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def some(parts: Sequence[Need]) -> Need:
    """One of them, each named once."""
    once = tuple(dict.fromkeys(parts))
    return once[0] if len(once) == 1 else Some(once)


@made_of_words
@lru_cache(1 << 14)
def stands_for(said: str) -> Need:
    """What a word or a phrase stands for: its terms in that order, or the concept it names as a whole."""
    keys = terms(said)
    literal: Need = Term(keys[0]) if len(keys) == 1 else Run(keys)
    return some([literal, *map(Token, sorted(named(said)))])


def directly(need: Need) -> Need:
    """The need without kinds: who asks for grain gets grain first, wheat afterwards. Never asks for less."""
    match need:
        case Some(parts):
            named = [directly(part) for part in parts if not _is_kind(part)]
            return some(named) if named else need
        case All(parts):
            return All(tuple(directly(part) for part in parts))
        case _:
            return need


def _is_kind(need: Need) -> bool:
    return isinstance(need, Token) and need.token.startswith("kind:")


def named(said: str) -> frozenset[str]:
    """Tokens of the concepts that the whole of `said` names, and of the family name it is."""
    found = spellings(said)
    if not found:
        return frozenset()
    whole = {token for concept in _concepts_of(said) for token in _tokens(concept)}
    if len(found) == 1 and (code := found[0].casefold()) in known_codes("country"):  # trade uz
        whole.add(label_token("country", code))
    if len(found) == 1 and (key := surname(found[0])):
        whole.add(f"name:{key}")
    if len(found) == 1 and not known_concepts().lists(found[0]):  # perhaps a name, to be known by its sound
        whole.update(f"sound:{key}" for key in sounds_of(found[0]))
    return frozenset(whole)


def _concepts_of(said: str) -> frozenset[str]:
    """The concepts that the whole of `said` names."""
    found = spellings(said)
    at = known_concepts().at(found, 0) if found else ()
    return frozenset(concept for length, several in at if length == len(found) for concept in several)


def _tokens(concept: str) -> Iterator[str]:
    """A concept's token and, where it is one, the label's: a country's name asks for reports about it too."""
    yield f"concept:{concept}"
    if concept in has_kinds():
        yield f"kind:{concept}"
    kind, _, code = concept.partition("_")
    if kind in KINDS:
        yield label_token(kind, code)


def begins(said: str) -> Need:
    """What `fertil*` stands for: terms that begin so, and the word itself, whose term may be shorter."""
    *before, last = terms(said)
    if before:
        return stands_for(said)
    return some([Start(fold(said)), Term(last)])


def side_by_side(said: Sequence[str]) -> Need:
    """What words stand for that follow each other: each of them, or the thing they name together."""
    parts: list[Need] = []
    start = 0
    names = any(named(one) for one in said)
    while start < len(said):
        length = _longest_name(said, start)
        stretch = said[start : start + length]
        start += length
        if names and length == 1 and joins(stretch[0]):
            continue
        each = every([stands_for(word) for word in stretch])
        together = sorted(_named_together(stretch)) if length > 1 else []
        parts.append(some([each, *map(Token, together)]))
    return every(parts)


def _longest_name(said: Sequence[str], start: int) -> int:
    for length in range(min(LONGEST_NAME, len(said) - start), 1, -1):
        if _named_together(said[start : start + length]):
            return length
    return 1


def _named_together(said: Sequence[str]) -> frozenset[str]:
    """Tokens of what the words name as a whole, be it with a word that says what it is."""
    words, kinds = bare(said)
    whole = named(" ".join(said))
    if not kinds:
        return whole
    name = " ".join(words)
    return whole | {token for thing in _concepts_of(name) & kinds for token in _tokens(thing)}
