"""What rises: this week's stories of a country, sector or topic against the usual week."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from model import LabelKind

Code = tuple[LabelKind, str]

FEWEST = 3  # stories: fewer rise by chance
LEAST = 2.0  # standard deviations above the usual


@dataclass(frozen=True, slots=True)
class Rise:
    """A label with its stories of this week, and how many a week usually has."""

    kind: LabelKind
    code: str
    count: int
    usual: float

    @property
    def strength(self) -> float:
        """How unusual the count is, in standard deviations.

        Counts of independent events scatter like a Poisson variable: by the root of what is expected. One is
        added under the root, so that what is never in the news does not rise without end.
        """
        return (self.count - self.usual) / sqrt(self.usual + 1)


def rises(recent: Mapping[Code, int], earlier: Mapping[Code, int], weeks: float) -> tuple[Rise, ...]:
    """What stands out of the `recent` stories against those of the `earlier` weeks, strongest first."""
    found = (Rise(*code, count, earlier.get(code, 0) / weeks) for code, count in recent.items())
    return tuple(sorted(_standing_out(found), key=lambda rise: (-rise.strength, rise.kind, rise.code)))


def _standing_out(found: Iterable[Rise]) -> Iterable[Rise]:
    return (rise for rise in found if rise.count >= FEWEST and rise.strength >= LEAST)
