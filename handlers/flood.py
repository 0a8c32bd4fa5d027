"""One person or group cannot keep the bot busy: a bucket of wishes that refills with time."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum, auto

BURST = 20.0  # wishes at once
SECONDS = 3.0  # after which there is room for one more
REMEMBERED = 10_000  # people and groups; more are swept of those whose bucket is full again


class Verdict(Enum):
    """What becomes of a wish."""

    WELCOME = auto()
    WARN = auto()  # the first too many: said once
    IGNORE = auto()


class Buckets:
    """A bucket a person, and one a group."""

    def __init__(self) -> None:
        """Everybody's is full."""
        self._left: dict[int, tuple[float, datetime]] = {}
        self._warned: set[int] = set()

    def take(self, whose: Iterable[int], now: datetime) -> Verdict:
        """Take a wish out of each of these buckets; the first that is empty decides."""
        verdicts = (self._take(one, now) for one in whose)
        return next((one for one in verdicts if one is not Verdict.WELCOME), Verdict.WELCOME)

    def _take(self, user_id: int, now: datetime) -> Verdict:
        left = self._now(user_id, now)
        if left < 1.0:
            self._left[user_id] = (left, now)
            if user_id in self._warned:
                return Verdict.IGNORE
            self._warned.add(user_id)
            return Verdict.WARN
        self._warned.discard(user_id)
        self._left[user_id] = (left - 1.0, now)
        if len(self._left) > REMEMBERED:
            self._left = {one: held for one, held in self._left.items() if self._now(one, now) < BURST}
        return Verdict.WELCOME

    def _now(self, user_id: int, now: datetime) -> float:
        left, at = self._left.get(user_id, (BURST, now))
        return min(BURST, left + max(0.0, (now - at).total_seconds()) / SECONDS)
