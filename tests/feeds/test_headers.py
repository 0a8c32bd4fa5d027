"""What headers mean."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.headers import hints, media_type, retry_after

FEED = b"<rss><channel/></rss>"


NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DATE = "Mon, 02 Mar 2026 08:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "public, max-age=300"}, 300),
        ({"Cache-Control": 'max-age="300"'}, 300),
        ({"Cache-Control": "no-cache, max-age=300"}, None),
        ({"Cache-Control": "max-age=99999999"}, 86_400),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Expires": "Mon, 02 Mar 2026 09:00:00 GMT", "Date": DATE}, 3_600),
        ({"Expires": "0", "Date": DATE}, None),
        ({"Expires": "Mon, 02 Mar 2020 09:00:00 GMT", "Date": DATE}, 0),
        ({"Expires": "Mon, 02 Mar 2099 09:00:00 GMT", "Date": DATE}, 86_400),
        ({"Expires": "Mon, 02 Mar 2026 09:00:00 GMT"}, None),
        ({"Cache-Control": "max-age=60", "Expires": "Mon, 02 Mar 2026 09:00:00 GMT", "Date": DATE}, 60),
    ],
)
def test_freshness_is_read_from_headers(headers: dict[str, str], seconds: float | None) -> None:
    assert hints(headers).fresh_seconds == seconds


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("", None), ("120", 120), (" 0 ", 0), ("-5", None), ("soon", None), ("9" * 40, 999_999_999_999),
        ("Mon, 02 Mar 2026 08:10:00 GMT", 600), ("Mon, 02 Mar 2020 08:10:00 GMT", 0),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(said: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": said}, NOW) == seconds


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("", ("", "")), ("text/xml", ("text/xml", "")), ("Text/XML; Charset=KOI8-R", ("text/xml", "koi8-r")),
        ("text/html; a=b; charset='utf-8'", ("text/html", "utf-8")), (";;charset=", ("", "")),
    ],
)  # fmt: skip
def test_a_media_type_is_taken_apart(header: str, read: tuple[str, str]) -> None:
    assert media_type(header) == read


@given(
    st.dictionaries(
        st.sampled_from(["Cache-Control", "Expires", "Date", "Retry-After"]), st.text(max_size=40)
    )
)
def test_no_header_breaks_the_reading_of_headers(headers: dict[str, str]) -> None:
    assert 0 <= (hints(headers).fresh_seconds or 0) <= 86_400
    assert (retry_after(headers, NOW) or 0) >= 0
