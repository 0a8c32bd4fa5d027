"""When to ask again: laws of rhythm, wishes and patience."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.timing import DAY, Hints, next_poll, patience, rhythm

NOW = datetime(2026, 3, 4, 8, 30, tzinfo=UTC)  # a Wednesday
USUAL = 900.0

usual = st.floats(0.5, 86_400)
chances = st.floats(0, 1, exclude_max=True)
moments = st.lists(st.integers(-400, 9_000).map(lambda hours: NOW - timedelta(hours=hours)), max_size=20)
hints = st.builds(
    Hints,
    fresh_seconds=st.none() | st.floats(0, 1e9),
    ttl_seconds=st.none() | st.floats(0, 1e9),
)


def wait(hints: Hints | None = None, recent: list[datetime] | None = None, **more: float) -> float:
    usual, chance = more.pop("usual", USUAL), more.pop("chance", 0.0)
    when = next_poll(NOW, usual, recent or [], hints, chance, **more)  # type: ignore[arg-type]
    return (when - NOW).total_seconds()


def every(hours: float, *, since: float = 0.0) -> list[datetime]:
    return [NOW - timedelta(hours=since + hours * number) for number in range(20)]


def test_a_source_without_history_is_asked_at_the_usual_interval() -> None:
    assert wait() == USUAL


def test_a_source_that_writes_all_day_is_asked_at_the_usual_interval() -> None:
    assert wait(recent=every(0.5)) == USUAL


def test_a_source_with_two_reports_a_week_is_asked_rarely() -> None:
    assert wait(recent=every(84, since=40)) == 16 * USUAL


def test_a_source_that_just_woke_up_is_asked_as_often_as_any() -> None:
    assert wait(recent=every(84)) == USUAL


def test_a_source_falls_asleep_slowly() -> None:
    waits = [wait(recent=every(84, since=hours)) for hours in (0, 1, 4, 10, 40)]
    assert waits == sorted(waits)
    assert waits[0] < waits[2] < waits[-1]


def test_a_report_dated_ahead_does_no_harm() -> None:
    assert wait(recent=[NOW + timedelta(days=30)]) == USUAL


def test_an_impatient_operator_gets_what_was_asked_for() -> None:
    assert wait(usual=1.0, recent=every(84, since=40)) == 1.0


@pytest.mark.parametrize(
    ("hints", "seconds"),
    [
        (Hints(fresh_seconds=3_600), 3_600), (Hints(ttl_seconds=7_200), 7_200),
        (Hints(fresh_seconds=10), USUAL),
        (Hints(fresh_seconds=3_600, ttl_seconds=7_200), 7_200), (Hints(ttl_seconds=1e9), DAY), (None, USUAL),
    ],
)  # fmt: skip
def test_the_longest_wish_counts_up_to_a_day(hints: Hints | None, seconds: float) -> None:
    assert wait(hints) == seconds


def test_skipped_hours_and_days_are_not_asked() -> None:
    assert next_poll(NOW, USUAL, [], Hints(skip_hours=(8, 9)), 0.0) == datetime(2026, 3, 4, 10, tzinfo=UTC)
    assert next_poll(NOW, USUAL, [], Hints(skip_days=(2, 3)), 0.0) == datetime(2026, 3, 6, tzinfo=UTC)


def test_a_source_that_wants_every_hour_skipped_is_asked_all_the_same() -> None:
    assert wait(Hints(skip_hours=tuple(range(24)))) == USUAL


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [patience(USUAL, failures, 1.0) for failures in range(1, 12)]
    assert waits[:3] == [900, 1800, 3600]
    assert waits[-1] == patience(USUAL, 1_000_000, 1.0) == DAY


@pytest.mark.parametrize(
    ("asked_for", "seconds"), [(120.0, 120.0), (0.0, 60.0), (-5.0, 60.0), (7_200.0, 7_200.0), (1e12, DAY)]
)
def test_a_failing_server_is_left_alone_as_long_as_it_asked(asked_for: float, seconds: float) -> None:
    assert wait(failures=1, retry_after=asked_for) == seconds


def test_after_many_failures_our_own_patience_may_be_longer() -> None:
    assert wait(failures=9, retry_after=120.0) > 3_600


@given(usual, moments, hints, chances)
def test_a_good_answer_is_followed_by_a_question_within_a_day(
    usual: float, recent: list[datetime], hints: Hints, chance: float
) -> None:
    waited = (next_poll(NOW, usual, recent, hints, chance) - NOW).total_seconds()
    assert 0 < waited <= DAY
    assert waited >= min(max(hints.fresh_seconds or 0, hints.ttl_seconds or 0), DAY) - 1e-3
    assert usual <= rhythm(NOW, usual, recent) <= 16 * usual


@given(usual, st.integers(1, 10_000), st.none() | st.floats(-10, 1e12), chances)
def test_a_failure_is_followed_by_a_question_within_a_day_but_not_before_the_server_wants_it(
    usual: float, failures: int, asked_for: float | None, chance: float
) -> None:
    when = next_poll(NOW, usual, [], None, chance, failures=failures, retry_after=asked_for)
    waited = (when - NOW).total_seconds()
    assert 0 < waited <= DAY
    assert asked_for is None or waited >= min(max(asked_for, 60), DAY) - 1e-3


@given(usual, st.integers(1, 50), chances)
def test_patience_never_shrinks(usual: float, failures: int, chance: float) -> None:
    assert patience(usual, failures, chance) <= patience(usual, failures + 1, chance)
