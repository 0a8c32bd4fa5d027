"""Did you mean: a word that nobody wrote, and the nearest that somebody did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from typing import assert_never

from news.concepts import known_concepts
from news.query import Query
from news.stems import term
from news.text import spellings
from news.wishes import Begun, Both, Either, Field, Said, Wish, Without

NEAR = 0.74  # of difflib's ratio: one wrong letter in four, two in eight
MOST = 3
SHORTEST = 4  # letters: of shorter words everything is near


def texts_said(query: Query) -> list[str]:
    """The words and phrases that a query asks for, each once; those it does not want count not."""
    return list(dict.fromkeys(_said(query.wish)))


def words_said(query: Query) -> list[str]:
    """Their words, one by one."""
    return list(dict.fromkeys(word for text in _said(query.wish) for word in spellings(text)))


def _said(wish: Wish | None) -> Iterator[str]:
    match wish:
        case Said(text):
            yield text
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _said(part)
        case Begun() | Field() | Without() | None:
            return
        case _:
            assert_never(wish)


def nearest(word: str, seen: Sequence[str]) -> list[str]:
    """The terms most like the word's own, the most likely first; `seen` has the commonest first."""
    key = term(word)
    return get_close_matches(key, [other for other in seen if other != key], n=MOST, cutoff=NEAR)


def listed(word: str) -> list[str]:
    """Names of the vocabulary that are nearly this word; none where it is one itself: that is no slip."""
    known = known_concepts()
    return known.near(word, MOST, NEAR) if len(word) >= SHORTEST and not known.among([word]) else []


def most_alike(word: str, written: Sequence[str]) -> list[str]:
    """Those that are written nearly like the word, the nearest first; if none is, all of them."""
    low = word.casefold()
    alike = {other: SequenceMatcher(None, low, other.casefold()).ratio() for other in written}
    first = sorted(alike, key=lambda other: -alike[other])
    return [other for other in first if alike[other] >= NEAR] or first


def with_words(query: Query, instead: Mapping[str, str]) -> Query:
    """The query with other words in the places of some."""
    return replace(query, wish=_with(query.wish, instead), problems=())


def _with(wish: Wish | None, instead: Mapping[str, str]) -> Wish | None:
    match wish:
        case Said(text):
            return Said(" ".join(instead.get(word, word) for word in spellings(text)))
        case Both(parts):
            return Both(tuple(part for each in parts if (part := _with(each, instead)) is not None))
        case Either(parts):
            return Either(tuple(part for each in parts if (part := _with(each, instead)) is not None))
        case Begun() | Field() | Without() | None:
            return wish
        case _:
            assert_never(wish)
