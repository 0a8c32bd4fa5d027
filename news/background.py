"""Which sentences of a report recall what was known before?"""

import re
from collections.abc import Sequence

_MARKS = str.maketrans({"‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "ё": "е"})


def recalled(title: str, sentences: Sequence[str], language: str, phrases: tuple[str, ...]) -> frozenset[int]:
    """Numbers of the sentences that recall: those that say so, and what follows them to the end.

    The first sentence is never background: a report tells something new.
    """
    for number, sentence in enumerate(sentences):
        if number and sentence.casefold().translate(_MARKS).lstrip("«“„\"'(—– ").startswith(phrases):
            return frozenset(range(number, len(sentences)))
    return frozenset()
