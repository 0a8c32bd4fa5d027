"""What an outlet changed after publishing: a correction, or only another wording."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Article, Correction, Report
from news.corrections import corrections
from news.taxonomy import Taxonomy
from news.understand import understand

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TITLE = "Gas exports from Turkmenistan grow"


def report(text: str, title: str = TITLE, language: str = "en") -> Report:
    article = Article(1, "kapital", "Kapital", "https://k.example/1", title, text, NOW, NOW, language)
    return Report(article, understand(article, {}, Taxonomy.default()))


def changed(before: str, after: str, language: str = "en") -> list[tuple[str, str]]:
    found = corrections(report(before, language=language), report(after, language=language), NOW)
    return [(one.was, one.now) for one in found]


@pytest.mark.parametrize(
    ("before", "after", "language", "was", "now"),
    [
        (
            "The plant will make 300,000 tonnes of urea a year.",
            "The plant will make 350,000 tonnes of urea a year.",
            "en", "300,000 tonnes", "350,000 tonnes",
        ),
        (
            "Экспорт газа составил 4,5 млрд кубометров за год.",
            "Экспорт газа составил 5,4 млрд кубометров за год.",
            "ru", "4,5 млрд кубометров", "5,4 млрд кубометров",
        ),
        (
            "Loyiha qiymati 120 million dollarni tashkil etadi.",
            "Loyiha qiymati 210 million dollarni tashkil etadi.",
            "uz", "120 million dollar", "210 million dollar",
        ),
    ],
)  # fmt: skip
def test_a_figure_in_the_place_of_another(before: str, after: str, language: str, was: str, now: str) -> None:
    ((old, new),) = changed(before, after, language)
    assert old.startswith(was)
    assert new.startswith(now)


def test_a_name_in_the_place_of_another() -> None:
    before = "The contract was signed by Anna Berdiyeva in the capital on Monday."
    after = "The contract was signed by Amina Berdiyeva in the capital on Monday."
    assert changed(before, after) == [("Anna Berdiyeva", "Amina Berdiyeva")]


def test_a_name_in_the_title() -> None:
    text = "The ministers met and agreed on trade."
    found = corrections(
        report(text, "Ministers meet in Ashgabat on trade"),
        report(text, "Ministers meet in Awaza on trade"),
        NOW,
    )
    assert found == (Correction("Ashgabat", "Awaza", NOW, "", "Kapital"),)


def test_a_name_that_the_title_and_the_text_change_is_told_once() -> None:
    text = "The ministers met in the town of Awaza on Monday and agreed on trade."
    found = corrections(
        report(text, "Ministers meet in Awaza on trade"),
        report(text.replace("Awaza", "Avaza Bay"), "Ministers meet in Avaza Bay on trade"),
        NOW,
    )
    assert [(one.was, one.now) for one in found] == [("Awaza", "Avaza Bay")]


def test_another_currency_is_a_correction() -> None:
    before, after = "The plant cost $300 million to build.", "The plant cost €300 million to build."
    assert changed(before, after) == [("$300 million", "€300 million")]


def test_another_period_is_a_correction_and_is_told_with_the_figure() -> None:
    before, after = "Exports of gas came to 4.5 bcm in 2024.", "Exports of gas came to 4.5 bcm in 2025."
    assert changed(before, after) == [("4.5 bcm (2024)", "4.5 bcm (2025)")]


@given(st.sampled_from((1e3, 2.5e5, 1.2e6, 3e9)), st.sampled_from(("tonnes", "kWh", "dollars")))
def test_a_report_that_reads_as_before_holds_no_correction(value: float, unit: str) -> None:
    text = f"The plant at Garabogaz made {value:,.0f} {unit} in 2025, said Merdan Saparov."
    assert changed(text, text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The plant makes urea.", "The plant makes urea. It cost $1.2 billion."),
        ("The plant makes urea. It cost $1.2 billion.", "The plant makes urea."),
        ("The plant will make urea next year.", "The plant is going to make urea next year."),
        ("The plant makes 300,000 tonnes of urea.", "Some 300 thousand tonnes of urea come from the plant."),
        (
            "The plant makes 300,000 tonnes of urea.",
            "A port handled 350,000 tonnes of cargo last year.",
        ),
        ("The plant makes urea.", "The plant makes urea."),
        ("Officials opened the plant in the town.", "Ministers opened the plant in the town."),
        ("It was opened by Merdan Saparow in town.", "It was opened by Merdan Saparov in town."),
        ("The plant at Garabogaz makes urea.", "The plant at Garabogz makes urea."),
        ("The plant makes 300,000 tonnes of urea.", "The plant makes 300 thousand tonnes of urea."),
        ("The plant makes 0.3 million tonnes of urea.", "The plant makes 300,000 tonnes of urea."),
        (
            "The plant makes urea. Earlier it was reported that it cost $1.2 billion.",
            "The plant makes urea. Earlier it was reported that it cost $1.3 billion.",
        ),
    ],
)
def test_what_is_added_dropped_or_said_otherwise_is_no_correction(before: str, after: str) -> None:
    assert changed(before, after) == []


def test_a_correction_tells_what_it_measures_whose_it_is_and_since_when() -> None:
    (one,) = corrections(
        report("Exports of gas came to 4.5 bcm in 2025."),
        report("Exports of gas came to 5.4 bcm in 2025."),
        NOW,
    )
    assert (one.outlet, one.since) == ("Kapital", NOW)
