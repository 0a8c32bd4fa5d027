"""When may this chat get its next message? Pure: times are seconds of a monotonic clock, given by the caller.

Telegram's limits (bots FAQ): about 30 messages a second over all, one a second to one chat, 20 a minute to a
group or channel. What it answers beyond them (429) holds the chat that was written to, and everybody once
three chats got one within ten seconds: then the bot as a whole is too fast.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from math import floor

RETRIES = (1, 5, 30, 120, 600, 1_800, 3_600)  # seconds after the 1st, 2nd … failure; then hourly
GROUP_WINDOW = 60.0
ALARM_CHATS, ALARM_SECONDS = 3, 10.0
REMEMBERED = 10_000  # chats; more are swept of those that no longer wait


@dataclass(frozen=True, slots=True)
class Limits:
    """What we allow ourselves."""

    per_second: float = 28.0
    chat_seconds: float = 1.0
    group_minute: int = 20


class Pace:
    """Deadlines of every chat and of the bot as a whole."""

    def __init__(self, limits: Limits) -> None:
        """Nothing was sent yet."""
        self._limits = limits
        self._burst = max(1, floor(limits.per_second))
        self._recent: deque[float] = deque(maxlen=self._burst)
        self._groups: dict[int, deque[float]] = {}
        self._ready: dict[int, float] = {}
        self._everybody = 0.0
        self._alarms: deque[tuple[float, int]] = deque(maxlen=64)

    def wait(self, chat_id: int, now: float) -> float:
        """Seconds until a message to this chat may leave; 0.0 when it may leave now."""
        ready = max(self._everybody, self._ready.get(chat_id, 0.0), self._window())
        group = self._groups.get(chat_id)
        if group is not None and len(group) == group.maxlen:
            ready = max(ready, group[0] + GROUP_WINDOW)
        return max(0.0, ready - now)

    def leave(self, chat_id: int, now: float) -> None:
        """A message leaves for this chat now."""
        self._recent.append(now)
        self._put_off(chat_id, now + self._limits.chat_seconds)
        if chat_id < 0:  # groups and channels have negative ids
            kept = self._groups.setdefault(chat_id, deque(maxlen=self._limits.group_minute))
            kept.append(now)
        if len(self._ready) > REMEMBERED:
            self._sweep(now)

    def hold(self, chat_id: int, seconds: float, now: float) -> None:
        """Telegram answered 429 for this chat: nothing before `seconds` have passed."""
        self._put_off(chat_id, now + seconds)
        self._alarms.append((now, chat_id))
        alarmed = {chat for at, chat in self._alarms if now - at <= ALARM_SECONDS}
        if len(alarmed) >= ALARM_CHATS:
            self._everybody = max(self._everybody, now + seconds)

    def _window(self) -> float:
        """When the bot as a whole may send again."""
        if len(self._recent) < self._burst:
            return 0.0
        return self._recent[0] + self._burst / self._limits.per_second

    def _put_off(self, chat_id: int, until: float) -> None:
        self._ready[chat_id] = max(until, self._ready.get(chat_id, 0.0))

    def _sweep(self, now: float) -> None:
        self._ready = {chat: until for chat, until in self._ready.items() if until > now}
        self._groups = {chat: kept for chat, kept in self._groups.items() if kept[-1] > now - GROUP_WINDOW}


def retry_after(attempts: int) -> timedelta:
    """How long to wait after the failure number `attempts` (from 0)."""
    return timedelta(seconds=RETRIES[min(attempts, len(RETRIES) - 1)])
