"""Why an answer gave no entries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An answer that is not what its source should give: a short code for counting, a sentence for people."""

    code: str
    detail: str
