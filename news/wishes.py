"""What people say, as a small closed union; what an article needs for it; how it is written down."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from news.needs import Need, No, Token, begins, every, side_by_side, some, stands_for
from news.text import FIGURES, label_token, terms

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
        case "has":
            return Token(FIGURES)
        case _:
            return Token(label_token(wish.kind, wish.value))


# ---------------------------------------------------------------- how it is written

_BARE = re.compile(r"[^\W_](?:[^\W_]|['’ʻ‘`./&+_-](?=[^\W_]))*")
OPERATORS = ("OR", "AND", "NOT")


def written(wish: Wish, *, inside: bool) -> str:
    """The wish in the query language, in parentheses where it stands `inside` another."""
    match wish:
        case Said(text):
            return quoted(text)
        case Begun(text):
            return f"{text}*"
        case Field(kind, value):
            return f"{kind}:{quoted(value)}"
        case Without(part):
            return f"-{written(part, inside=True)}"
        case Both(parts):
            return f"({' '.join(written(part, inside=True) for part in parts)})"
        case Either(parts):
            either = " OR ".join(written(part, inside=True) for part in parts)
            return f"({either})" if inside else either
        case _:
            assert_never(wish)


def quoted(text: str) -> str:
    """The text as one word of a query: in quotes unless it reads as one without."""
    bare = _BARE.fullmatch(text) and text not in OPERATORS
    return text if bare else f'"{text}"'
