"""Key figures: number, unit, what, period."""

from collections.abc import Sequence
from datetime import datetime

from model import Figure


def figures(title: str, sentences: Sequence[str], language: str, published: datetime) -> tuple[Figure, ...]:
    """The figures of a report."""
    return ()


def key_figures(figures: Sequence[Figure], limit: int = 4) -> tuple[Figure, ...]:
    """The most telling first."""
    return tuple(figures[:limit])
