import itertools
from collections import Counter, defaultdict
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from delivery.pace import Limits, Pace, retry_after

LIMITS = Limits(per_second=28, chat_seconds=1.0, group_minute=20)


def test_a_first_message_leaves_at_once() -> None:
    assert Pace(LIMITS).wait(1, now=0.0) == 0.0


def test_one_chat_gets_one_message_a_second() -> None:
    pace = Pace(LIMITS)
    pace.leave(1, now=10.0)
    assert pace.wait(1, now=10.25) == 0.75
    assert pace.wait(2, now=10.25) == 0.0


def test_a_group_gets_twenty_messages_a_minute() -> None:
    pace = Pace(LIMITS)
    for second in range(20):
        pace.leave(-7, now=float(second))
    assert pace.wait(-7, now=30.0) == 30.0
    assert pace.wait(-8, now=30.0) == 0.0
    assert pace.wait(-7, now=60.0) == 0.0


def test_a_429_holds_the_chat_that_was_written_to_and_nobody_else() -> None:
    pace = Pace(LIMITS)
    pace.hold(1, seconds=30.0, now=0.0)
    assert pace.wait(1, now=10.0) == 20.0
    assert pace.wait(2, now=10.0) == 0.0


def test_a_later_shorter_hold_does_not_end_an_earlier_longer_one() -> None:
    pace = Pace(LIMITS)
    pace.hold(1, seconds=30.0, now=0.0)
    pace.hold(1, seconds=1.0, now=0.0)
    assert pace.wait(1, now=0.0) == 30.0


def test_three_chats_refused_within_ten_seconds_hold_everybody() -> None:
    pace = Pace(LIMITS)
    for chat in (1, 2, 3):
        pace.hold(chat, seconds=5.0, now=float(chat))
    assert pace.wait(99, now=3.0) == 5.0


def test_three_refusals_far_apart_hold_nobody_else() -> None:
    pace = Pace(LIMITS)
    for chat in (1, 2, 3):
        pace.hold(chat, seconds=5.0, now=chat * 20.0)
    assert pace.wait(99, now=61.0) == 0.0


def test_chats_that_no_longer_wait_are_forgotten() -> None:
    pace = Pace(Limits(per_second=1e9, chat_seconds=1.0, group_minute=20))
    for chat in range(-6_000, 6_000):
        pace.leave(chat, now=float(chat + 6_000))
    assert len(pace._ready) < 11_000
    assert len(pace._groups) < 6_000


@given(
    chats=st.lists(st.integers(-3, 6).filter(bool), min_size=1, max_size=200),
    gaps=st.lists(st.floats(0, 2), min_size=200, max_size=200),
)
def test_whoever_waits_as_told_never_breaks_a_limit(chats: list[int], gaps: list[float]) -> None:
    pace = Pace(Limits(per_second=5, chat_seconds=1.0, group_minute=4))
    now = 0.0
    sent: dict[int, list[float]] = defaultdict(list)
    every: list[float] = []
    for chat, gap in zip(chats, gaps, strict=False):
        now += gap
        now += pace.wait(chat, now)
        assert pace.wait(chat, now) < 1e-9
        pace.leave(chat, now)
        sent[chat].append(now)
        every.append(now)
    for moment in every:
        assert sum(moment <= other < moment + 0.999 for other in every) <= 5
    for chat, times in sent.items():
        assert all(later - earlier > 0.999 for earlier, later in itertools.pairwise(times))
        if chat < 0:
            assert max(Counter(int(t // 59) for t in times).values()) <= 8


def test_retries_come_slower_and_then_hourly() -> None:
    waits = [retry_after(n) for n in range(10)]
    assert waits[0] == timedelta(seconds=1)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=1)
