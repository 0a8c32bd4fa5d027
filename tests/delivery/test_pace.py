import itertools
from collections import Counter, defaultdict
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from delivery.pace import ABREAST, GATHER, Limits, Pace, retry_after

LIMITS = Limits(per_second=28, chat_seconds=1.0, group_minute=20)


def test_a_first_message_leaves_at_once() -> None:
    assert Pace(LIMITS).wait(1, now=0.0) == 0.0


def test_one_chat_gets_one_message_a_second() -> None:
    pace = Pace(LIMITS)
    pace.leave(1, at=10.0)
    assert pace.wait(1, now=10.25) == 0.75
    assert pace.wait(2, now=10.25) == 0.0


def test_a_group_gets_twenty_messages_a_minute() -> None:
    pace = Pace(LIMITS)
    for second in range(20):
        pace.leave(-7, at=float(second))
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
        pace.leave(chat, at=float(chat + 6_000))
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


def test_what_a_second_allows_leaves_evenly() -> None:
    pace = Pace(LIMITS)
    for chat in range(1, 11):
        pace.leave(chat, at=0.0)
    assert 0.0 < pace.wait(99, now=0.0) < 0.1


@given(st.floats(0.5, 40), st.lists(st.floats(0, 0.3), min_size=100, max_size=100))
def test_no_second_has_more_than_it_allows_however_late_we_wake_up(
    per_second: float, late: list[float]
) -> None:
    pace = Pace(Limits(per_second=per_second, chat_seconds=0.0, group_minute=10**6))
    now, left = 0.0, []
    for number, delay in enumerate(late):
        while (wait := pace.wait_for_all(now)) > 0:
            now += wait + delay
        pace.leave(number + 1, now)
        left.append(now)
    burst = max(1, int(per_second))
    spans = [later - earlier for earlier, later in zip(left, left[burst:], strict=False)]
    assert all(span >= burst / per_second - 1e-3 for span in spans)


def test_answers_are_booked_one_behind_the_other_and_pushes_come_after_them() -> None:
    pace = Pace(LIMITS)
    assert [pace.book(1, now=0.0) for _ in range(3)] == [0.0, 1.0, 2.0]
    assert pace.wait(1, now=0.0) == 3.0
    assert pace.wait(2, now=0.0) == 0.0


def test_a_booked_place_of_a_held_chat_holds_nobody_else() -> None:
    pace = Pace(LIMITS)
    pace.hold(1, seconds=60.0, now=0.0)
    assert pace.book(1, now=0.0) == 60.0
    assert pace.wait(2, now=0.0) == 0.0


def test_bought_messages_are_those_that_the_free_ones_do_not_cover() -> None:
    pace = Pace(Limits(per_second=28, chat_seconds=0.0, group_minute=20, paid=1_000.0))
    now, paid = 0.0, []
    for chat in range(1, 1_001):
        now += pace.wait_for_all(now)
        paid.append(pace.leave(chat, now))
    assert now < 1.0
    assert 28 <= paid.count(False) <= 32
    assert not any(paid[:3])
    assert not pace.leave(1_001, at=10.0)


def test_without_a_purse_nothing_is_bought() -> None:
    pace = Pace(LIMITS)
    assert not any(pace.leave(chat, at=0.0) for chat in range(1, 100))


def test_a_line_is_proven_by_an_answer_and_doubted_after_eight_failures() -> None:
    pace = Pace(LIMITS)
    seen = [pace.proven]
    pace.works()
    for _ in range(7):
        pace.fails(now=0.0)
    seen.append(pace.proven)
    assert pace.wait_for_all(now=0.0) == 0.0
    pace.fails(now=0.0)
    assert [*seen, pace.proven] == [False, True, False]
    assert pace.trouble == "Telegram cannot be reached"
    assert pace.wait_for_all(now=0.0) == 1.0


def test_what_failed_together_counts_once_and_tries_come_ever_slower() -> None:
    pace = Pace(LIMITS)
    now, waits = 100.0, []
    for _ in range(6):
        for _ in range(8):
            pace.fails(now)
        waits.append(pace.wait_for_all(now))
        now += waits[-1]
    assert waits == [1.0, 5.0, 30.0, 60.0, 60.0, 60.0]
    pace.works()
    pace.fails(now)
    assert pace.wait_for_all(now) == 0.0


def test_a_refused_token_is_tried_once_a_minute() -> None:
    pace = Pace(LIMITS)
    pace.works()
    pace.refuses(now=0.0)
    assert (pace.proven, pace.wait_for_all(now=0.0)) == (False, 60.0)
    pace.works()
    assert (pace.proven, pace.trouble) == (True, "")


def test_holds_of_many_chats_are_forgotten_when_they_are_over() -> None:
    pace = Pace(LIMITS)
    for chat in range(1, 12_000):
        pace.keep(chat, 1.0, now=chat / 100)
    assert len(pace._held) < 11_000
    assert pace.held(11_999, now=120.0) == 11_999 / 100 + 1.0 - 120.0


@given(st.floats(0.5, 500.0), st.floats(0.0, 1e6))
def test_those_that_leave_together_are_as_many_as_the_rate_asks_for(rate: float, at: float) -> None:
    pace = Pace(Limits(per_second=rate))
    leaving = pace.together(at)
    following = pace.together(leaving + 1e-3)
    assert at - 1e-3 <= leaving <= at + GATHER + 1e-3
    assert (following - leaving) * rate <= ABREAST + 1e-3 * rate
