"""When may a message leave? Pure: times are seconds of a monotonic clock, given by the caller.

Telegram's limits (bots FAQ): about 30 messages a second over all, one a second to one chat, 20 a minute to a
group or channel. What it answers beyond them (429) holds the chat that was written to, and everybody once
three chats got one within ten seconds: then the bot as a whole is too fast.

An answer to a person `book`s its chat's next place and waits for it; the outbox decides for a moment ahead
what leaves when, and for nothing while `answers` wait: so answers never queue behind more pushes than that.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor

RETRIES = (1, 5, 30, 120, 600, 1_800, 3_600)  # seconds after the 1st, 2nd … failure; then hourly
GROUP_WINDOW = 60.0
ALARM_CHATS, ALARM_SECONDS = 3, 10.0
EVERYBODY = 0  # stands for all chats: none has this id
REMEMBERED = 10_000  # chats; more are swept of those that no longer wait
SMOOTH = 0.3  # seconds: what a second allows leaves evenly, and a wake-up may be so late without loss
TICK = 1e-5  # seconds that count as none: sums of floats are as far off
ABREAST = 8  # messages on their way at once: as many can repeat after a crash, for nothing tells them apart
GATHER = 1 / 6  # seconds between two moments of leaving: five messages leave together at 30 a second
PAID_SECONDS = 0.25  # beyond the free rate as many as leave in this time, or a round trip would set the pace
DOUBTS = 8  # failures in a row that mean the line is down
PROBES = (1.0, 5.0, 30.0, 60.0)  # seconds between two tries of a line that is down
REFUSED = 60.0  # seconds between two tries of a token that was refused


@dataclass(frozen=True, slots=True)
class Limits:
    """What we allow ourselves. `paid`: messages a second, when more than the free ones may be bought."""

    per_second: float = 28.0
    chat_seconds: float = 1.0
    group_minute: int = 20
    paid: float = 0.0


class _Rate:
    """So many a second: in any second, and evenly within it."""

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self._left: deque[float] = deque(maxlen=max(1, floor(per_second)))
        self._next = 0.0  # when the next would leave if all left evenly

    def opens(self) -> float:
        """When one more may leave."""
        full = len(self._left) == self._left.maxlen
        window = self._left[0] + len(self._left) / self.per_second if full else 0.0
        return max(window, self._next - SMOOTH)

    def leave(self, at: float) -> None:
        self._left.append(at)
        self._next = max(self._next, at) + 1.0 / self.per_second


class Pace:
    """Deadlines of every chat and of the bot as a whole; and whether the line to Telegram works."""

    def __init__(self, limits: Limits) -> None:
        """Nothing was sent yet, and nothing is known of the line."""
        self._limits = limits
        self._free = _Rate(limits.per_second)
        self._all = _Rate(limits.paid) if limits.paid > limits.per_second else self._free
        self._groups: dict[int, deque[float]] = {}
        self._ready: dict[int, float] = {}
        self._held: dict[int, float] = {}
        self._everybody = 0.0
        self._alarms: deque[tuple[float, int]] = deque(maxlen=64)
        self._failures = 0
        self._tries = 0
        self.proven = False  # whether the line is known to work: until then one message at a time tries it
        self.trouble = ""  # why it does not, for operators
        self.restored = False  # whether the holds from before a restart are known
        self.answers = 0  # how many answers to people wait for their turn now: the outbox lets them go first

    @property
    def abreast(self) -> int:
        """How many of the outbox may be on their way at once: one, until the line has proven to work."""
        if not self.proven:
            return 1
        return ABREAST if self._all is self._free else max(ABREAST, int(self._limits.paid * PAID_SECONDS))

    # ------------------------------------------------------------ may one leave

    def wait(self, chat_id: int, now: float) -> float:
        """Seconds until a message to this chat may leave; 0.0 when it may leave now."""
        return max(_until(self.ready(chat_id), now), self.wait_for_all(now))

    def wait_for_all(self, now: float) -> float:
        """Seconds until a message to anybody may leave."""
        return _until(self.opens(now), now)

    def opens(self, now: float) -> float:
        """When a message to anybody may leave."""
        return max(self._everybody, self._all.opens(), now)

    def ready(self, chat_id: int) -> float:
        """When a message to this chat may leave, as far as the chat is concerned."""
        ready = max(self._ready.get(chat_id, 0.0), self._held.get(chat_id, 0.0))
        group = self._groups.get(chat_id)
        if group is not None and len(group) == group.maxlen:
            return max(ready, group[0] + GROUP_WINDOW)
        return ready

    @property
    def gathering(self) -> float:
        """Seconds between two moments of leaving, so that eight at each are enough for the rate."""
        return min(GATHER, ABREAST / self._free.per_second)

    def together(self, opens: float) -> float:
        """The next moment of leaving: one waking up for several messages costs a third of one for each."""
        return ceil(opens / self.gathering - TICK) * self.gathering

    def leave(self, chat_id: int, at: float) -> bool:
        """A message leaves for this chat, now or shortly; True when it must be paid for."""
        self._take(chat_id, at)
        return self.depart(at)

    def book(self, chat_id: int, now: float) -> float:
        """Keep the chat's next place for a message that will `depart` then; seconds until that moment."""
        at = max(now, self.ready(chat_id))
        self._take(chat_id, at)
        return at - now

    def depart(self, now: float) -> bool:
        """A booked message leaves; True when it must be paid for: the free ones are used up."""
        self._all.leave(now)
        if self._all is self._free:
            return False
        paid = self._free.opens() > now
        if not paid:
            self._free.leave(now)
        return paid

    def held(self, chat_id: int, now: float) -> float:
        """Seconds that Telegram told us to wait with this chat."""
        return _until(max(self._everybody, self._held.get(chat_id, 0.0)), now)

    # ------------------------------------------------------------ what Telegram said

    def hold(self, chat_id: int, seconds: float, now: float) -> bool:
        """Telegram answered 429 for this chat: nothing before `seconds` have passed.

        True when it has answered so to three chats within ten seconds: then everybody is held.
        """
        self.keep(chat_id, seconds, now)
        self._alarms.append((now, chat_id))
        alarmed = {chat for at, chat in self._alarms if now - at <= ALARM_SECONDS}
        if len(alarmed) < ALARM_CHATS:
            return False
        self.keep(EVERYBODY, seconds, now)
        return True

    def keep(self, chat_id: int, seconds: float, now: float) -> None:
        """A hold that is known already, e.g. from before a restart; the chat may be EVERYBODY."""
        if chat_id == EVERYBODY:
            self._everybody = max(self._everybody, now + seconds)
            return
        self._held[chat_id] = max(self._held.get(chat_id, 0.0), now + seconds)
        if len(self._held) > REMEMBERED:
            self._held = {chat: until for chat, until in self._held.items() if until > now}

    def works(self) -> None:
        """Telegram has answered as it should."""
        self._failures = self._tries = 0
        self.proven, self.trouble = True, ""

    def fails(self, now: float) -> None:
        """The line broke or the server did; after several in a row, nobody is tried for a while."""
        self._failures += 1
        if (self.proven and self._failures < DOUBTS) or self._everybody > now:
            return  # one failure proves nothing; and what was on its way fails together
        self.proven, self.trouble = False, "Telegram cannot be reached"
        self.keep(EVERYBODY, PROBES[min(self._tries, len(PROBES) - 1)], now)
        self._tries += 1

    def refuses(self, now: float) -> None:
        """The token is not valid: one try a minute until it is."""
        self.proven, self.trouble = False, "Telegram refuses the token"
        self.keep(EVERYBODY, REFUSED, now)

    # ------------------------------------------------------------ below

    def _take(self, chat_id: int, at: float) -> None:
        self._ready[chat_id] = max(at + self._limits.chat_seconds, self._ready.get(chat_id, 0.0))
        if chat_id < 0:  # groups and channels have negative ids
            kept = self._groups.setdefault(chat_id, deque(maxlen=self._limits.group_minute))
            kept.append(at)
        if len(self._ready) > REMEMBERED:
            self._sweep(at)

    def _sweep(self, now: float) -> None:
        self._ready = {chat: until for chat, until in self._ready.items() if until > now}
        self._groups = {chat: kept for chat, kept in self._groups.items() if kept[-1] > now - GROUP_WINDOW}


def _until(moment: float, now: float) -> float:
    """Seconds until then; what no clock can show is nothing."""
    return moment - now if moment - now > TICK else 0.0


def retry_after(attempts: int) -> timedelta:
    """How long to wait after the failure number `attempts` (from 0)."""
    return timedelta(seconds=RETRIES[min(attempts, len(RETRIES) - 1)])
