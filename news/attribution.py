"""Who says so: the primary source a report cites. (Cleaning stands beside it, for one import.)"""

from collections.abc import Iterable, Mapping

from model import Attribution, Cleaned, Source
from news.cleaning import clean

__all__ = ["attribute", "clean", "known_sources"]


def known_sources(sources: Iterable[Source]) -> Mapping[str, Source]:
    """Sources by every spelling of their name and by their domain."""
    return {source.name.casefold(): source for source in sources}


def attribute(title: str, cleaned: Cleaned, language: str, known: Mapping[str, Source]) -> Attribution | None:
    """The primary source that the report cites, or None."""
    return None
