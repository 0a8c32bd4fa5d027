"""The laboratories, in a long form for a night and a short one for every test run."""

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from math import inf
from typing import Any

from torture.days import digests
from torture.disk import full_disk
from torture.ending import stop
from torture.failing import fail_points
from torture.faults import faults
from torture.honesty import honesty
from torture.hostile import hostile
from torture.instances import EVERY, Hit, instances
from torture.killing import kill
from torture.outage import outage
from torture.powercut import power_cuts
from torture.privacy import erased
from torture.rate import rate
from torture.scenes import SCENES
from torture.shortage import READ_ONLY, shortage
from torture.silence import silent
from torture.soak import soak
from torture.trouble import damage, locked
from torture.upgrade import upgrades
from torture.verdict import Verdict

Lab = Callable[[], Coroutine[Any, Any, Verdict]]
SEED = 20261126


async def days(zones: int, count: int) -> Verdict:
    """So many days of so many zones."""
    return digests(zones, count, SEED)


def named(labs: list[Lab], names: Sequence[str]) -> list[Lab]:
    """Those of these names, or all when none is given; one name may stand for several."""
    return [lab for lab in labs if not names or name_of(lab) in names]


def name_of(lab: Lab) -> str:
    """What a laboratory is called."""
    return (lab.func if isinstance(lab, partial) else lab).__name__


def long_forms() -> list[Lab]:
    """The whole table: hours."""
    return [
        partial(kill, 200, SEED, 5_000, 10),
        partial(kill, 30, SEED, 300, 10, rate=28.0, answers_after=0.1),
        fail_points,
        partial(stop, 200, 10, SEED, 1_000, 20),
        partial(instances, 200, SEED, 200, 10, 4, EVERY),
        partial(faults, 100_000, SEED),
        partial(outage, 250_000),
        partial(rate, 100_000, 30.0),
        partial(days, 1_000, 730),
        partial(power_cuts, 10_000, SEED),
        partial(power_cuts, 1_000, SEED, careless=True),
        partial(upgrades, SEED),
        partial(full_disk, 1),
        shortage,
        partial(damage, 1_000, SEED),
        partial(locked, (0, 0.5, 1, 2, 3, 4, 7, 15, 30)),
        erased,
        partial(silent, 200, SEED),
        partial(soak, 100_000, SEED),
        partial(hostile, 100_000, SEED),
        partial(honesty, None),
    ]


def short_forms() -> list[Lab]:
    """A minute of it."""
    return [
        partial(kill, 1, SEED, 40, 4, soon=inf),  # a busy machine is no broken promise
        partial(fail_points, "messages are leased, committed", "one of several answers is here"),
        partial(instances, 1, SEED, 20, 5, 2, [Hit.KILL], soon=inf),
        partial(faults, 120, SEED),
        partial(outage, 500),
        partial(days, 6, 60),
        partial(power_cuts, 200, SEED),
        partial(power_cuts, 40, SEED, SCENES[1:2], careless=True),
        partial(upgrades, SEED, 3),
        partial(full_disk, 40),
        partial(shortage, (READ_ONLY,)),
        partial(hostile, 300, SEED),
        partial(damage, 60, SEED),
        partial(locked, (0, 0.2)),
        erased,
        partial(silent, 60, SEED),
    ]
