"""Which time does a figure speak of? 2021, 2024-H1, 2025-Q1, 2025-01, 2025-01/2025-08 or ""."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Periods:
    """The times a report speaks of."""

    language: str
    published: datetime
    title: str
    sentences: tuple[str, ...]

    def of(self, sentence: str, at: int) -> str:
        """The period of the figure at a place of a sentence."""
        return ""
