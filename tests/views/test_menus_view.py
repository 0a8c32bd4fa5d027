"""Commands, help, outlets, own sources, leaving."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from message import Link
from model import Ownership, SourceKind
from tests.views.samples import NOW, at, labels, pressed, said
from views import own_sources
from views.actions import Ask, More, Sources, decode
from views.choices import AddSource, DeleteMe, Menu, Page, RemoveSource
from views.i18n import LANGUAGES, words_in
from views.menus import (
    COMMANDS,
    QUERY_LINES,
    Outlet,
    delete_ask,
    deleted,
    help_page,
    more_button,
    queries,
    sources,
)
from views.silences import why_silent

WELL = Outlet("Kapital", "https://k.example", "KZ", Ownership.INDEPENDENT, at(9), "", 214)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command(language: str) -> None:
    text = said(help_page(language))
    assert [f"/{name}" for name in COMMANDS] == re.findall(r"• (/\w+) — ", text)
    assert labels(help_page(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_query_language_has_ten_lines_each_with_an_example(language: str) -> None:
    lines = said(queries(language)).split("\n")[1:]
    assert len(lines) == QUERY_LINES
    assert all(re.match(r"• <b>.+</b> — .+", line) for line in lines)


def test_examples_are_asked_with_one_tap() -> None:
    assert decode(pressed(queries("en"), "between:tm,uz")) == Ask("between:tm,uz")


def test_more_leads_to_the_rest() -> None:
    assert decode(more_button("ru", 12).data) == More(12)
    assert more_button("ru", 12).label == "Дальше ▾"


def test_leaving_is_asked_twice_and_done_once() -> None:
    message = delete_ask("en")
    assert decode(pressed(message, "Yes, erase everything")) == DeleteMe(sure=True)
    assert decode(pressed(message, "No, keep it")) == Menu(Page.SETTINGS)
    assert said(deleted("en")).startswith("Erased.")


# ---------------------------------------------------------------- outlets


def test_an_outlet_shows_whose_it_is_what_it_gave_and_when_it_was_heard() -> None:
    text = said(sources([WELL], "en", page=0, now=NOW))
    assert text == (
        "<b>Outlets</b>\n\n1 of 1 are answering.\n"
        '• <a href="https://k.example">Kapital</a> · 🇰🇿 Kazakhstan · independent · 214 reports '
        "· heard 30 min ago"
    )


@pytest.mark.parametrize(
    ("outlet", "ends"),
    [
        (replace(WELL, answered=None, articles=0), "· independent · has not answered yet"),
        (replace(WELL, problem="http-404"), "· ⚠ its page is gone · heard 30 min ago"),
        (
            replace(WELL, problem="dns", asked_every=timedelta(hours=12)),
            "heard 30 min ago · I ask again after 12 h",
        ),
        (replace(WELL, asked_every=timedelta(hours=4)), "· writes seldom, so I ask every 4 h"),
        (replace(WELL, asked_every=timedelta(minutes=20)), "· heard 30 min ago"),
        (Outlet("Nebit", ""), "• Nebit · has not answered yet"),
    ],
)
def test_an_outlet_that_is_silent_or_seldom_asked_says_why(outlet: Outlet, ends: str) -> None:
    assert said(sources([outlet], "en", page=0, now=NOW)).endswith(ends)


def test_outlets_come_by_twenty() -> None:
    many = [replace(WELL, name=f"Outlet {n}", problem="" if n % 2 else "dns") for n in range(45)]
    middle = sources(many, "en", page=1, now=NOW)
    assert "22 of 45 are answering." in said(middle)
    assert said(middle).count("•") == 20
    assert [decode(pressed(middle, turn)) for turn in "◀▶"] == [Sources(0), Sources(2)]
    assert labels(sources(many, "en", page=99, now=NOW)) == [["◀"]]
    assert labels(sources(many, "en", page=-1, now=NOW)) == [["▶"]]
    assert labels(sources([], "en", page=0, now=NOW)) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("http-404", "its page is gone"),
        ("http-410", "its page is gone"),
        ("http-403", "does not let me in"),
        ("http-429", "asks me to come less often"),
        ("http-502", "its server is broken"),
        ("timeout", "answers too slowly"),
        ("tls", "cannot be reached"),
        ("no-items", "sends nothing I can read"),
        ("entities", "sends more than is safe to read"),
        ("no-channel", "no such public channel"),
        ("refused-address", "not a public web address"),
        ("odd", "does not answer"),
        ("", "does not answer"),
    ],
)
def test_every_code_of_a_problem_has_its_words(code: str, words: str) -> None:
    assert why_silent(code, words_in("en")) == words


# ---------------------------------------------------------------- sources of one's own

OWN = own_sources.Own("kapital", "Kapital", "https://k.example/feed", "", at(9))
ITEMS = tuple(own_sources.Item(f"Report {n}", f"https://k.example/{n}", at(9)) for n in range(5))
FOUND = own_sources.Preview("Kapital", "https://k.example/feed", SourceKind.FEED, ITEMS, "kk")


def test_a_source_is_shown_with_three_reports_before_it_is_added() -> None:
    message = own_sources.preview(FOUND, 9, "en", now=NOW)
    assert said(message).startswith(
        '<a href="https://k.example/feed">Kapital</a> · feed · Kazakh\n\nThe latest there:\n'
    )
    assert said(message).count("•") == 3
    assert "Report 2</a> · 30 min ago" in said(message)
    assert decode(pressed(message, "Read it")) == AddSource(9)
    assert decode(pressed(message, "No")) == Menu(Page.OWN_SOURCES)


def test_a_source_without_reports_name_or_dates_is_shown_too() -> None:
    bare = replace(FOUND, name="", items=(), language="", kind=SourceKind.CHANNEL)
    assert said(own_sources.preview(bare, 9, "en", now=NOW)).startswith(
        '<a href="https://k.example/feed">https://k.example/feed</a> · channel\n\nIt is there'
    )
    undated = replace(FOUND, items=(own_sources.Item("", "https://k.example/1"),))
    assert said(own_sources.preview(undated, 9, "en", now=NOW)).endswith(
        '• <a href="https://k.example/1">https://k.example/1</a>'
    )


def test_whoever_sends_an_address_hears_that_it_is_looked_at() -> None:
    assert "https://k.example/" in said(own_sources.looking("https://k.example/", "en"))


def test_a_site_with_several_feeds_asks_which() -> None:
    text = said(own_sources.choose((("News", "https://k.example/a"), ("Oil", "https://k.example/b")), "en"))
    assert text.endswith(
        "• <b>News</b> /addsource https://k.example/a\n• <b>Oil</b> /addsource https://k.example/b"
    )


def test_what_became_of_a_source_is_said() -> None:
    assert "“Kapital” is read from now on" in said(own_sources.added("Kapital", "en"))
    assert "already" in said(own_sources.known("Kapital", "en"))
    assert decode(pressed(own_sources.known("Kapital", "en"), "Outlets")) == Sources(0)
    assert "the most I can read" in said(own_sources.too_many(20, "en"))
    refused = said(own_sources.refused("https://k.example/", "timeout", "en"))
    assert refused.startswith(
        "I could not read <b>https://k.example/</b> — answers too slowly.\n\nSend /addsource"
    )
    assert said(own_sources.refused("", "", "en")).startswith("Send /addsource")


def test_own_sources_are_listed_and_removed_after_asking() -> None:
    broken = replace(OWN, key="nebit", name="Nebit", problem="http-404")
    fresh = replace(OWN, key="new", name="New", answered=None)
    message = own_sources.own((OWN, broken, fresh), "en", now=NOW)
    lines = said(message).split("\n")
    assert lines[1].endswith("Kapital</a> · 30 min ago")
    assert lines[2].endswith("Nebit</a> · ⚠ its page is gone")
    assert lines[3].endswith("New</a>")
    assert decode(pressed(message, "✕ 2")) == RemoveSource("nebit", sure=False)
    asked = own_sources.remove_ask(OWN, "en")
    assert decode(pressed(asked, "Remove")) == RemoveSource("kapital", sure=True)
    assert decode(pressed(asked, "Keep")) == Menu(Page.OWN_SOURCES)
    assert "no sources of your own" in said(own_sources.own((), "en", now=NOW))


def test_owners_of_a_dead_source_are_told_why_and_may_let_it_go() -> None:
    message = own_sources.dead(replace(OWN, problem="http-410"), "en")
    assert (
        said(message)
        == "Your source “Kapital” has been silent for long: its page is gone. Shall I stop asking it?"
    )
    assert decode(pressed(message, "Remove")) == RemoveSource("kapital", sure=True)


def test_names_in_a_list_are_links_where_they_may_be() -> None:
    line = own_sources.own((OWN,), "en", now=NOW).blocks[1]
    assert line.items[0][0] == Link("Kapital", "https://k.example/feed")  # type: ignore[union-attr]
