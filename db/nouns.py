"""Nouns to JSON and back, checked on the way in."""

from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

Noun = TypeVar("Noun")


_adapter = cache(TypeAdapter)  # building one takes milliseconds


def dump(kind: type[Noun], noun: Noun) -> str:
    """The noun as JSON."""
    return str(_adapter(kind).dump_json(noun), "utf-8")


def load(kind: type[Noun], text: str) -> Noun:
    """The noun that `dump` wrote. Raises ValueError when the text is none."""
    noun: Noun = _adapter(kind).validate_json(text)
    return noun
