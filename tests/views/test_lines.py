"""Words, numbers, dates and queries in the reader's language; addresses, cuts and widths."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from message import Time
from model import LabelKind
from news.query import parse
from views.escape import clean, cut, safe_url, shorten, units
from views.i18n import LANGUAGES, flags, words_in
from views.widths import room, width

NOW = datetime(2026, 9, 25, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(("back", "words"), [
    (timedelta(seconds=-5), "just now"), (timedelta(seconds=59), "just now"),
    (timedelta(minutes=1), "1 min ago"), (timedelta(minutes=59), "59 min ago"),
    (timedelta(hours=1), "1 h ago"), (timedelta(hours=23, minutes=59), "23 h ago"),
    (timedelta(days=1), "1 day ago"), (timedelta(days=40), "40 days ago"),
])  # fmt: skip
def test_an_age_is_told_in_its_largest_unit(back: timedelta, words: str) -> None:
    assert words_in("en").ago(NOW - back, NOW) == words


def test_days_numbers_and_cities_are_written_as_people_do() -> None:
    english, russian, uzbek, turkmen = map(words_in, ("en", "ru", "uz", "tk"))
    assert english.number(1_234.5) == "1,234.5"
    assert russian.number(1_234.5) == "1\u00a0234,5"
    assert russian.day(date(2026, 9, 25)) == "пятница, 25 сентября"
    assert uzbek.weekday(0) == "dushanba"
    assert turkmen.weekday(6, "abbreviated") == "ýek"
    assert english.clock(time(8, 5)) == "08:05"
    assert russian.city("Asia/Tashkent") == "Ташкент"
    assert russian.language_name("tk") == "туркменский"


def test_a_moment_is_shown_in_utc_where_it_cannot_be_the_readers() -> None:
    words = words_in("en")
    assert words.moment(NOW) == Time(NOW, "25 Sep, 09:30 UTC", "dt")
    assert words.moment(NOW, "D") == Time(NOW, "25 Sep 2026", "D")


@pytest.mark.parametrize(("query", "words"), [
    ("", "All news"), ("gas export", "gas export"), ("country:tm", "🇹🇲 Turkmenistan"),
    ("country:tm sector:chemicals", "🇹🇲 Turkmenistan, Chemicals & fertilisers"),
    ("(country:tm OR country:uz) sector:oil_gas", "🇹🇲 Turkmenistan or 🇺🇿 Uzbekistan, Oil & gas"),
    ("country:tm gas -topic:tender", "🇹🇲 Turkmenistan, gas, without Tenders & procurement"),
    ("between:tm,uz gas", "🇹🇲 Turkmenistan – 🇺🇿 Uzbekistan, gas"),
    ('"middle corridor" OR urea', "“middle corridor” or urea"),
    ("(gas oil) OR fertil*", "(gas oil) or fertil…"),
    ("gas -(oil coal)", "gas, without (oil coal)"),
    ("lang:ru source:gazeta.uz has:figures", "Russian, gazeta.uz, with figures"),
    ("gas since:7d sort:new", "gas, the last 7 days, newest first"),
    ("gas since:1d", "gas, the last day"),
    ("gas since:5h", "gas, the last 5 hours"),
    ("after:2026-01-31 before:2026-03-01", "from 31 Jan 2026, before 1 Mar 2026"),
])  # fmt: skip
def test_a_query_is_said_as_a_person_would(query: str, words: str) -> None:
    assert words_in("en").query(query).casefold() == words.casefold()


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.text(max_size=80))
def test_no_query_breaks_its_words(language: str, text: str) -> None:
    assert words_in(language).query(str(parse(text))).strip()


def test_labels_have_names_and_flags() -> None:
    words = words_in("ru")
    assert words.label(LabelKind.COUNTRY, "UZ") == "🇺🇿 Узбекистан"
    assert words.label(LabelKind.COUNTRY, "EAEU") == "ЕАЭС"
    assert words.label(LabelKind.SECTOR, "power") == "Энергетика, ВИЭ, атом"
    assert words.label(LabelKind.TOPIC, "tender") == "Тендеры и закупки"
    assert words.short_sector("power") == "Энергетика"
    assert words.short_sector("tailoring") == "tailoring"
    assert flags(("TM", "EAEU", "UZ")) == "🇹🇲🇺🇿"


# ---------------------------------------------------------------- addresses, cuts, widths


@pytest.mark.parametrize("url", [
    "", "https://", "//e.org", "ftp://e.org/", "javascript:alert(1)", "https://localhost/", "https://u:p@e.org/",
    "https://u@e.org", "https://e.org:99999/", "https://e.org:x/", "https://e .org/", 'https://e.org/"', "https://e.org/\u202e",
    "https://e.org/" + "a" * 2_048,
    "https://[::1/", "https://e.org\\@evil.example/",
])  # fmt: skip
def test_no_link_leads_where_it_should_not(url: str) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize(
    "url", ["https://e.org", "http://n.e.org:8080/x?a=1&b=2#c", "https://пример.example/й"]
)
def test_ordinary_addresses_stay_as_they_are(url: str) -> None:
    assert safe_url(url) == url


@given(st.text(), st.integers(2, 60))
def test_a_cut_loses_nothing_and_fits(text: str, most: int) -> None:
    head, tail = cut(text, most)
    assert head + tail == text
    assert units(head) <= most
    assert head or not text


@pytest.mark.parametrize(("text", "head"), [
    ("one two three", "one two "), ("onetwothree", "onetwoth"), ("ab👩\u200d👩\u200d👧", "ab"),
    ("abcdef🇹🇲🇺🇿", "abcdef"), ("abcdefge\u0301\u0301", "abcdefg"), ("abcdef👍🏽", "abcdef"),
])  # fmt: skip
def test_a_cut_is_made_between_words_and_never_inside_a_letter(text: str, head: str) -> None:
    assert cut(text, 8 + (head == "abcdef" and "🇹🇲" in text))[0] == head


@given(st.text(max_size=50), st.integers(2, 30))
def test_a_shortened_text_fits_and_says_that_it_was_cut(text: str, most: int) -> None:
    short = shorten(text, most)
    assert units(short) <= most
    assert short == text or short.endswith("…")


@given(st.text())
def test_clean_text_stands_on_one_line_and_stays_clean(text: str) -> None:
    assert "\n" not in clean(text)
    assert clean(clean(text)) == clean(text)


def test_a_number_in_groups_of_three_is_never_broken() -> None:
    assert clean("до 1 155 000 тонн за 12 месяцев") == "до 1\u00a0155\u00a0000 тонн за 12 месяцев"
    assert clean("в 2025 340 тонн, 12 3456") == "в 2025 340 тонн, 12 3456"


def test_widths_follow_the_letters() -> None:
    assert width("iii") < width("ooo") < width("OOO") < width("ШШШ")
    assert width("🇹🇲") == width("🔥")
    assert width("") == 0
    assert room(1) > 2 * room(2) > 0
    assert room(8) > width("1")
