"""The query language: what is read, how it is written back, which moments count."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.query import Query, parse
from news.query_parse import MOST_WORDS
from news.text import Indexed, terms
from news.wishes import Begun, Both, Either, Field, Said, Without
from tests.news.questions import queries

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LAW = settings(max_examples=int(os.environ.get("LAW_EXAMPLES", "2000")), deadline=None)
_SYNTAX = st.sampled_from(
    ["(", ")", "-", "OR", "NOT", "AND", '"', "«", "*", ":", "|", " ", "country:", "since:7d", "sort:new"]
)
_ANYTHING = st.lists(st.one_of(_SYNTAX, st.text(max_size=6), queries()), max_size=20).map("".join)


@LAW
@given(_ANYTHING)
def test_a_query_prints_as_what_it_was_read_as(text: str) -> None:
    query = parse(text)
    assert parse(str(query)) == query
    assert not parse(str(query)).problems


@LAW
@given(_ANYTHING)
def test_what_was_not_understood_is_shown_with_its_place(text: str) -> None:
    for problem in parse(text).problems:
        assert text[problem.start :].startswith(problem.text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("urea", Said("urea")),
        ("urea prices", Both((Said("urea"), Said("prices")))),
        ('"urea prices"', Said("urea prices")),
        ("«цена карбамида»", Said("цена карбамида")),
        ("urea OR ammonia", Either((Said("urea"), Said("ammonia")))),
        ("urea OR ammonia prices", Both((Either((Said("urea"), Said("ammonia"))), Said("prices")))),
        ("-urea", Without(Said("urea"))),
        ("-(urea OR gas)", Without(Either((Said("urea"), Said("gas"))))),
        ("fertil*", Begun("fertil")),
        ("urea urea", Said("urea")),
        ("country:tm", Field("country", "tm")),
        ("country:Туркменистан", Field("country", "tm")),
        ("country:tm,uz", Either((Field("country", "tm"), Field("country", "uz")))),
        ("between:tm,uz", Both((Field("country", "tm"), Field("country", "uz")))),
        ('sector:"oil and gas"', Field("sector", "oil_gas")),
        ("topic:тендер", Field("topic", "tender")),
        ("lang:russian", Field("lang", "ru")),
        ("has:цифры", Field("has", "figures")),
        ("source:Kun.UZ", Field("source", "kun.uz")),
        ("(urea gas) cotton", Both((Said("urea"), Said("gas"), Said("cotton")))),
        ("", None),
    ],
)
def test_what_is_read(text: str, wish: object) -> None:
    assert parse(text).wish == wish


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("  urea   prices ", "urea prices"),
        ("urea | gas", "urea OR gas"),
        ("(urea OR gas) cotton", "(urea OR gas) cotton"),
        ("urea AND (gas)", "urea gas"),
        ("NOT urea", "-urea"),
        ('"OR"', '"OR"'),
        ("gas since:36h", "gas since:36h"),
        ("sort:new before:2026.7.1 after:2026-05 x", "x after:2026-05-01 before:2026-07-01 sort:new"),
        ("(urea (gas OR oil)) OR cotton", "(urea (gas OR oil)) OR cotton"),
    ],
)  # fmt: skip
def test_the_canonical_form(text: str, written: str) -> None:
    assert str(parse(text)) == written


def test_a_query_of_the_most_words_prints_within_its_own_limits() -> None:
    words = " OR ".join(f"(w{n} -(a{n} OR x{n}))" for n in range(MOST_WORDS // 3))
    query = parse(words)
    assert not query.problems
    assert parse(str(query)) == query


def test_each_code_of_a_field_counts_as_a_word() -> None:
    most = " ".join(f"w{n}" for n in range(MOST_WORDS - 1))
    assert not parse(f"{most} country:tm").problems
    assert [problem.key for problem in parse(f"{most} between:tm,uz w").problems] == ["too-many"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since:7d", Query(since=timedelta(days=7))),
        ("since:2w since:3d", Query(since=timedelta(days=3))),
        ("since:yesterday", Query(since=timedelta(days=2))),
        ("since:сегодня", Query(since=timedelta(days=1))),
        ("since:2026-11-01", Query(after=date(2026, 11, 1))),
        ("after:2026 after:2025-05", Query(after=date(2026, 1, 1))),
        ("before:2026-11-05 before:2026-12", Query(before=date(2026, 11, 5))),
        ("sort:newest", Query(sort="new")),
    ],
)
def test_of_several_dates_the_narrowest_holds(text: str, expected: Query) -> None:
    assert parse(text) == expected


def _article(published: datetime) -> Indexed:
    return Indexed(1, terms("Urea"), (), published)


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("since:2h", NOW - timedelta(hours=2), True),
        ("since:2h", NOW - timedelta(hours=2, seconds=1), False),
        ("after:2026-11-20", datetime(2026, 11, 20, tzinfo=UTC), True),
        ("after:2026-11-20", datetime(2026, 11, 19, 23, 59, tzinfo=UTC), False),
        ("before:2026-11-20", datetime(2026, 11, 20, tzinfo=UTC), False),
        ("before:2026-11-20", datetime(2026, 11, 19, 23, 59, tzinfo=UTC), True),
        ("urea", datetime(1987, 1, 1, tzinfo=UTC), True),
        ("", datetime(1987, 1, 1, tzinfo=UTC), True),
    ],
)
def test_only_articles_of_the_asked_time_match(text: str, published: datetime, wanted: bool) -> None:
    assert parse(text).matches(_article(published), NOW) is wanted


def test_only_a_question_without_any_wish_is_empty() -> None:
    assert parse("").is_empty
    assert parse("sort:new").is_empty
    assert not any(parse(text).is_empty for text in ("urea", "since:7d", "after:2026", "before:2026"))
