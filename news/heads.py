"""Words beside a name that say only what it is: in a question they may be left out."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from news.concepts import LABELLED, concepts_in
from news.spelling import fold
from news.stems import term

JOINING = "joining"


def joins(word: str) -> bool:
    """Whether the word only joins others: of, и, va."""
    return fold(word) in _heads()[JOINING]


def bare(words: Sequence[str]) -> tuple[Sequence[str], frozenset[str]]:
    """The words without those at either end that say what kind of thing they name, and what it then may be.

    Nothing is taken away, and nothing can be named, where no such word stands at an end.
    """
    for kind, heads in _heads().items():
        if kind == JOINING:
            continue
        start, end = 0, len(words)
        while end - start > 1 and _is_one(words[end - 1], heads):
            end -= 1
        while end - start > 1 and _is_one(words[start], heads):
            start += 1
        if any(term(word) in heads for word in (*words[:start], *words[end:])):
            return words[start:end], _named(kind)
    return words, frozenset()


def _is_one(word: str, heads: frozenset[str]) -> bool:
    return term(word) in heads or joins(word)


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("news") / "heads.toml").read_text("utf-8"))


@cache
def _heads() -> dict[str, frozenset[str]]:
    """Kind -> the terms of its heads; those that join words as they are spelled."""
    return {
        kind: frozenset((fold if kind == JOINING else term)(word) for word in _split(table["heads"]))
        for kind, table in _table().items()
    }


@cache
def _named(kind: str) -> frozenset[str]:
    """The concepts that heads of this kind may stand beside."""
    return frozenset(
        f"{section}_{concept}" if section in LABELLED else concept
        for section in _split(_table()[kind]["sections"])
        for concept in concepts_in(section)
    )


def _split(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",") if word.strip()]
