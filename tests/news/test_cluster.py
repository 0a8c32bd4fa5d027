"""Which reports tell one event, and which only look so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Article, Report
from news.cluster import PROJECT, Candidate, Joins, Opens, judge, likeness
from news.evidence import Rarity, evidence, weighed
from news.features import Features, amount, features, figure_weight, rarity, skeleton
from news.stems import term
from news.taxonomy import Taxonomy
from news.understand import understand
from tests.news.evals_rows import ARTICLES, DATA, OWN, REPORTS
from tests.news.evals_stories import b_cubed, newspaper_events, pairs, threads

needs_data = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
RARE = Rarity({}, 0)


def apart(title: str, text: str, when: datetime = NOON) -> Features:
    article = Article(1, "", "Outlet", "https://a.example/1", title, text, when, when)
    return features(Report(article, understand(article, {}, Taxonomy.default())))


LOAN = apart(
    "Bank lends $84 million for the Zarbuloq solar plant in Uzbekistan",
    "The Orient Development Bank will lend 84 million dollars to build a 170 MW solar plant in Zarbuloq, "
    "Samarkand region, the Energy Ministry of Uzbekistan said. "
    "Nuriddin Saparov signed the loan agreement in Tashkent.",
)
LOAN_AGAIN = apart(
    "Zarbuloq solar plant gets $84 million loan",
    "Orient Development Bank and Uzbekistan agreed on a loan of $84 million for a 170 MW solar power plant "
    "near Zarbuloq. The agreement was signed by Nuriddin Saparov.",
)
LOAN_IN_RUSSIAN = apart(
    "Банк даст 84 млн долларов на солнечную станцию Зарбулок в Узбекистане",
    "Orient Development Bank выделит кредит 84 млн долларов на солнечную электростанцию мощностью 170 МВт "
    "в Зарбулоке, сообщил Минэнерго Узбекистана. Кредитное соглашение подписал Нуриддин Сапаров.",
)
OPENING = apart(
    "Wheat harvest begins in the south of Kazakhstan",
    "Farmers of Turkistan region began the wheat harvest on 300 hectares, the akimat said.",
)


def candidate(held: Features, story: int = 7, days: float = 0.0) -> Candidate:
    return Candidate(story, 3, NOON - timedelta(days=days), held)


def test_two_tellings_in_one_language_are_one_story_and_say_why() -> None:
    verdict = judge(LOAN_AGAIN, NOON, [candidate(LOAN), candidate(OPENING, 9)], {}, 2)
    assert isinstance(verdict, Joins)
    assert verdict.story == 7
    assert "#8.4e+07USD" in verdict.why


def test_two_tellings_in_two_scripts_are_one_story() -> None:
    verdict = judge(LOAN_IN_RUSSIAN, NOON, [candidate(LOAN)], {}, 1)
    assert isinstance(verdict, Joins)


def test_uzbek_in_two_scripts_is_compared_like_two_languages() -> None:
    latin = apart(
        "Zarbuloqda stansiya quriladi", "Bank Zarbuloqda quyosh stansiyasi uchun 84 mln dollar beradi."
    )
    cyrillic = apart("Зарбулоқда станция қурилади", "Банк қуёш станцияси учун 84 млн доллар беради.")
    assert latin.tongue != cyrillic.tongue
    one, other = weighed(latin, RARE), weighed(cyrillic, RARE)
    assert "words" not in evidence(one, other, 0, RARE)
    assert "words" in evidence(one, one, 0, RARE)


def test_a_report_with_no_neighbour_opens_a_story() -> None:
    assert judge(LOAN, NOON, [], {}, 0) == Opens(None, "nothing near shares a name or a figure")


def test_from_one_day_to_another_other_sectors_with_other_topics_never_merge() -> None:
    score, why = likeness(LOAN, OPENING, 1.0, RARE)
    assert score == 0.0
    assert "other sectors" in why


def test_on_one_day_a_report_that_was_filed_elsewhere_may_tell_the_same_event() -> None:
    filed_elsewhere = replace(LOAN_AGAIN, sectors=OPENING.sectors, topics=OPENING.topics)
    assert isinstance(judge(filed_elsewhere, NOON, [candidate(LOAN)], {}, 2), Joins)


def test_the_same_actors_on_another_day_are_another_story() -> None:
    first = apart(
        "Presidents of Turkmenistan and Uzbekistan met",
        "Serdar Berdimuhamedow and Shavkat Mirziyoyev discussed trade in Ashgabat.",
    )
    later = apart(
        "Presidents of Uzbekistan and Turkmenistan held talks",
        "Shavkat Mirziyoyev and Serdar Berdimuhamedow discussed trade and water in Tashkent.",
    )
    assert likeness(first, later, 3.0, RARE)[0] <= 0.5


def test_days_between_make_one_event_less_likely() -> None:
    scores = [likeness(LOAN, LOAN_AGAIN, days, RARE)[0] for days in (0.0, 2.0, 5.0)]
    assert scores == sorted(scores, reverse=True)


def test_what_many_reports_share_says_less() -> None:
    common = Rarity(dict.fromkeys(LOAN.keys, 200), 200)
    rare, often = (
        evidence(weighed(LOAN, rarity), weighed(LOAN_AGAIN, rarity), 0, rarity) for rarity in (RARE, common)
    )
    assert often["figures"] < rare["figures"]


def test_another_stage_of_a_project_is_another_story_of_its_thread() -> None:
    opened = apart(
        "Zarbuloq solar plant put into operation",
        "The solar plant at Zarbuloq in Samarkand region of Uzbekistan was opened today; "
        "it cost 131 million dollars.",
    )
    verdict = judge(opened, NOON + timedelta(days=5), [candidate(LOAN)], {}, 1)
    assert isinstance(verdict, Opens)
    assert "nearest is story 7" in verdict.why
    likely = judge(opened, NOON + timedelta(days=5), [candidate(LOAN), candidate(LOAN, 8)], {}, 1)
    assert isinstance(likely, Opens)


def processed(tonnes: str) -> Features:
    return apart(
        "Kazakhstan's Qarazhar refinery reports on output",
        f"The Qarazhar oil refinery in Pavlodar processed {tonnes} tonnes of crude oil, "
        "the Energy Ministry of Kazakhstan said. Processing goes on by plan, said director Erlan Tulegen.",
    )


def test_the_same_measure_with_another_amount_on_another_day_is_another_story() -> None:
    score, why = likeness(processed("412,300"), processed("367,900"), 2.0, RARE)
    assert score <= PROJECT
    assert why.endswith("; another figure")


def test_an_amount_rounded_by_another_outlet_is_no_other_amount() -> None:
    assert "another" not in likeness(processed("412,300"), processed("410,000"), 2.0, RARE)[1]


def test_on_one_day_outlets_may_name_other_amounts() -> None:
    first, other = processed("412,300"), processed("367,900")
    assert "another" not in likeness(first, other, 0.1, RARE)[1]


@pytest.mark.parametrize(
    ("figure", "told"), [("#8.4e+07USD", (8.4e7, "USD")), ("#170MW", (170.0, "MW")), ("#-2.5%", (-2.5, "%"))]
)
def test_a_figure_is_an_amount_of_a_unit(figure: str, told: tuple[float, str]) -> None:
    assert amount(figure) == told


def test_a_weekday_named_in_both_leads_tells_two_robberies_apart() -> None:
    said = "Robbers stole watches from a shop in the centre of the city on {}, police said."
    monday, tuesday = (apart("Watches stolen", said.format(day)) for day in ("Monday", "Tuesday"))
    assert likeness(monday, monday, 0, RARE)[0] > likeness(monday, tuesday, 0, RARE)[0]


def test_likeness_is_the_same_both_ways() -> None:
    assert likeness(LOAN, LOAN_IN_RUSSIAN, 1, RARE)[0] == pytest.approx(
        likeness(LOAN_IN_RUSSIAN, LOAN, 1, RARE)[0]
    )


def test_a_name_has_one_skeleton_in_all_scripts() -> None:
    assert skeleton("Mirziyoyev") == skeleton("Мирзиёев") == skeleton("Mirziýoýew")
    assert skeleton("Tengiz") == skeleton("Теңіз")


@given(st.text(max_size=30))
def test_a_skeleton_is_short_and_plain(word: str) -> None:
    assert len(skeleton(word)) <= 6
    assert skeleton(word).isascii()


def test_round_figures_say_little() -> None:
    assert figure_weight("#1e+09USD") < figure_weight("#9.02e+08USD")
    assert figure_weight("#500000t") < figure_weight("#389357oz")


def test_common_words_say_less_than_rare_ones() -> None:
    assert rarity(term("the")) < rarity(term("year")) < rarity(term("zarbulok"))


def test_a_report_is_found_by_figures_names_and_its_own_words() -> None:
    assert "#8.4e+07USD" in LOAN.keys
    assert skeleton("Zarbuloq") in LOAN.keys
    assert any(key.startswith("en-latn:") for key in LOAN.keys)
    assert dict(LOAN.weights).keys() == set(LOAN.keys)


def test_b_cubed_of_a_perfect_and_of_a_lumped_answer() -> None:
    assert b_cubed([1, 1, 2], ["a", "a", "b"]) == 1
    assert b_cubed([1, 1, 2, 2], [0, 0, 0, 0]) == pytest.approx(2 / 3)


@needs_data
def test_the_bars_of_stories_are_kept() -> None:
    for path, cross in ((REPORTS, 0.84), (ARTICLES, 0.80)):
        every, across = pairs(path)
        assert every.precision >= 0.98
        assert every.recall >= 0.88
        assert across.recall >= cross
        assert threads(path).precision >= 0.95


LATER = {"a3": (0.75, 0.83), "a4": (0.79, 0.82)}  # the weights have not been fitted with these


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_stories_of_our_own_reports_are_told_apart_and_found_again(path: Path) -> None:
    every, across = pairs(path)
    recall, cross = LATER.get(path.stem, (0.88, 0.84))
    assert every.precision >= 0.98
    assert every.recall >= recall
    assert across.recall >= cross


@needs_data
def test_the_bar_of_newspaper_reports_is_kept() -> None:
    assert newspaper_events() >= 0.92
