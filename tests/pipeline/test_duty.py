"""One process serves a bot, the others stand by."""

import asyncio
import os
import socket
import sys

import pytest

from db import holds
from pipeline.duty import LASTING, Duty, is_dead, this_process
from tests.pipeline.newsroom import DANA, MINUTE, Newsroom, lease_first, owe, states


def elsewhere(number: int) -> str:
    return f"another.machine/{number}/x"


@pytest.fixture
def duties(newsroom: Newsroom) -> tuple[Duty, Duty]:
    return tuple(  # type: ignore[return-value]
        Duty(newsroom.database, "telegram:1", elsewhere(number), newsroom.clock) for number in (1, 2)
    )


async def test_the_second_stands_by_until_the_first_leaves(duties: tuple[Duty, Duty]) -> None:
    first, second = duties
    assert [await first.take(), await second.take(), await first.take()] == [True, False, True]
    assert [first.on_duty(), second.on_duty()] == [True, False]
    await first.leave()
    assert [first.on_duty(), await second.take(), await first.take()] == [False, True, False]


async def test_who_stopped_for_a_while_does_nothing_and_finds_another_on_duty(
    newsroom: Newsroom, duties: tuple[Duty, Duty]
) -> None:
    first, second = duties
    await first.take()
    newsroom.clock.push(LASTING)
    assert not first.on_duty()
    assert await second.take()
    assert not await first.take()
    newsroom.clock.push(LASTING)
    assert await first.take()


async def test_who_slept_while_taking_the_duty_finds_another_on_duty(
    newsroom: Newsroom, duties: tuple[Duty, Duty]
) -> None:
    first, second = duties
    async with newsroom.database.transaction() as connection:
        sleeping = asyncio.create_task(first.take())
        await asyncio.sleep(0)
        newsroom.clock.push(3 * LASTING)
        assert await holds.take(connection, second.name, second.holder, newsroom.clock(), LASTING)
    assert not await sleeping


async def test_a_clock_that_is_put_back_ends_the_duty_until_it_is_taken_anew(
    newsroom: Newsroom, duties: tuple[Duty, Duty]
) -> None:
    first, second = duties
    await first.take()
    newsroom.clock.pushed -= MINUTE
    assert not first.on_duty()
    assert await second.take()
    assert not await first.take()


async def test_two_bots_are_served_side_by_side(newsroom: Newsroom) -> None:
    for bot in (1, 2):
        assert await Duty(newsroom.database, f"telegram:{bot}", elsewhere(bot), newsroom.clock).take()


async def test_a_process_that_died_on_this_machine_is_not_waited_for(newsroom: Newsroom) -> None:
    done = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await done.wait()
    dead = f"{socket.gethostname()}/{done.pid}/x"
    assert await Duty(newsroom.database, "bot", dead, newsroom.clock).take()
    await owe(newsroom, DANA, "one")
    await lease_first(newsroom, 10 * LASTING)
    assert await states(newsroom) == {"leased": 1}
    assert await Duty(newsroom.database, "bot", elsewhere(1), newsroom.clock).take()
    assert await states(newsroom) == {"pending": 1}
    assert not await Duty(newsroom.database, "bot", clock=newsroom.clock).take()


def test_who_is_known_to_be_dead() -> None:
    assert not is_dead(elsewhere(os.getpid()))
    assert is_dead(f"{socket.gethostname()}/{os.getpid()}/before")
    assert not is_dead(f"{socket.gethostname()}/{os.getppid()}/x")
    assert not is_dead(f"{socket.gethostname()}/1/x")
    assert this_process() != this_process()


async def test_nothing_is_sent_by_who_is_not_on_duty(newsroom: Newsroom, duties: tuple[Duty, Duty]) -> None:
    await owe(newsroom, DANA, "one")
    first, second = duties
    await first.take()
    await newsroom.deliver(may=second.on_duty)
    assert await states(newsroom) == {"pending": 1}
    newsroom.clock.push(MINUTE)
    await newsroom.deliver(may=first.on_duty)
    assert await states(newsroom) == {"pending": 1}
    await first.take()
    await newsroom.deliver(may=first.on_duty)
    assert await states(newsroom) == {"sent": 1}
