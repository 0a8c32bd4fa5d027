"""Cards of inline mode, and queries inside links."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from message import Open
from tests.views.samples import BARE, GAS, NOW, UREA, said
from views.cards import LONGEST_LINK, alert_label, card, deep_link, query_in
from views.escape import units


def test_a_card_shows_flags_headline_outlet_age_and_figures() -> None:
    made = card(UREA, "en", now=NOW)
    assert made.title == "🇹🇲🇺🇿 Turkmenistan opens a urea plant in Garabogaz"
    assert made.description.startswith(
        "Kapital · 30 min ago · 1.155\u00a0million\u00a0tons urea, 2026 ▲ · $1.3\u00a0billion cost"
    )


def test_a_card_becomes_the_story_with_no_button_but_read() -> None:
    made = card(UREA, "en", now=NOW)
    assert said(made.message).startswith(
        "🇹🇲🇺🇿 <b>Turkmenistan opens a urea plant in Garabogaz</b>\n\nThe plant can"
    )
    assert made.message.keyboard == ((Open("Read", "https://kapital.example/1"),),)
    assert made.message.preview == "https://kapital.example/1"


def test_a_card_without_figures_shows_its_summary_and_a_bare_one_its_age() -> None:
    assert card(GAS, "ru", now=NOW).description == "Nebit · 4 ч назад · Экспорт вырос на пятую часть."
    bare = card(BARE, "en", now=NOW)
    assert (bare.title, bare.description, bare.message.keyboard) == ("Something happened", "6 h ago", ())


def test_a_card_is_as_short_as_a_list_can_show() -> None:
    made = card(replace(UREA, headline="ў" * 900), "en", now=NOW)
    assert units(made.title) <= 120
    assert units(made.description) <= 160


def test_the_button_above_the_cards_is_the_alert() -> None:
    assert alert_label("ru") == "Подписаться"


@given(st.text(max_size=60))
@example("country:tm sector:chemicals")
def test_a_query_travels_in_a_link_or_not_at_all(query: str) -> None:
    payload = deep_link(query)
    assert len(payload) <= LONGEST_LINK
    if payload and query:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", payload)
        assert query_in(payload) == query


@pytest.mark.parametrize("payload", ["", "q", "x12", "q!!", "q/w8=", "q_w", "q4", "qй"])
def test_a_foreign_link_holds_no_query(payload: str) -> None:
    assert query_in(payload) == ""


def test_a_long_query_has_no_link() -> None:
    assert deep_link("x" * 48) == ""
    assert deep_link("x" * 47) != ""
