"""Every zone, every day, clocks that jump: exactly one digest a local day."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from news.digest import due
from people import Chat
from torture.verdict import Verdict

START = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=20)  # between two looks: less than any shift of a clock
JUMPS = (timedelta(hours=1), -timedelta(hours=1), timedelta(hours=3), -timedelta(minutes=40))


def _looks(days: int, chance: random.Random) -> Iterator[datetime]:
    """The moments at which the stage looks; once in a while the clock jumps, there and back."""
    now, end, astray = START, START + timedelta(days=days), timedelta()
    while now < end:
        yield now + astray
        now += STEP
        if chance.random() < 0.001:
            astray = chance.choice(JUMPS) if not astray else timedelta()


def _made(zone: str, at: time, days: int, chance: random.Random) -> Counter[date]:
    chat = Chat(1, zone=zone, digest_at=at, created=START)
    made: Counter[date] = Counter()
    for now in _looks(days, chance):
        ready = due(chat, now)
        if ready is not None:
            made[ready.day] += 1
            chat = replace(chat, digested_on=ready.day)
    return made


def _local_days(zone: str, days: int) -> set[date]:
    """The zone's own days that lie wholly inside, a day less at both ends; some zones have skipped one."""
    there = ZoneInfo(zone)
    hours = (START + timedelta(hours=n) for n in range(48, days * 24 - 48))
    return {moment.astimezone(there).date() for moment in hours}


def digests(zones: int, days: int, seed: int) -> Verdict:
    """One chat in each of so many zones at each of a few hours, for so many days."""
    chance = random.Random(seed)
    every = sorted(available_timezones() - {"localtime", "Factory"})
    chosen = every if zones >= len(every) else chance.sample(every, zones)
    none = twice = total = 0
    for zone in chosen:
        wanted = _local_days(zone, days)
        for at in (time(0, 0), time(2, 30), time(8, 0), time(23, 59)):
            made = _made(zone, at, days, chance)
            total += len(wanted)
            none += len(wanted - made.keys())
            twice += sum(count > 1 for count in made.values())
    found = f"{len(chosen)} zones × {days} days × 4 hours: {total} days, {none} without, {twice} with two"
    return Verdict("time", found, none == twice == 0)
