"""A project is known again years later: by its name, or by a name and what is built there."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Article, Report
from news.taxonomy import Taxonomy
from news.threads import CROWDED, Held, carried_on, project_keys, to_keep
from news.understand import understand

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def keys(title: str, text: str = "") -> tuple[str, ...]:
    article = Article(1, "", "", "https://report.example/1", title, text, NOW, NOW)
    return project_keys(Report(article, understand(article, {}, Taxonomy.default())))


def is_linked(earlier: tuple[str, ...], later: tuple[str, ...]) -> bool:
    return carried_on([Held(key, 7, 1) for key in earlier if key in later]) is not None


@pytest.mark.parametrize(
    "title",
    [
        "Turkmenistan opens new wells at Galkynysh",
        "В Туркменистане бурят на месторождении Галкыныш",
        "Türkmenistanda “Galkynyş” käni özleşdirilýär",
    ],
)
def test_an_undertaking_goes_by_one_key_in_every_language(title: str) -> None:
    assert "~galkynysh_field" in keys(title)


def test_of_two_undertakings_the_one_that_is_told_of_counts() -> None:
    found = keys(
        "Kazakhstan's Tengiz field halts production",
        "Power failed at Tengiz. Its oil leaves by the Caspian Pipeline Consortium.",
    )
    assert "~tengiz" in found
    assert "~ctp_pipeline" not in found


def test_a_project_without_a_name_of_its_own_goes_by_its_names_and_what_is_built() -> None:
    tender = keys("Turkmenistan: contract with Zarbo for a fertilizer plant in Turkmenabat")
    opening = keys("Fertilizer plant opens in Turkmenabat", "It was built by Zarbo for Turkmenistan.")
    assert is_linked(tender, opening)


def test_one_company_alone_ties_no_two_plants() -> None:
    bukhara = keys("ACWA Power builds a wind farm near Bukhara in Uzbekistan")
    nukus = keys("ACWA Power builds a wind farm near Nukus in Uzbekistan")
    assert not is_linked(bukhara, nukus)


def test_a_town_has_one_airport() -> None:
    assert is_linked(
        keys("Tender for the new airport of Jizzakh, Uzbekistan"),
        keys("В Узбекистане открыли аэропорт Джизак"),
    )


def test_a_capital_is_in_too_much_news_to_tell_a_project() -> None:
    assert not any("tashkent" in key for key in keys("Uzbekistan builds a new airport in Tashkent"))


@pytest.mark.parametrize(
    "title",
    [
        "Uzbekistan buys 300,000 short tons of sugar",  # not the Shurtan field
        "Kazakhstan taps the bond market",  # not the TAP line
        "Uzbekistan gets a loan, Bukhara sets a record",  # not a hydropower plant, ГЭС
    ],
)
def test_everyday_words_are_no_projects(title: str) -> None:
    assert keys(title) == ()


def test_far_away_projects_have_no_threads_here() -> None:
    assert keys("Brazil: tender for an airport in Recife", "Andrade of Brazil bids for the airport.") == ()


def test_what_many_threads_share_ties_none() -> None:
    crowd = [Held("~bukhara ~airport", thread, 1) for thread in range(CROWDED)]
    assert carried_on(crowd[:-1]) is not None
    assert carried_on(crowd) is None


def test_an_undertaking_is_carried_on_where_most_was_told_of_it() -> None:
    found = carried_on([Held("~tengiz", 3, 1), Held("~tengiz", 9, 5)])
    assert found is not None
    assert found == (9, "; carries on ~tengiz")


HELD = st.lists(
    st.builds(Held, st.sampled_from(["~tapi", "a ~port", "b ~port"]), st.integers(1, 9), st.just(1)),
    unique_by=lambda one: (one.key, one.thread),
)


@given(HELD, st.integers(1, 9))
def test_a_key_never_has_more_threads_than_it_may(held: list[Held], thread: int) -> None:
    kept: list[Held] = []
    for one in [*held, Held("~tapi", thread, 1)]:
        if to_keep([one.key], kept, one.thread):
            kept = [*(h for h in kept if (h.key, h.thread) != (one.key, one.thread)), one]
    assert all(sum(h.key == key for h in kept) <= CROWDED for key in ("~tapi", "a ~port", "b ~port"))
