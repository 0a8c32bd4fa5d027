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
_TIMES: Mapping[str, timedelta] = {
    "age_minutes": timedelta(minutes=-1),
    "breaking_after_seconds": timedelta(seconds=1),
    "hours_ahead": timedelta(hours=1),  # the news of the next days, for a clock pushed forward
}


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
    chrome: str = ""  # whose words its pages use; "" means those of its first language


@dataclass(frozen=True, slots=True)
class SampleReport:
    """An invented report. `after` counts from the start: negative for old news, positive for news to come.

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
        """Whether the report appears in the first minutes after the start."""
        return timedelta(0) < self.after <= timedelta(minutes=4)

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
def chrome(outlet: SampleOutlet) -> Mapping[str, Any]:
    """The words around an article: nav, also, share, copy, photo, footer, subscribe."""
    words: dict[str, Mapping[str, Any]] = tomllib.loads(text_of("chrome.toml"))
    return words[outlet.chrome or outlet.languages[0]]


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
        after=_after(row),
        countries=tuple(row.pop("countries")),
        sectors=tuple(row.pop("sectors")),
        topics=tuple(row.pop("topics")),
        **row,
    )


def _after(row: dict[str, Any]) -> timedelta:
    """The report's time: exactly one of three fields says it."""
    said = {name: row.pop(name) for name in tuple(row) if name in _TIMES}
    if len(said) != 1:
        raise ValueError(f"sample report {row['id']} needs one of {', '.join(_TIMES)}")
    ((name, number),) = said.items()
    after: timedelta = _TIMES[name] * number
    return after
