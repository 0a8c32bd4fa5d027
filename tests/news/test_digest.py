from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Story, Telling
from news.digest import due, is_quiet, sections
from people import Chat, How, Subscription

TASHKENT = Chat(1, created=datetime(2026, 1, 1, tzinfo=UTC))
MORNING = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 08:00 in Tashkent, a Tuesday


def story(number: int, outlets: int = 1, hour: int = 0) -> Story:
    at = datetime(2026, 11, 24, hour, tzinfo=UTC)
    tellings = tuple(Telling(n, f"outlet {n}", "https://x.example", "t", "en", at) for n in range(outlets))
    return Story(number, number, f"story {number}", "en", (), tellings, at, at)


def test_a_digest_is_due_at_its_local_hour_and_not_before() -> None:
    assert due(TASHKENT, MORNING - timedelta(seconds=1)) is None
    ready = due(TASHKENT, MORNING)
    assert ready is not None
    assert (ready.day, ready.hows) == (date(2026, 11, 24), (How.DAILY,))


def test_a_digest_of_a_day_is_made_once() -> None:
    assert due(replace(TASHKENT, digested_on=date(2026, 11, 24)), MORNING + timedelta(hours=1)) is None


def test_a_digest_missed_by_less_than_twelve_hours_is_made_late() -> None:
    assert due(TASHKENT, MORNING + timedelta(hours=11, minutes=59)) is not None
    assert due(TASHKENT, MORNING + timedelta(hours=12)) is None


def test_last_evening_s_digest_is_still_made_after_midnight() -> None:
    late = replace(TASHKENT, digest_at=time(23, 0), digested_on=date(2026, 11, 22))
    ready = due(late, datetime(2026, 11, 23, 21, 0, tzinfo=UTC))  # 02:00 of the 24th
    assert ready is not None
    assert ready.day == date(2026, 11, 23)


def test_a_chat_that_came_after_the_hour_waits_for_tomorrow() -> None:
    newcomer = replace(TASHKENT, created=MORNING + timedelta(hours=2))
    assert due(newcomer, MORNING + timedelta(hours=3)) is None
    assert due(newcomer, MORNING + timedelta(days=1)) is not None


def test_days_that_were_not_chosen_have_no_digest() -> None:
    assert due(replace(TASHKENT, digest_days=(5, 6), weekly_day=0), MORNING) is None


def test_the_weekly_digest_comes_on_its_day_together_with_the_daily_one() -> None:
    ready = due(replace(TASHKENT, weekly_day=1), MORNING)
    assert ready is not None
    assert ready.hows == (How.DAILY, How.WEEKLY)


@given(
    zone=st.sampled_from(sorted(available_timezones() - {"localtime"})),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None)),
    start=st.dates(date(2026, 1, 1), date(2027, 12, 1)),
)
def test_every_local_day_gets_exactly_one_digest_in_every_zone(zone: str, at: time, start: date) -> None:
    chat = Chat(1, zone=zone, digest_at=at, created=datetime(2020, 1, 1, tzinfo=UTC), digested_on=start)
    now = datetime.combine(start + timedelta(days=1), time(0), ZoneInfo(zone)).astimezone(UTC)
    made = []
    for _ in range(4 * 24 * 3):
        ready = due(chat, now)
        if ready is not None:
            made.append(ready.day)
            chat = replace(chat, digested_on=ready.day)
        now += timedelta(minutes=20)
    assert made[:3] == [start + timedelta(days=n) for n in (1, 2, 3)]
    assert len(made) == len(set(made))


@pytest.mark.parametrize(
    ("quiet_from", "quiet_to", "hour", "quiet"),
    [
        (time(22), time(7), 23, True),
        (time(22), time(7), 3, True),
        (time(22), time(7), 7, False),
        (time(13), time(15), 14, True),
        (time(13), time(15), 15, False),
        (time(8), time(8), 8, False),
        (None, None, 3, False),
    ],
)
def test_quiet_hours_may_run_over_midnight(
    quiet_from: time | None, quiet_to: time | None, hour: int, quiet: bool
) -> None:
    chat = replace(TASHKENT, zone="UTC", quiet_from=quiet_from, quiet_to=quiet_to)
    assert is_quiet(chat, datetime(2026, 11, 24, hour, tzinfo=UTC)) is quiet


def test_a_story_stands_once_under_the_oldest_subscription_that_wanted_it() -> None:
    first, second = Subscription(1, 1, "chemicals"), Subscription(2, 1, "trade")
    made = sections([(second, story(1)), (first, story(1)), (second, story(2))])
    assert [(s.query, [x.id for x in s.stories]) for s in made] == [("chemicals", [1]), ("trade", [2])]


def test_the_story_most_outlets_tell_stands_first_then_the_newer_one() -> None:
    wish = Subscription(1, 1, "trade")
    told = [story(1, hour=1), story(2, hour=2), story(3, outlets=4)]
    (section,) = sections([(wish, one) for one in told])
    assert [one.id for one in section.stories] == [3, 2, 1]
