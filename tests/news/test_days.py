"""The days that a lead names, and what they say about two reports."""

import pytest

from news.days import LEAD, named_days


@pytest.mark.parametrize(
    ("language", "lead", "named"),
    [
        ("en", "On Monday 16 September 2013 it opened", ("weekday mon", "month 9", "day 9-16", "year 2013")),
        ("en", "Signed on Sept. 9th", ("month 9", "day 9-9")),
        ("en", "Talks were held on December 5", ("month 12", "day 12-5")),
        ("ru", "В среду, 16 мая, в Бишкеке", ("weekday сре", "month 5", "day 5-16")),
        ("uz", "23-noyabr kuni imzolandi", ("month 11", "day 11-23")),
        ("tk", "29-njy noýabrda açyldy", ("month 11", "day 11-29")),
        ("kk", "16 қараша күні", ("month 11", "day 11-16")),
        ("tr", "16 Kasım'da açıldı", ("month 11", "day 11-16")),
    ],
)
def test_days_are_named_in_many_languages(language: str, lead: str, named: tuple[str, ...]) -> None:
    assert named_days([lead], language) == named


@pytest.mark.parametrize(
    "lead", ["The rule may change", "Workers march to the plant", "It cost $2013", "sunny"]
)
def test_other_words_and_numbers_are_no_days(lead: str) -> None:
    assert named_days([lead], "en") == ()


def test_only_the_lead_is_read() -> None:
    assert named_days([*["It rained."] * LEAD, "It was Monday."], "en") == ()


def test_a_language_that_we_have_no_months_for_names_years_alone() -> None:
    assert named_days(["Am 3. Oktober 2013"], "de") == ("year 2013",)
