"""The catalogue of outlets: a TOML file of ours, or an OPML list as other readers write them.

A row that cannot be used is left out with a sentence that says why; the others are read all the same.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from feeds import opml
from feeds.links import canonical
from feeds.unreadable import Unreadable
from model import JsonRules, PageRules, Source, SourceKind

CHANNEL_PAGE = "https://t.me/s/{channel}"

_SOURCE: TypeAdapter[Source] = TypeAdapter(Source)
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_CHANNEL = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}|")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FIELDS = {field.name for field in fields(Source)} - {"kind"}
_RULES = {
    "page": {field.name for field in fields(PageRules)},
    "json": {field.name for field in fields(JsonRules)},
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sources that can be used, keys and addresses unique, and a sentence for each that cannot."""

    sources: tuple[Source, ...] = ()
    problems: tuple[str, ...] = ()


class _BadRowError(Exception):
    """A row that is no source; the message says why."""


def read(path: Path) -> Catalogue:
    """The catalogue at `path`: an OPML list if it looks like XML, else TOML. Never raises."""
    try:
        text = path.read_bytes()
    except OSError as error:
        return Catalogue(problems=(f"{path}: {error.strerror or error}",))
    if text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _from_opml(text, path.name)
    return _from_toml(text, path.name)


def _from_opml(text: bytes, name: str) -> Catalogue:
    found = opml.read(text)
    if isinstance(found, Unreadable):
        return Catalogue(problems=(f"{name}: {found.detail}",))
    return Catalogue(found, () if found else (f"{name}: the list names no feed",))


def _from_toml(text: bytes, name: str) -> Catalogue:
    try:
        document = tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return Catalogue(problems=(f"{name}: {error}",))
    zones = document.pop("zones", {})
    found = _Found()
    problems = []
    for called, kind, row in _rows(document):
        try:
            found.add(_source(kind, row, zones if isinstance(zones, dict) else {}))
        except _BadRowError as problem:
            problems.append(f"{name}: {called}: {problem}")
    return Catalogue(tuple(found.by_key.values()), tuple(problems))


class _Found:
    """The sources read so far."""

    def __init__(self) -> None:
        self.by_key: dict[str, Source] = {}
        self._key_of: dict[tuple[object, ...], str] = {}  # by address and what is sent along

    def add(self, source: Source) -> None:
        if source.key in self.by_key:
            raise _BadRowError("another source has this key")
        asked = (source.url, source.headers)
        if asked in self._key_of:
            raise _BadRowError(f"{self._key_of[asked]} has the same address")
        self.by_key[source.key] = source
        self._key_of[asked] = source.key


def _rows(document: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """What each row is called in a sentence, its kind and what it says."""
    for kind, rows in document.items():
        for place, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
            said = row if isinstance(row, dict) else {}
            yield str(said.get("key") or said.get("channel") or f"{kind} {place}"), kind, row


def _source(kind: str, row: Any, zones: dict[str, Any]) -> Source:  # noqa: ANN401  what a stranger wrote
    if kind not in set(SourceKind):
        raise _BadRowError(f"there is no kind of source called {kind}")
    if not isinstance(row, dict):
        raise _BadRowError("is not a table")
    said = {"zone": zones.get(str(row.get("country")), "UTC")} | row
    if isinstance(said.get("headers"), dict):
        said["headers"] = list(said["headers"].items())
    if kind == SourceKind.CHANNEL:
        said = _as_channel(said)
    _check_names(said)
    said.setdefault("key", opml.key_of(str(said.get("url", ""))))
    try:
        source = _SOURCE.validate_python(said | {"kind": kind})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _BadRowError(f"{place}: {first['msg'].lower()}") from None
    _check(source)
    return source


def _as_channel(row: dict[str, Any]) -> dict[str, Any]:
    channel = str(row.pop("channel", ""))
    if not _CHANNEL.fullmatch(channel):
        raise _BadRowError(f"channel: {channel!r} is not the name of a channel")
    made = {
        "key": f"tg-{channel.lower()}",
        "url": CHANNEL_PAGE.format(channel=channel),
        "homepage": f"https://t.me/{channel}",
    }
    return made | row


def _check_names(row: dict[str, Any]) -> None:
    unknown = set(row) - _FIELDS
    for part, known in _RULES.items():
        if isinstance(row.get(part), dict):
            unknown |= {f"{part}.{name}" for name in set(row[part]) - known}
    if unknown:
        raise _BadRowError(f"nothing is called {', '.join(sorted(unknown))}")


def _check(source: Source) -> None:
    """A source that every part of the house can rely on.

    Raises:
        _BadRowError: it is none.
    """
    problems = [
        (not _KEY.fullmatch(source.key), f"key: {source.key!r} is not small letters, digits, dots, dashes"),
        (not source.name.strip(), "name: is empty"),
        (not all(map(canonical, (source.url, *source.alternatives))), "url: is no web address"),
        (bool(source.homepage) and not canonical(source.homepage), "homepage: is no web address"),
        (not _COUNTRY.fullmatch(source.country), f"country: {source.country!r} is not two capital letters"),
        (not all(map(_LANGUAGE.fullmatch, source.languages)), "languages: are codes of two or three letters"),
        (not _is_zone(source.zone), f"zone: nobody knows {source.zone!r}"),
        ((source.kind is SourceKind.PAGE) != (source.page is not None), "page: rules are for pages"),
        ((source.kind is SourceKind.JSON) != (source.json is not None), "json: rules are for lists"),
    ]  # fmt: skip
    for is_so, sentence in problems:
        if is_so:
            raise _BadRowError(sentence)
    for selector in _selectors(source):
        _check_selector(selector)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):  # an unknown name is a KeyError of its own kind, odd ones are these
        return False
    except KeyError:
        return False
    return True


def _selectors(source: Source) -> tuple[str, ...]:
    rules = source.page
    of_page = (rules.item, rules.link, rules.title, rules.date, rules.lead, rules.image) if rules else ()
    return tuple(filter(None, (source.body, *of_page)))


def _check_selector(selector: str) -> None:
    try:
        LexborHTMLParser("<p></p>").css_first(selector)
    except SelectolaxError:
        raise _BadRowError(f"{selector!r} is no CSS selector") from None
