"""How many messages a chat, a group and all together bear."""

from datetime import timedelta

import pytest

from playground.clock import Clock
from playground.flood import Flood, Limits
from playground.refusal import Refused


def test_a_chat_bears_a_burst_and_then_one_a_second(clock: Clock) -> None:
    flood = Flood(Limits())
    for _ in range(5):
        flood.send(1, clock())
    with pytest.raises(Refused) as told:
        flood.send(1, clock())
    assert told.value.parameters == {"retry_after": 1}
    flood.send(2, clock())
    clock.push(timedelta(seconds=1))
    flood.send(1, clock())
    with pytest.raises(Refused):
        flood.send(1, clock())


def test_all_chats_together_bear_thirty_a_second_unless_paid(clock: Clock) -> None:
    flood = Flood(Limits())
    for chat in range(30):
        flood.send(chat, clock())
    with pytest.raises(Refused, match="retry after 1"):
        flood.send(99, clock())
    flood.send(99, clock(), paid=True)


def test_a_group_bears_twenty_a_minute(clock: Clock) -> None:
    flood = Flood(Limits())
    for _ in range(20):
        flood.send(1, clock(), group=True)
        clock.push(timedelta(seconds=1))
    with pytest.raises(Refused, match="retry after 40"):
        flood.send(1, clock(), group=True)
    clock.push(timedelta(seconds=40))
    flood.send(1, clock(), group=True)
