"""Does a report's first sentence only say its headline again, adding who says so?

Then a reader who has the headline in bold above loses nothing without it: who says so stands below.
"""

import re
from collections.abc import Sequence

from model import Attribution
from news.standing import pattern

STEM = 4  # letters of a word by which it is known whatever its ending
ECHOED = 0.5  # of the words of an echo's clauses: at most so many are new
_WORD = re.compile(r"\d+|\w{4,}")  # small words say nothing
_CLAUSE = re.compile(r",\s|\s[—–-]\s")
_NUMBER = re.compile(r"\d+")
_LATER_WORD = re.compile(r"(?<!^)\b[^\W\d_]\w*")


def stems(sentence: str) -> set[str]:
    """The beginnings of its words, so that «завода» is the word of «завод»."""
    return {word[:STEM] for word in _WORD.findall(sentence.casefold())}


def said(sentence: str, told: Sequence[str]) -> float:
    """Which part of the sentence's words was said already."""
    words = stems(sentence)
    before = {word for other in told for word in stems(other)}
    return len(words & before) / len(words) if words else 1.0


def echoes(sentence: str, title: str, source: Attribution | None) -> bool:
    """Whether it tells nothing that the title and who says so do not: no number, no name, no day."""
    if set(_NUMBER.findall(sentence)) - set(_NUMBER.findall(title)):
        return False
    clauses = _CLAUSE.split(sentence)
    told = [clause for clause in clauses if not pattern("speaks").search(clause)]
    if not told or (len(told) < len(clauses) and source is None):
        return False
    words = stems(" ".join(told))
    known = stems(title)
    names = {name.casefold()[:STEM] for clause in told for name in _names(clause)}
    named = {word[:STEM] for word in re.findall(r"\w+", title.casefold())}
    return bool(words) and names <= named and len(words - known) <= ECHOED * len(words)


def _names(clause: str) -> list[str]:
    """Words with a capital, but for the first: any word may begin a sentence."""
    return [word for word in _LATER_WORD.findall(clause) if word[0].isupper()]


def leans_on(sentence: str, first: str, title: str) -> bool:
    """Whether the sentence takes up what only the first one tells, not the title; or its speaker."""
    unnamed = pattern("speaks").search(sentence) is not None and not _names(sentence)
    return unnamed or not stems(sentence).isdisjoint(stems(first) - stems(title))
