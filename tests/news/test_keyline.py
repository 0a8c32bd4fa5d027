"""The figures line of a story: which figures come first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Figure, Report
from news.keyline import MOST, is_told, key_figures
from tests.news.evals_facts import report_of


def report(*figures: Figure, number: int = 1) -> Report:
    whole = report_of("The works", "The works are open.", "en", number=number)
    return replace(whole, understanding=replace(whole.understanding, figures=figures))


def first(*reports: Report, summary: str = "") -> list[str]:
    return [figure.text for figure in key_figures(reports, summary)]


def test_amounts_come_before_changes_shares_and_counts() -> None:
    told = [
        Figure("63", 63.0, "pcs"),
        Figure("3 %", 3.0, "%"),
        Figure("5 %", 5.0, "%", change="up"),
        Figure("$2 bn", 2e9, "USD"),
        Figure("7 t", 7.0, "t"),
    ]
    assert first(report(*told)) == ["$2 bn", "7 t", "5 %", "3 %"]
    assert first(report()) == []


@pytest.mark.parametrize(
    ("behind", "before"),
    [
        (Figure("$1", 1.0, "USD"), Figure("$2 in the summary", 2.0, "USD")),
        (Figure("50 km", 50.0, "km"), Figure("$2", 2.0, "USD")),
        (Figure("$1", 1.0, "USD", sentence="“I paid $1”, said a guest."), Figure("$2", 2.0, "USD")),
    ],
    ids=["not summed up", "a length", "out of a quote"],
)
def test_what_tells_less_comes_later(behind: Figure, before: Figure) -> None:
    expected = [before.text, behind.text]
    assert first(report(behind, before), summary="It has $2 in the summary") == expected


def test_what_a_figure_was_before_is_not_shown_without_its_unit() -> None:
    was, now = Figure("420", 420.0, "t", "output"), Figure("500 tons", 500.0, "t", "output")
    assert first(report(was, now)) == ["500 tons"]
    assert first(report(Figure("29", 29.0, "pcs", "wells"))) == ["29"]


def test_what_several_reports_tell_comes_first() -> None:
    gate, works = Figure("$1", 1.0, "USD"), Figure("$2", 2.0, "USD")
    assert first(report(gate, works), report(works, number=2)) == ["$2", "$1"]


def test_a_figure_is_shown_as_the_first_report_writes_it() -> None:
    short, long = Figure("$2 bn", 2e9, "USD"), Figure("2 billion dollars", 2e9, "USD")
    assert first(report(short), report(long, number=2)) == ["$2 bn"]


def test_a_number_is_known_whatever_its_unit() -> None:
    assert is_told(Figure("902 million dollars", 902e6, "USD"), "Trade reached $902 mn")
    assert not is_told(Figure("90 tons", 90.0, "t"), "Trade reached $902 mn")
    assert is_told(Figure("tenfold", 10.0, "x"), "Trade grew tenfold")


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["USD", "%", "pcs", "km"])), max_size=12))
def test_each_figure_stands_once_and_not_too_many(told: list[tuple[int, str]]) -> None:
    figures = [Figure(f"{value} {unit}", float(value), unit) for value, unit in told]
    found = first(report(*figures))
    assert len(found) == min(MOST, len(set(told)))
    assert len(set(found)) == len(found)
