"""An Edition: one sample outlet at one moment, with what it has published so far and where that stands."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from model import SourceKind
from playground.samples import SampleOutlet, SampleReport, reports


@dataclass(frozen=True, slots=True)
class Edition:
    """What an outlet has out at a moment: `reports` newest first; addresses start with `base_url`."""

    outlet: SampleOutlet
    reports: tuple[SampleReport, ...]
    start: datetime
    base_url: str

    @property
    def home(self) -> str:
        """The outlet's front address."""
        return f"{self.base_url}/{self.outlet.key}"

    def url(self, report: SampleReport) -> str:
        """Where a report's own page is."""
        if self.outlet.kind is SourceKind.CHANNEL:
            return f"{self.home}/{self.number(report)}"
        return f"{self.home}/news/{report.id}"

    def image(self, report: SampleReport) -> str:
        """Where a report's picture is, or "" when it has none."""
        return f"{self.home}/images/{report.id}.png" if report.image else ""

    def published(self, report: SampleReport) -> datetime:
        """When a report came out, UTC, in whole seconds."""
        return report.published(self.start).replace(microsecond=0)

    def local(self, report: SampleReport) -> datetime:
        """The same moment on the outlet's own clock."""
        return self.published(report).astimezone(ZoneInfo(self.outlet.zone))

    def number(self, report: SampleReport) -> int:
        """A report's number in its outlet, 101 for the oldest: channels count their messages."""
        older = sum(1 for other in _all_of(self.outlet.key) if other.after < report.after)
        return 101 + older


def edition(outlet: SampleOutlet, start: datetime, now: datetime, base_url: str) -> Edition:
    """What `outlet` has published by `now` in a playground started at `start`."""
    due = tuple(report for report in _all_of(outlet.key) if report.published(start) <= now)
    return Edition(outlet, due, start, base_url.rstrip("/"))


def _all_of(key: str) -> tuple[SampleReport, ...]:
    return tuple(report for report in reports() if report.outlet == key)
