"""SIGTERM and SIGINT at any moment: the process is gone within ten seconds, nothing is lost or repeated.

While Telegram takes messages and says nothing, the eight that are on their way cannot be waited for: they may
be repeated, and the process ends in time all the same.
"""

import asyncio
import random
import signal
import time

from delivery.pace import ABREAST
from torture.fanout import ALL, RATE, Fanout, Process, fanout
from torture.verdict import Verdict

SOON = 10.0  # seconds from the signal to the end
PATIENCE = 60.0  # seconds; only a bot that does not end uses them up
MAKING = 3.0  # seconds that the whole house takes at most to be made
FILLING = 0.3  # seconds in which as many messages leave as may be on their way at once


async def stop(times: int, silences: int, seed: int, people: int, each: int) -> Verdict:
    """Stop the bot so many times in the middle of a fan-out, and so many times while Telegram is silent."""
    chance = random.Random(seed)
    lasted, rude, owed = list[float](), 0, 0
    async with fanout(people, each, RATE / 10) as lab:
        for number in range(times):
            process = await lab.start()
            await _some_moment(lab, chance, early=bool(number % 2))
            owed = lab.lost()  # when the signal comes
            lasted.append(await _stopped(process, chance))
            rude += process.returncode != 0 and lab.has_sent(process)
        twice = lab.repeated()
        for _ in range(silences):
            process, _ = await lab.sending()
            await lab.until(lab.taken() + 3 * ABREAST)
            lab.telegram.answering.clear()
            await asyncio.sleep(FILLING)
            owed = lab.lost()
            lasted.append(await _stopped(process, chance))
            lab.telegram.answering.set()
        await lab.start()
        await lab.until(ALL)
        silent, lost, order = lab.repeated() - twice, lab.lost(), lab.in_order()
    found = (
        f"{times} signals: gone after {max(lasted[:times]):.1f} s at most, {lost} lost, {twice} repeated, "
        f"{rude} cut off, "
        f"order {'kept' if order else 'BROKEN'}; {silences} more while Telegram was silent: gone after "
        f"{max(lasted[times:], default=0.0):.1f} s at most, {silent} repeated"
    )
    in_time = max(lasted) <= SOON and owed > 0
    return Verdict(
        "stopping", found, in_time and order and lost == twice == rude == 0 and silent <= ABREAST * silences
    )


async def _some_moment(lab: Fanout, chance: random.Random, *, early: bool) -> None:
    """While the house is being made, or so many messages later."""
    if early:
        await asyncio.sleep(chance.random() * MAKING)
    else:
        before = lab.taken()
        await lab.until(before + chance.randint(1, 60))
        await asyncio.sleep(chance.random() * lab.telegram.answers_after)


async def _stopped(process: Process, chance: random.Random) -> float:
    """Ask it to stop; the seconds until it is gone."""
    began = time.monotonic()
    process.send_signal(chance.choice((signal.SIGTERM, signal.SIGINT)))
    async with asyncio.timeout(PATIENCE):
        await process.wait()
    return time.monotonic() - began
