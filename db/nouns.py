"""Nouns to JSON and back, checked on the way in."""

from typing import Any, TypeVar

from pydantic import TypeAdapter

Noun = TypeVar("Noun")


class _Adapters(dict[Any, TypeAdapter[Any]]):
    """One adapter a kind: building one takes milliseconds."""

    def __missing__(self, kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  a type, or a tuple of a type
        return self.setdefault(kind, TypeAdapter(kind))


_ADAPTERS = _Adapters()


def dump(kind: type[Noun], noun: Noun) -> str:
    """The noun as JSON."""
    return _ADAPTERS[kind].dump_json(noun).decode()


def load(kind: type[Noun], text: str) -> Noun:
    """The noun that `dump` wrote. Raises ValueError when the text is none."""
    noun: Noun = _ADAPTERS[kind].validate_json(text)
    return noun
