"""Dates of feeds, as the formats want them and as their authors write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.stamps import parse

SAID = """\
Tue, 10 Aug 2021 09:05:03 +0500 -> 2021-08-10 04:05:03
10 Aug 21 9:5 GMT -> 2021-08-10 09:05:00
Tue,10-Aug-2021 09:05:03 +05:00 -> 2021-08-10 04:05:03
10 AUGUST 2021 09:05 Z -> 2021-08-10 09:05:00
Tue, 10 Aug 2021 09:05:03 UTC+5 -> 2021-08-10 04:05:03
10 Aug 2021 -> 2021-08-10 00:00:00
Tue, 10 Aug 2021 09:05:03 -0000 -> 2021-08-10 09:05:03
Tue, 10 Aug 2021 09:05 PM -> 2021-08-10 21:05:00
Tue, Aug 10 2021 09:05:03 -0400 -> 2021-08-10 13:05:03
Sun, 10 Aug 2021 09:05:03 EDT -> 2021-08-10 13:05:03
Tue, 10 Aug 2021 09:05:03 MSK -> 2021-08-10 06:05:03
Tue, 10 Aug 2021 09:05:03 UZT -> 2021-08-10 04:05:03
10 Aug 2021 09:05 Asia/Tashkent -> 2021-08-10 04:05:00
10 Aug 2021 09:05 XYZ -> 2021-08-10 09:05:00
Tue, 10 Aug 2021 09:05:03 GMT+0200 (CEST) -> 2021-08-10 07:05:03
Tue Aug 10 09:05:03 2021 -> 2021-08-10 09:05:03
Tue Aug  3 09:05:03 PDT 2021 -> 2021-08-03 16:05:03
2021-08-10T09:05:03.123456789Z -> 2021-08-10 09:05:03
2021-08-10T09:05+0500 -> 2021-08-10 04:05:00
2021-08-10 09:05:03 UTC -> 2021-08-10 09:05:03
2021-08-10 09:05:03 +0500 -> 2021-08-10 04:05:03
2021-8-10T9:05:00-010:00 -> 2021-08-10 19:05:00
2021-08-10T09:05:03,5+02:00 -> 2021-08-10 07:05:03
20210810T090503Z -> 2021-08-10 09:05:03
2021-W32-2 -> 2021-08-10 00:00:00
2021-08 -> 2021-08-01 00:00:00
2021 -> 2021-01-01 00:00:00
2021-222 -> 2021-08-10 00:00:00
2021-08-10T24:00:00Z -> 2021-08-11 00:00:00
10 Aug 2021 24:05 GMT -> 2021-08-10 00:05:00
2021/08/10 09:05:03 -> 2021-08-10 09:05:03
2021.08.10 09:05 -> 2021-08-10 09:05:00
10.08.2021 09:05 -> 2021-08-10 09:05:00
8/23/2021 09:05:03 PM -> 2021-08-23 21:05:03
1628586303 -> 2021-08-10 09:05:03
1628586303000 -> 2021-08-10 09:05:03
Thursday, August 10, 2021 at 09:05 PM EDT -> 2021-08-11 01:05:00
Aug. 10, 2021, 9:05 a.m. -> 2021-08-10 09:05:00
Вт, 10 авг. 2021 09:05:03 +0500 -> 2021-08-10 04:05:03
Mar, 31 Ago 2021 09:05:03 GMT -> 2021-08-31 09:05:03
Di, 14 Dez 2021 09:05:03 +0100 -> 2021-12-14 08:05:03
mar., 10 août 2021 09:05:03 +0200 -> 2021-08-10 07:05:03
火, 10 8 2021 09:05:03 JST -> 2021-08-10 00:05:03
Lunedì, 2. Febbraio 2021 - 9:05 -> 2021-02-02 09:05:00
2021-08-10 오후 9:05:03 -> 2021-08-10 12:05:03
Τρι, 10 Αύγ 2021 09:05:03 GMT -> 2021-08-10 09:05:03
31 Dec 2021 23:59:60 GMT -> 2021-12-31 23:59:59
"""
NEVER = (
    "",
    "no date",
    "32 Aug 2021 09:05:03 GMT",
    "Mon, 01 Jan 0001 00:00:00 +0000",
    "99999999999999",
    "00",
)


@pytest.mark.parametrize("line", SAID.splitlines())
def test_a_date_is_read_however_it_is_written(line: str) -> None:
    said, moment = line.split(" -> ")
    assert parse(said, "UTC") == datetime.fromisoformat(moment + "+00:00")


@pytest.mark.parametrize("said", NEVER)
def test_what_names_no_day_gives_none(said: str) -> None:
    assert parse(said, "UTC") is None


@pytest.mark.parametrize(
    "said", ["10 Aug 2021 09:05", "2021-08-10T09:05", "20210810T0905", "Aug 10 09:05:00 2021"]
)
def test_a_date_without_a_zone_is_in_the_outlets(said: str) -> None:
    assert parse(said, "Asia/Tashkent") == datetime(2021, 8, 10, 4, 5, tzinfo=UTC)


@given(st.integers(315_619_200, 4_102_185_600), st.integers(-14 * 60, 14 * 60))  # 1980-01-02, 2099-12-29
def test_what_the_formats_want_is_read_back(seconds: int, minutes: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    ahead = f"{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    offset = ("-" if minutes < 0 else "+") + ahead
    forms = (f"{moment:%a, %d %b %Y %H:%M:%S} {offset}", f"{moment:%Y-%m-%dT%H:%M:%S}{offset}")
    true = datetime.strptime(forms[1], "%Y-%m-%dT%H:%M:%S%z")
    assert {parse(form, "Asia/Tashkent") for form in forms} == {true.astimezone(UTC)}


@given(st.text(alphabet="0123456789-/:.,+TZ aepmdjunv年오후", max_size=40) | st.text(max_size=80))
def test_whatever_is_read_as_a_date_is_of_our_times_and_a_zone_moves_it_by_hours(said: str) -> None:
    there, here = parse(said, "Asia/Tashkent"), parse(said, "UTC")
    for moment in filter(None, (there, here)):
        assert moment.tzinfo is UTC
        assert 1980 <= moment.year <= 2099
    if there is not None and here is not None:
        assert abs(here - there) < timedelta(days=1)  # "today" may be another day there
