"""The laboratories, in a long form for a night and a short one for every test run."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from torture.bugs import honesty
from torture.days import digests
from torture.disk import full_disk
from torture.faults import faults
from torture.killing import inherit, kill, pause
from torture.powercut import power_cuts
from torture.privacy import erased
from torture.rate import rate
from torture.scenes import SCENES
from torture.shortage import READ_ONLY, shortage
from torture.silence import silent
from torture.trouble import damage, locked
from torture.upgrade import upgrades
from torture.verdict import Verdict

Lab = Callable[[], Coroutine[Any, Any, Verdict]]
SEED = 20261126


async def _days(zones: int, days: int) -> Verdict:
    return digests(zones, days, SEED)


def long_forms() -> list[Lab]:
    """The whole table: hours."""
    return [
        partial(kill, 200, SEED, 5_000, 10),
        partial(inherit, 5_000, 10),
        partial(pause, 200, SEED, 5_000, 10, 4),
        partial(faults, 100_000, SEED),
        partial(rate, 100_000, 30.0),
        partial(_days, 1_000, 730),
        partial(power_cuts, 10_000, SEED),
        partial(power_cuts, 1_000, SEED, careless=True),
        partial(upgrades, SEED),
        partial(full_disk, 1),
        shortage,
        partial(damage, 1_000, SEED),
        partial(locked, (0, 0.5, 1, 2, 3, 4, 7, 15, 30)),
        erased,
        partial(silent, 200, SEED),
        partial(honesty, None),
    ]


def short_forms() -> list[Lab]:
    """A minute of it."""
    return [
        partial(kill, 2, SEED, 40, 5),
        partial(inherit, 40, 10),
        partial(faults, 120, SEED),
        partial(_days, 6, 60),
        partial(power_cuts, 200, SEED),
        partial(power_cuts, 40, SEED, SCENES[1:2], careless=True),
        partial(upgrades, SEED, 3),
        partial(full_disk, 40),
        partial(shortage, (READ_ONLY,)),
        partial(damage, 60, SEED),
        partial(locked, (0, 0.2)),
        erased,
        partial(silent, 60, SEED),
    ]
