"""The words that an operator adds to the program's own (WORDS), for labels and for search.

They are said when a process starts, before anything is judged or asked; what is made of words asks here.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

KINDS = {
    "countries": "country",
    "sectors": "sector",
    "topics": "topic",
}  # sections, and what labels call them
FIELDS = {"name", "words", "hints", "region"}  # of a country, sector or topic
_LISTS = ("implies", "silent", "same")  # sections that hold words only

_said: list[str] = []
_made: list[Callable[[], None]] = []


class _Remembering(Protocol):
    def cache_clear(self) -> None: ...


R = TypeVar("R", bound=_Remembering)


def made_of_words(remembering: R) -> R:
    """Above @cache: what it remembers is forgotten when other words are said."""
    _made.append(remembering.cache_clear)
    return remembering


def say(text: str) -> None:
    """Let these words count beside the program's own, in the place of those said before; "" for none.

    Raises ValueError, saying what is wrong where, when they are not written as docs/OPERATING.md tells.
    """
    _check(read(text))
    if "".join(_said) != text:
        _said[:] = [text] if text else []
        for forget in _made:
            forget()


def texts() -> tuple[str, ...]:
    """What was said."""
    return tuple(_said)


def names() -> dict[str, dict[str, str]]:
    """What search learns: by kind of label the names of new codes, and words that mean the same."""
    found: dict[str, dict[str, str]] = {}
    for table in map(tomllib.loads, _said):
        for section, kind in KINDS.items():
            named = {code: entry["name"] for code, entry in table.get(section, {}).items() if "name" in entry}
            if named:
                found[kind] = {code.lower(): ", ".join(each.values()) for code, each in named.items()}
        if "same" in table:
            found["same"] = table["same"]
    return found


def read(text: str) -> dict[str, Any]:
    """A TOML text as a table. Raises ValueError where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"no TOML: {error}") from error


# ---------------------------------------------------------------- what is wrong with a file


def _check(table: Mapping[str, Any]) -> None:
    for problem in _problems(table):
        raise ValueError(problem)


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    known = (*KINDS, *_LISTS)
    for section, entries in table.items():
        if section not in known:
            yield f"[{section}] is no section; there are {', '.join(known)}"
        elif not isinstance(entries, dict):
            yield f"[{section}] must be a section, not a value"
        elif section in {"silent", "same"}:
            yield from _no_lists(section, entries)
        else:
            for code, entry in entries.items():
                yield from _of_entry(f"{section}.{code}", entry, section)


def _of_entry(place: str, entry: object, section: str) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"[{place}] must be a section, not a value"
    elif section == "implies":
        yield from _no_lists(place, entry)
    else:
        for name, value in entry.items():
            if name not in FIELDS:
                yield f"[{place}] has no {name}; there are {', '.join(sorted(FIELDS))}"
            elif name != "region" and not isinstance(value, dict):
                yield f'{place}.{name} must say in which language, as in {name}.en = "…"'
            elif name != "region":
                yield from _no_lists(f"{place}.{name}", value)


def _no_lists(place: str, table: Mapping[str, object]) -> Iterator[str]:
    yield from (
        f"{place}.{key} must be words in quotes, separated by commas"
        for key, value in table.items()
        if not isinstance(value, str)
    )
