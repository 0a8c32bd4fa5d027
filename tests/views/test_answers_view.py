"""Answers to a search: five to a page, what was asked for in bold, pages to turn; a way on from none."""

from dataclasses import replace

from message import Buttons, Fold, Open, Press
from news.query import parse
from tests.views.samples import ASKED, NOW, found, labels, pressed, said
from views.actions import AlertMe, Ask, Background, Latest, OpenStory, Results, decode
from views.choices import Menu, Page, Stay
from views.html import rich
from views.results import Asked, latest, nothing, results, sentences

FIVE = [found(number) for number in range(1, 8)]


def test_a_page_tells_what_was_asked_how_many_there_are_and_shows_five() -> None:
    message = results(ASKED, FIVE, "en", now=NOW)
    assert said(message).startswith("<b>“trade” — 23 stories</b>\n1. ")
    assert sum(isinstance(block, Fold) for block in message.blocks) == 5
    assert "“trade” — more than 500 stories" in said(
        results(replace(ASKED, total=500, at_least=True), FIVE, "en", now=NOW)
    )


def test_an_answer_shows_its_words_its_outlet_and_its_age() -> None:
    message = results(Asked(1, "trade", total=1), [found(7, "ru")], "en", now=NOW)
    assert said(message) == (
        "<b>“trade” — 1 story</b>\n🇹🇲 <b>Trade grows</b> [RU]\n"
        "The <b>trade</b> turnover grew by a third\n"
        '<a href="https://k.example/7">Kapital</a> · 2 h ago'
    )
    printed = rich(message)
    assert printed is not None
    assert "<details open>" in printed.html


def test_an_answer_carries_its_own_buttons() -> None:
    fold = results(ASKED, [found(7)], "en", now=NOW).blocks[1]
    assert isinstance(fold, Fold)
    beside = fold.blocks[-1]
    assert isinstance(beside, Buttons)
    opens, reads, behind = beside.rows[0]
    assert isinstance(opens, Press)
    assert isinstance(behind, Press)
    assert decode(opens.data) == OpenStory(7)
    assert reads == Open("Read", "https://k.example/7")
    assert decode(behind.data) == Background(7)
    assert isinstance(beside.brief, Press)
    assert decode(beside.brief.data) == OpenStory(7)


def test_an_answer_without_words_or_address_has_neither() -> None:
    bare = replace(found(7), snippet=(), url="javascript:x", countries=())
    message = results(Asked(1, "trade", total=1), [bare], "en", now=NOW)
    assert said(message).endswith("<b>Trade grows</b>\nKapital · 2 h ago")


def test_pages_are_turned_to_both_sides_but_not_beyond_the_ends() -> None:
    middle = results(ASKED, FIVE, "en", now=NOW)
    assert labels(middle) == [["◀", "2 of 5", "▶"], ["Alert me"]]
    assert [decode(pressed(middle, turn)) for turn in "◀▶"] == [Results(44, 0), Results(44, 2)]
    first = results(replace(ASKED, page=0), FIVE, "en", now=NOW)
    assert labels(first)[0] == ["·", "1 of 5", "▶"]
    assert decode(pressed(first, "·")) == Stay()
    last = results(replace(ASKED, page=4), FIVE, "en", now=NOW)
    assert labels(last)[0] == ["◀", "5 of 5", "·"]
    alone = results(replace(ASKED, page=0, total=5), FIVE, "en", now=NOW)
    assert labels(alone) == [["Alert me"]]
    assert decode(pressed(alone, "Alert me")) == AlertMe(44)


def test_what_was_not_understood_stands_above_the_answers_three_at_most() -> None:
    problems = parse("country:atlantis country:mordor since:never sort:worst gas").problems
    text = said(results(replace(ASKED, problems=problems), FIVE, "en", now=NOW))
    assert text.count("⚠") == 3
    assert "⚠ I know no country in “country:atlantis”." in text
    assert "⚠ I cannot read the date in “since:never”. Perhaps since:7d?" in text


def test_what_was_not_understood_is_said_in_a_terminal_too() -> None:
    assert sentences(parse("since:never").problems, "en") == [
        "I cannot read the date in “since:never”. Perhaps since:7d?"
    ]


def test_a_query_is_shown_in_words_and_never_longer_than_a_line() -> None:
    message = results(
        replace(ASKED, query="country:uz " + " ".join(f"gas{n}" for n in range(20))), FIVE, "ru", now=NOW
    )
    first = said(message).split("\n")[0]
    assert first.startswith("<b>«🇺🇿 Узбекистан, gas0 gas1 gas2 ")
    assert len(first) < 120
    assert "…»" in first


def test_the_newest_are_turned_too() -> None:
    message = latest(FIVE, "en", page=2, is_last=False, now=NOW)
    assert said(message).startswith("<b>Latest</b>\n1. ")
    assert [decode(pressed(message, turn)) for turn in "◀▶"] == [Latest(1), Latest(3)]
    assert labels(latest(FIVE, "en", page=0, is_last=False, now=NOW)) == [["▶"]]
    assert labels(latest(FIVE, "en", page=1, is_last=True, now=NOW)) == [["◀"]]
    assert labels(latest(FIVE, "en", page=0, is_last=True, now=NOW)) == []
    assert said(latest([], "en", page=0, is_last=True, now=NOW)).startswith("No stories yet")


def test_no_answers_come_with_a_way_on() -> None:
    message = nothing(Asked(9, "ureа"), "en")
    assert said(message) == (
        "Nothing found for “ureа”.\n\nTry fewer words, another spelling, or a country: country:uz gas."
    )
    assert labels(message) == [["Tell me when something comes"], ["How to search"]]
    assert decode(pressed(message, "Tell me when something comes")) == AlertMe(9)
    assert decode(pressed(message, "How to search")) == Menu(Page.QUERIES)


def test_suggestions_are_buttons_when_they_fit_into_one() -> None:
    message = nothing(Asked(9, "ure"), "en", suggestions=("urea", "x" * 70))
    assert labels(message)[:2] == [["urea"], ["Tell me when something comes"]]
    assert decode(pressed(message, "urea")) == Ask("urea")
    assert "Did you mean one of these?" in said(message)
