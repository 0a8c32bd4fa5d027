"""The playground's sample news: invented outlets and reports, told relative to the playground's start.

The texts stand in samples/: outlets.toml names the outlets, one TOML file per outlet holds its reports.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from model import Ownership, SourceKind

_FOLDER = files("playground").joinpath("samples")


@dataclass(frozen=True, slots=True)
class SampleOutlet:
    """An invented outlet. `form` is what it serves: rss, atom, rdf, jsonfeed, listing, api or channel."""

    key: str
    name: str
    tagline: str
    kind: SourceKind
    form: str
    languages: tuple[str, ...]
    country: str
    ownership: Ownership
    zone: str
    charset: str = "utf-8"


@dataclass(frozen=True, slots=True)
class SampleReport:
    """An invented report. `after` counts from the start: negative for old news, positive for breaking.

    `story`, `thread`, `countries`, `sectors` and `topics` are gold: tests read them, never the bot.
    """

    id: str
    outlet: str
    language: str
    title: str
    teaser: str
    body: tuple[str, ...]  # paragraphs
    after: timedelta
    image: bool = False
    story: str = ""
    thread: str = ""
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def breaking(self) -> bool:
        """Whether the report appears only after the start."""
        return self.after > timedelta(0)

    def published(self, start: datetime) -> datetime:
        """When the report came out in a playground started at `start`."""
        return start + self.after


def text_of(name: str) -> str:
    """The text of a file in samples/."""
    return _FOLDER.joinpath(name).read_text("utf-8")


@cache
def outlets() -> tuple[SampleOutlet, ...]:
    """All sample outlets, in the order of outlets.toml."""
    return tuple(_outlet(row) for row in tomllib.loads(text_of("outlets.toml"))["outlet"])


@cache
def reports() -> tuple[SampleReport, ...]:
    """All sample reports, newest first (the latest breaking one leads)."""
    found = [
        _report(outlet, row)
        for outlet in outlets()
        for row in tomllib.loads(text_of(f"{outlet.key}.toml"))["report"]
    ]
    return tuple(sorted(found, key=lambda report: report.after, reverse=True))


@cache
def chrome(language: str) -> Mapping[str, Any]:
    """The words around an article: nav, also, share, copy, photo, footer, subscribe."""
    words: dict[str, Mapping[str, Any]] = tomllib.loads(text_of("chrome.toml"))
    return words[language]


def _outlet(row: dict[str, Any]) -> SampleOutlet:
    known = {
        "kind": SourceKind(row["kind"]),
        "ownership": Ownership(row["ownership"]),
        "languages": tuple(row["languages"]),
    }
    return SampleOutlet(**(row | known))


def _report(outlet: SampleOutlet, row: dict[str, Any]) -> SampleReport:
    return SampleReport(
        outlet=outlet.key,
        language=row.pop("language", outlet.languages[0]),
        body=tuple(line for line in row.pop("body").splitlines() if line.strip()),
        after=_after(row.pop("age_minutes", None), row.pop("breaking_after_seconds", None)),
        countries=tuple(row.pop("countries")),
        sectors=tuple(row.pop("sectors")),
        topics=tuple(row.pop("topics")),
        **row,
    )


def _after(age_minutes: int | None, breaking_after_seconds: int | None) -> timedelta:
    if (age_minutes is None) == (breaking_after_seconds is None):
        raise ValueError("a sample report has either age_minutes or breaking_after_seconds")
    if age_minutes is not None:
        return -timedelta(minutes=age_minutes)
    return timedelta(seconds=breaking_after_seconds or 0)
