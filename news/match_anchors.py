"""Anchors: terms and tokens without which a need cannot hold, and how common they may be."""

from collections.abc import Iterator

from news.needs import All, Need, No, Run, Some, Start, Term, Token
from news.text import EVERY


def parts_of(need: Need) -> Iterator[Need]:
    """Needs that an article must have, every one, to have the need; at least one."""
    match need:
        case All(parts):
            for part in parts:
                yield from parts_of(part)
        case Run(terms):
            yield from map(Term, terms)
        case _:
            yield need


def anchors(need: Need) -> frozenset[str]:  # noqa: PLR0911  a case a kind
    """Terms, tokens and *beginnings of terms of which every article that has the need has at least one."""
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
            return min((anchors(part) for part in parts), key=lambda found: sum(map(guess, found)))
        case Some(parts):
            return frozenset().union(*(anchors(part) for part in parts))
        case No():
            return frozenset((EVERY,))


def is_plain(need: Need) -> bool:
    """Whether an anchor of each of its parts is all that an article must have."""
    return all(_is_word(part) for part in (need.parts if isinstance(need, All) else (need,)))


def _is_word(need: Need) -> bool:
    match need:
        case Term() | Token() | Start():
            return True
        case Some(parts):
            return all(_is_word(part) for part in parts)
        case _:
            return False


_SHARES = {
    "every": 1.0,
    "has": 0.5,
    "lang": 0.3,
    "sector": 0.2,
    "country": 0.2,
    "topic": 0.1,
    "kind": 0.1,
    "outlet": 0.05,
    "concept": 0.02,
}


def guess(anchor: str) -> float:
    """The share of articles that may have the anchor: labels many, long words few."""
    kind, colon, _ = anchor.partition(":")
    if colon:
        return _SHARES.get(kind, 0.005)
    return (0.25 if anchor.startswith("*") else 0.05) / len(anchor)
