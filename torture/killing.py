"""kill -9: the real bot process, again and again, in the middle of a fan-out."""

import asyncio
import random
from itertools import pairwise
from statistics import median

from delivery.pace import ABREAST
from torture.fanout import ALL, ANSWERS_AFTER, RATE, Fanout, fanout, spread
from torture.verdict import Verdict

SOON = 2.0  # seconds from the start of a process to its first message


async def kill(
    kills: int,
    seed: int,
    people: int,
    each: int,
    *,
    soon: float = SOON,
    rate: float = RATE,
    answers_after: float = ANSWERS_AFTER,
) -> Verdict:
    """Kill the bot again and again while messages are on their way, then let it finish.

    A kill may repeat eight messages at most, and hardly fewer, since it finds some unanswered. After the
    worst of all starts something must have been sent within `soon` seconds. Some kills come with the first
    messages, while the rest of the house is being made, some much later.
    """
    chance = random.Random(seed)
    waits, repeats = list[float](), [0]
    async with fanout(people, each, rate, answers_after) as lab:
        for lasting in spread(chance, lab.total, kills):
            process, wait = await lab.sending()
            await lab.until(lab.taken() + lasting)
            await asyncio.sleep(chance.random() * answers_after)
            waits.append(wait)
            repeats.append(lab.repeated())
            process.kill()
            await process.wait()
        flowing = lab.lost()  # something was owed yet when the last kill came
        waits.append((await lab.sending())[1])
        await lab.until(ALL)
        repeats.append(lab.repeated())
        name = "kill -9" if rate == RATE else f"kill -9 at {rate:.0f}/s"
        found, kept = judge(lab, repeats, waits)
    return Verdict(name, found, kept and flowing > 0 and max(waits) <= soon)


def judge(lab: Fanout, repeats: list[int], waits: list[float]) -> tuple[str, bool]:
    """What is to be said, and whether nothing was lost or told too often; `repeats` after each kill."""
    kills, twice = len(repeats) - 2, repeats[-1]
    lost, order, whole = lab.lost(), lab.in_order(), lab.whole()
    worst = max(after - before for before, after in pairwise(repeats[1:]))
    found = (
        f"{kills} kills, {lab.total} messages: {lost} lost, {twice} repeated "
        f"({twice / kills:.1f} a kill, {worst} at most), order {'kept' if order else 'BROKEN'}, "
        f"file {'sound' if whole else 'DAMAGED'}, "
        f"first send {max(waits):.2f} s after the start at most, {median(waits):.2f} s as a rule"
    )
    return found, lost == 0 and worst <= ABREAST and order and whole
