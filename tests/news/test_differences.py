"""One amount that outlets tell differently is shown with each of them; what only looks so is not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Article, Report
from news.differences import differences, is_rounded
from news.taxonomy import Taxonomy
from news.understand import understand

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SAID = "The Garabogaz plant in Turkmenistan exported {} of urea in 2025, the chemical concern said."


def report(number: int, text: str, language: str = "en") -> Report:
    outlet, title = f"Outlet {number}", "Urea" if language == "en" else "Карбамид"
    article = Article(number, "", outlet, f"https://o{number}.example", title, text, NOW, NOW, language)
    return Report(article, understand(article, {}, Taxonomy.default()))


def told(*texts: str) -> list[list[tuple[str, tuple[str, ...]]]]:
    found = differences([report(number, text) for number, text in enumerate(texts, 1)], "en")
    return [[(one.text, one.outlets) for one in sayings] for sayings in found]


def test_both_values_are_told_that_of_most_outlets_first() -> None:
    texts = [SAID.format(value) for value in ("1.3 million tonnes", "1.2 million tonnes", "1,200,000 tonnes")]
    ((most, other),) = told(*texts)
    assert most == ("1.2 million tonnes", ("Outlet 2", "Outlet 3"))
    assert other == ("1.3 million tonnes", ("Outlet 1",))


def test_a_value_is_written_as_the_reader_writes_it_where_an_outlet_does() -> None:
    russian = "Завод в Гарабогазе (Туркменистан) экспортировал в 2025 году {} карбамида, сообщил концерн."
    reports = [
        report(1, russian.format("1,2 млн тонн"), "ru"),
        report(2, SAID.format("1.2 million tonnes")),
        report(3, SAID.format("1.3 million tonnes")),
    ]
    ((one, _),) = differences(reports, "en")
    assert (one.text, one.outlets) == ("1.2 million tonnes", ("Outlet 1", "Outlet 2"))
    ((one, _),) = differences(reports, "ru")
    assert one.text.startswith("1,2 млн тонн")


def test_a_million_for_a_billion_is_a_difference() -> None:
    cost = "The urea plant at Garabogaz cost {}, the chemical concern said."
    assert told(cost.format("$1.3 billion"), cost.format("$1.3 million"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SAID.format("1,155,000 tonnes"), SAID.format("1.2 million tonnes")),  # rounded
        (SAID.format("1,234,000 tonnes"), SAID.format("more than 1.2 million tonnes")),  # cut off
        (SAID.format("1.2 million tonnes"), SAID.format("0.3 million tonnes")),  # too far apart
        (SAID.format("1.2 million tonnes"), SAID.format("1.3 million tonnes").replace("2025", "2024")),
        (SAID.format("1.2 million tonnes"), "The port of Turkmenbashi handled 1.3 million tonnes of grain."),
        (SAID.format("1.2 million tonnes"), SAID.format("$1.3 million worth")),
        ("Urea exports grew by 12% in 2025.", "Urea exports fell by 14% in 2025."),
        (
            "Trade came to $902 million in 2025, exports of urea to $500 million.",
            "Trade came to $902 million in 2025, and imports of wheat to $480 million.",
        ),
    ],
)
def test_what_only_looks_like_a_difference_is_none(one: str, other: str) -> None:
    assert told(one, other) == []


def test_one_outlet_does_not_differ_from_itself() -> None:
    one, other = report(1, SAID.format("1.2 million tonnes")), report(1, SAID.format("1.3 million tonnes"))
    assert differences([one, other], "en") == ()


@given(st.floats(min_value=1e-3, max_value=1e12), st.integers(min_value=2, max_value=6))
def test_a_value_and_itself_rounded_are_one_in_either_order(value: float, digits: int) -> None:
    rounded = float(f"{value:.{digits - 1}e}")
    assert is_rounded(value, rounded)
    assert is_rounded(rounded, value)
