"""When to ask a source again: its own rhythm, its server's wishes, our patience. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

DAY = 86_400.0  # the longest we stay away
_HASTE = 60.0  # an operator who wants to hear more often than this wants no adaptation (tests, intranets)
_STRETCH = 16  # a sleeping source is asked this many times more rarely than usual
_PART = 8  # we ask about this many times between two reports of a source
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Hints:
    """What a source says about when to come again. None or () where it says nothing."""

    fresh_seconds: float | None = None  # Cache-Control: max-age, else Expires
    ttl_seconds: float | None = None  # RSS <ttl>, RDF syndication
    skip_hours: tuple[int, ...] = ()  # 0-23, UTC
    skip_days: tuple[int, ...] = ()  # Monday is 0, UTC


SILENT = Hints()


def next_poll(
    now: datetime,
    usual_seconds: float,
    recent: Sequence[datetime],
    hints: Hints | None,
    chance: float,
    *,
    failures: int = 0,
    retry_after: float | None = None,
) -> datetime:
    """When to ask again, later than `now` and at most a day away (hours it wants skipped not counted).

    `recent` are the times of the source's latest reports, `failures` how often in a row it failed (0: it
    answered), `retry_after` the seconds it then asked for, `chance` in [0, 1) spreads sources that would
    otherwise be asked together.
    """
    hints = hints or Hints()
    if failures:
        wait = patience(usual_seconds, failures, chance)
        if retry_after is not None:
            wait = max(wait if wait > usual_seconds else 0.0, min(max(retry_after, 60.0), DAY))
        return now + timedelta(seconds=wait)
    wait = max(rhythm(now, usual_seconds, recent), hints.fresh_seconds or 0.0, hints.ttl_seconds or 0.0)
    wait = min(wait, DAY) * (1 + _JITTER * chance)
    return _outside(now + timedelta(seconds=min(wait, DAY)), hints)


def rhythm(now: datetime, usual_seconds: float, recent: Sequence[datetime]) -> float:
    """Seconds between two questions: the usual, or up to sixteen times that for a source that sleeps.

    A fraction of the usual gap between its reports, or of the silence since the last one if that is
    shorter: a source that just woke up is asked as often as any.
    """
    if usual_seconds < _HASTE or not recent:
        return usual_seconds
    newest_first = sorted(recent, reverse=True)
    silence = (now - newest_first[0]).total_seconds()
    gaps = [(a - b).total_seconds() for a, b in pairwise(newest_first)]
    gap = median(gaps) if gaps else silence
    return min(
        max(min(gap, silence) / _PART, usual_seconds), usual_seconds * _STRETCH, max(DAY, usual_seconds)
    )


def patience(usual_seconds: float, failures: int, chance: float) -> float:
    """Seconds to stay away after so many failures in a row: doubling, up to a day, a fifth by chance."""
    return min(usual_seconds * 2.0 ** min(failures - 1, 40), DAY) * (0.8 + 0.2 * chance)


def _outside(when: datetime, hints: Hints) -> datetime:
    """The first moment from `when` on that the source does not want skipped; `when` if that is never."""
    later = when.astimezone(UTC)
    for _ in range(7 * 24):
        if later.hour not in hints.skip_hours and later.weekday() not in hints.skip_days:
            return later
        later = later.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return when
