"""Summaries: two or three sentences that stand alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Attribution, Ownership, Report
from news.summarise import BRIEF, LONGEST, best, headline, summarise
from tests.news.evals_facts import report_of, summaries
from tests.news.evals_rows import DATA

needs_pages = pytest.mark.skipif(
    not DATA.exists(), reason="the pages with descriptions are not beside the project"
)
LEAD = "The glass works in Ahal opened its second line on Monday."
MORE = "Three neighbouring countries have signed for most of its output."


def told(*reports: Report) -> list[str]:
    return [sentence.text for sentence in summarise(reports)]


def report(
    text: str, title: str = "Second line at the works", number: int = 1, outlet: str = "Daily"
) -> Report:
    return report_of(title, text, "en", outlet, number)


def with_source(whole: Report) -> Report:
    return replace(whole, understanding=replace(whole.understanding, attribution=Attribution("Ministry")))


def test_a_summary_begins_with_the_lead_sentences() -> None:
    assert told(report(f"{LEAD} {MORE} Nobody was hurt in the making.")) == [LEAD, MORE]


def test_the_dateline_is_no_part_of_a_summary() -> None:
    assert told(report(f"ASHGABAT, Turkmenistan, May 5. {LEAD} {MORE}")) == [LEAD, MORE]


def test_the_headline_is_not_repeated() -> None:
    title = "Second line of the glass works opened"
    assert told(report(f"The second line of the glass works opened. {MORE} {LEAD}", title)) == [MORE, LEAD]
    russian = "Открыта вторая линия стекольного завода."
    text = f"Вторую линию стекольного завода открыли. {MORE} {LEAD}"
    assert told(report_of(russian, text, "ru")) == [MORE, LEAD]


def test_no_sentence_repeats_another() -> None:
    same = "On Monday the glass works in Ahal opened its second line."
    assert told(report(f"{LEAD} {same} {MORE}")) == [LEAD, MORE]


def test_background_and_unfinished_lines_are_left_out() -> None:
    background = "Recall that the first line opened in 2013."
    text = f"{LEAD}\nA heading without an end that is rather long\n{MORE} {background}"
    assert told(report(text)) == [LEAD, MORE]


def test_a_third_sentence_brings_a_figure_that_others_lack() -> None:
    figure = "The second line cost 902 million dollars in all."
    first, second = report(f"{LEAD} {MORE}", number=1), report(f"Work went on. {figure}", number=2)
    found = summarise([first, second])
    assert [s.text for s in found[:2]] != []
    assert figure in [s.text for s in found]
    assert {s.article_id for s in found} <= {1, 2}
    assert figure in told(report(f"{LEAD} {MORE} {figure}"))


def test_a_figure_that_several_reports_tell_comes_before_one_that_a_single_report_tells() -> None:
    aside, agreed = (
        "The gate is 5 kilometers away from it.",
        "The second line cost 902 million dollars in all.",
    )
    first, second = report(f"{LEAD} {MORE} {aside} {agreed}", number=1), report(agreed, number=2)
    assert told(first, second) == [LEAD, MORE, agreed]


def test_a_single_report_that_told_its_figure_needs_no_third_sentence() -> None:
    cost = "The line cost 902 million dollars, half of it paid by a bank of Ankara, the rest by the town."
    more = f"{MORE[:-1]} in the coming five years, which is more than anybody in Ahal or Mary had hoped for."
    more = more[:-1] + ", and much more than the one line could make."
    assert len(cost) + len(more) > BRIEF
    assert told(report(f"{cost} {more} The road to it cost 5 million dollars more.")) == [cost, more]


def test_a_figure_of_the_headline_or_of_a_guest_is_not_what_a_third_sentence_brings() -> None:
    again, guest = (
        "The cost was 902 million dollars.",
        "“I paid 5 million dollars for it”, said a guest from Mary.",
    )
    road = "The road to it is 7 kilometers long."
    text = f"{LEAD} {MORE} {again} {guest} {road}"
    assert told(report(text, "Works for $902 million open")) == [LEAD, MORE, road]


def test_two_brief_sentences_leave_room_for_another_figure() -> None:
    cost, road = "The line cost 902 million dollars in all.", "The road to it cost 5 million dollars more."
    assert told(report(f"{cost} {MORE} {road}")) == [cost, MORE, road]


def test_a_sentence_without_room_is_left_out() -> None:
    long = "Seen from the hill above the town, " + "the works are long and wide and " * 15 + "new."
    assert told(report(f"{LEAD} {long} {MORE}")) == [LEAD, MORE]


def test_other_languages_add_nothing_to_a_summary() -> None:
    russian = replace(
        report("Линия обошлась в 700 миллионов долларов за всё.", number=2),
        understanding=replace(report("").understanding, language="ru"),
    )
    assert told(report(f"{LEAD} {MORE}"), russian) == [LEAD, MORE]


def test_a_summary_is_in_one_script() -> None:
    latin = report_of("Yangi zavod", "Zavod ochildi. Zavod 902 million dollarga qurilgan.", "uz", number=2)
    text = "Оҳак заводи Аҳолда душанба куни ишга туширилди. Уч давлат унинг маҳсулотини сотиб олади."
    cyrillic = report_of("Янги завод ишга туширилди: нима маълум", text * 3, "uz", number=1)
    assert {sentence.article_id for sentence in summarise([cyrillic, latin])} == {1}


def test_a_report_without_text_has_no_summary() -> None:
    assert summarise([report("")]) == ()


def test_the_best_report_is_full_rich_in_figures_and_sourced() -> None:
    thin, rich = report(LEAD, number=1), report(f"{LEAD} {MORE} It cost 902 million dollars.", number=2)
    assert best([thin, rich]) is rich
    twin = report(LEAD, number=3)
    assert best([thin, twin]) is thin
    official = Attribution("Ministry of Glass", ownership=Ownership.STATE)
    sourced = replace(twin, understanding=replace(twin.understanding, attribution=official))
    assert best([thin, sourced]) is sourced


def test_the_best_report_is_about_what_the_others_are_about() -> None:
    first = report(f"{LEAD} It cost 902 million dollars in all.", number=1)
    other = report(f"{LEAD} It cost 902 million dollars.", number=2)
    aside = report(f"{LEAD} The road cost 5 million dollars.", number=3)
    assert best([aside, first, other]) is first


def test_a_report_whose_title_asks_or_quotes_is_not_told_by_when_another_says_as_much() -> None:
    asking, saying = report(LEAD, "What opened in Ahal?", 1), report(LEAD, number=2)
    quoting = report(LEAD, "“We are open”, says the works", 3)
    assert best([asking, quoting, saying]) is saying


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Glass works opened - Daily", "Glass works opened"),
        ("Glass works opened | DAILY", "Glass works opened"),
        ("Glass works opened (PHOTO)", "Glass works opened"),
        ("Открыт завод (фото + видео)", "Открыт завод"),
        ("Открыт завод ФОТО", "Открыт завод"),
        ("VIDEO: Glass works opened", "Glass works opened"),
        ("  Glass\n works   opened. ", "Glass works opened"),
        ("Glass works opened...", "Glass works opened..."),
        ("Daily", "Daily"),
        ("A photo of the works", "A photo of the works"),
    ],
)
def test_a_headline_is_a_line_of_ours(title: str, clean: str) -> None:
    assert headline(report(LEAD, title)) == clean


@given(
    st.lists(
        st.sampled_from(
            [LEAD, MORE, "It is so.", "Short.", "The road cost 5 million dollars in all.", "x" * 500 + "."]
        ),
        max_size=8,
    )
)
def test_a_summary_is_short_whatever_the_report(sentences: list[str]) -> None:
    found = told(report(" ".join(sentences)))
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert sum(map(len, found[1:])) <= LONGEST


@needs_pages
def test_summaries_are_nearer_to_publishers_descriptions_than_the_first_two_sentences() -> None:
    for pages, ours, lead in summaries(every=3).values():  # a third of the pages: the rest in `make evals`
        assert pages >= 10
        assert ours >= lead
