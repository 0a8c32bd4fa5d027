"""What a laboratory found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of the table: what was done, what was found, whether the promise was kept."""

    lab: str
    found: str
    kept: bool
