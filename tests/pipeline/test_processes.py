"""Several processes on one outbox, the end of one, and eight on their way at most."""

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import text

from delivery.pace import Limits
from message import Message
from people import Chat
from pipeline.deliver import deliver
from pipeline.departures import LEASE
from tests.pipeline.newsroom import (
    DANA,
    MARAL,
    MINUTE,
    NILUFAR,
    TIMUR,
    Newsroom,
    lease_first,
    line_to,
    owe,
    states,
    word,
)


async def test_what_another_process_leased_is_left_alone_until_its_lease_ends(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "one", "two")
    await owe(newsroom, TIMUR, "other")
    await lease_first(newsroom, LEASE)
    await newsroom.deliver()
    assert (newsroom.texts(DANA), newsroom.texts(TIMUR)) == ([], ["other"])
    newsroom.clock.push(LEASE)
    await newsroom.deliver()
    await newsroom.deliver()
    assert newsroom.texts(DANA) == ["one", "two"]


async def test_a_process_that_was_stopped_for_a_minute_sends_nothing_when_it_wakes_up(
    newsroom: Newsroom,
) -> None:
    await owe(newsroom, DANA, "one")
    other = Newsroom(newsroom.database, newsroom.clock, newsroom.telegram, newsroom.request, newsroom.line)
    other.restart()

    post, woken = newsroom.line.post, []

    async def stopped(chat: Chat, message: Message, reply_to: int | None = None, **how: Any) -> Any:  # noqa: ANN401
        newsroom.clock.push(LEASE)
        woken.append(await other.deliver())
        return await post(chat, message, reply_to, **how)

    newsroom.line.post = stopped  # type: ignore[method-assign]
    await newsroom.deliver()
    assert woken == [1]
    assert newsroom.texts(DANA) == ["one"]
    assert await states(newsroom) == {"sent": 1}


async def test_who_may_not_send_or_is_stopping_begins_nothing(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "one")
    line, clock = newsroom.line, newsroom.clock
    assert await deliver(newsroom.database, line, clock, may=lambda: False) == 0
    assert await deliver(newsroom.database, line, clock, stopping=lambda: True) == 0
    assert await states(newsroom) == {"pending": 1}


async def test_what_is_on_its_way_is_finished_and_written_down_when_we_are_cancelled(
    newsroom: Newsroom,
) -> None:
    for person in (DANA, TIMUR, NILUFAR, MARAL):
        await owe(newsroom, person, "zero", "one")
    await newsroom.deliver()
    gate, begun = asyncio.Event(), asyncio.Event()
    post = newsroom.line.post

    async def slow(*args: Any, **how: Any) -> Any:  # noqa: ANN401
        begun.set()
        await gate.wait()
        return await post(*args, **how)

    newsroom.line.post = slow  # type: ignore[method-assign]
    newsroom.clock.push(MINUTE)
    for person in (DANA, TIMUR):
        await owe(newsroom, person, "two")
    sending = asyncio.create_task(newsroom.deliver())
    await begun.wait()
    sending.cancel()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert await states(newsroom) == {"sent": 10}


async def test_answers_that_the_database_does_not_take_are_kept_until_it_does(newsroom: Newsroom) -> None:
    await owe(newsroom, DANA, "one")
    async with newsroom.database.transaction() as connection:
        await connection.execute(
            text(
                "CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.state = 'sent' "
                "BEGIN SELECT RAISE(ABORT, 'full'); END"
            )
        )
    pause, naps = newsroom.line.pause, []

    async def counted(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            async with newsroom.database.transaction() as connection:
                await connection.execute(text("DROP TRIGGER full"))
        await pause(seconds)

    newsroom.line.pause = counted
    await newsroom.deliver()
    assert newsroom.texts(DANA) == ["one"]
    assert await states(newsroom) == {"sent": 1}


async def test_no_more_than_eight_are_on_their_way_and_a_slow_chat_holds_one_place(
    newsroom: Newsroom,
) -> None:
    telegram = newsroom.telegram
    groups = [
        telegram.add_group(f"{n}", {DANA: "creator", telegram.world.me.id: "member"}) for n in range(20)
    ]
    for group in groups:
        await newsroom.meet(Chat(group, kind="supergroup"))
        await owe(newsroom, group, "one")
    newsroom.line = line_to(newsroom.request, newsroom.clock, Limits(1e6, 0.0))
    newsroom.line.pace.works()
    flying, most, gate = 0, 0, asyncio.Event()
    post = newsroom.line.post

    async def watched(chat: Chat, *args: Any, **how: Any) -> Any:  # noqa: ANN401
        nonlocal flying, most
        flying, most = flying + 1, max(most, flying + 1)
        if chat.id == groups[1]:
            await gate.wait()
        answer = await post(chat, *args, **how)
        flying -= 1
        return answer

    newsroom.line.post = watched  # type: ignore[method-assign]
    sending = asyncio.create_task(newsroom.deliver())
    async with asyncio.timeout(20):
        while (await states(newsroom)).get("sent", 0) < 19:
            newsroom.clock.push(timedelta(seconds=0.1))
            await asyncio.sleep(0.01)
    gate.set()
    await sending
    assert most == 8
    assert await states(newsroom) == {"sent": 20}


async def test_an_answer_to_a_person_goes_before_what_the_outbox_has(newsroom: Newsroom) -> None:
    for number in range(3):
        await owe(newsroom, DANA, f"{number}")
        await owe(newsroom, TIMUR, f"{number}")
    pace, pause = newsroom.line.pace, newsroom.line.pause
    await newsroom.line.send(Chat(MARAL), word("hello"))
    pace.answers, sent = 1, []

    async def answered(seconds: float) -> None:
        sent.append(newsroom.texts(DANA) + newsroom.texts(TIMUR))
        pace.answers = 0
        await pause(seconds)

    newsroom.line.pause = answered
    await newsroom.deliver()
    assert sent[0] == []
    assert newsroom.texts(DANA) == ["0", "1", "2"]


async def test_answers_keep_the_pace_of_their_chat_and_heed_what_it_was_told(newsroom: Newsroom) -> None:
    moments = []
    for _ in range(3):
        await newsroom.line.send(Chat(DANA), word("hello"))
        moments.append(newsroom.clock())
    assert all(later - earlier >= timedelta(seconds=1) for earlier, later in pairwise(moments))
    newsroom.line.pace.hold(DANA, 30.0, newsroom.line.seconds())
    await newsroom.line.send(Chat(DANA), word("hello"))
    assert newsroom.clock() - moments[-1] >= timedelta(seconds=30)
