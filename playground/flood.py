"""Telegram's limits on sending, judged on the playground's clock."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from playground.refusal import too_many


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a bot may send. A chat bears `chat_burst` messages at once, then one per `chat_seconds`.

    The real server says no more than "about"; these are the figures of its FAQ.
    """

    per_second: int = 30
    paid_per_second: int = 1000
    chat_seconds: float = 1.0
    chat_burst: int = 5
    group_minute: int = 20


NO_LIMITS = Limits(10**9, 10**9, 0.0, 10**9, 10**9)


class Flood:
    """Remembers what was sent when."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._sent: deque[datetime] = deque()
        self._groups: dict[int, deque[datetime]] = defaultdict(deque)
        self._free: dict[int, datetime] = {}  # when a chat's bucket is full again

    def send(self, chat: int, now: datetime, *, group: bool = False, paid: bool = False) -> None:
        """Counts one message.

        Raises:
            Refused: 429, with the whole seconds to wait; the message does not count.
        """
        limits = self.limits
        whole = limits.paid_per_second if paid else limits.per_second
        waits = [_wait(self._sent, now, timedelta(seconds=1), whole), self._chat_wait(chat, now)]
        if group:
            waits.append(_wait(self._groups[chat], now, timedelta(minutes=1), limits.group_minute))
        if max(waits) > 0:
            raise too_many(math.ceil(max(waits)))
        self._sent.append(now)
        self._free[chat] = max(self._free.get(chat, now), now) + timedelta(seconds=limits.chat_seconds)
        if group:
            self._groups[chat].append(now)

    def _chat_wait(self, chat: int, now: datetime) -> float:
        room = self.limits.chat_seconds * (self.limits.chat_burst - 1)
        return (self._free.get(chat, now) - now).total_seconds() - room


def _wait(sent: deque[datetime], now: datetime, window: timedelta, most: int) -> float:
    while sent and sent[0] <= now - window:
        sent.popleft()
    return (sent[0] + window - now).total_seconds() if len(sent) >= most else 0.0
