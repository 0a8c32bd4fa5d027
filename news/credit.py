"""The clause by which an outlet names itself or another one at a sentence's end: ", Daily reports"."""

import re

from news.bodies import is_media
from news.standing import SHORTEST, pattern

_WORD = re.compile(r"\w{3,}")
_OFFICE = re.compile(r"agen|аген", re.IGNORECASE)
_REPORTER = re.compile(
    r"correspondent|корреспондент|тілші|muxbir|мухбир|habarçy|müxbir|muhabir", re.IGNORECASE
)


def without_credit(sentence: str, outlet: str) -> str:
    """The sentence without its last clause, where that only says which outlet told it; else as it is.

    Who is the source of the news stays: a ministry, a company, a person.
    """
    found = pattern("credit").search(sentence)
    if not found or found.start() < SHORTEST:
        return sentence
    name = next(filter(None, found.groups()))
    return f"{sentence[: found.start()]}." if _is_outlet(name, outlet) else sentence


def _is_outlet(name: str, outlet: str) -> bool:
    """Whether it is this outlet's name or another's; a bare "agency" may be an office of a state."""
    itself = set(_WORD.findall(outlet.casefold())) & set(_WORD.findall(name.casefold()))
    told = is_media(name) and (_OFFICE.search(name) is None or _REPORTER.search(name) is not None)
    return bool(itself) or told
