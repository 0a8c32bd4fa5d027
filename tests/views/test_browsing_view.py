"""Browsing by country, sector, topic and pair, with counts; what rises; exports."""

import pytest

from message import Table
from model import LabelKind
from news.trends import Rise
from tests.views.samples import labels, pressed, said
from views.actions import AlertMe, Ask, Follow, TopicCountry, TopicSector, TopicTopic, Trending, decode
from views.choices import Menu, Page
from views.exports import export_how, exported, file_name, nothing_to_export
from views.topics import country, pair, sector, topic, topics
from views.trends import trending


def test_topics_count_countries_and_sectors_and_open_each() -> None:
    message = topics([("TM", 12), ("UZ", 3), ("KZ", 0)], [("chemicals", 1_200)], "en", days=30)
    assert said(message) == "<b>In the news</b>\n\nStories of the last 30 days. Tap a country or a sector."
    assert labels(message) == [
        ["On the rise"], ["🇹🇲 Turkmenistan · 12", "🇺🇿 Uzbekistan · 3"], ["Chemicals · 1,200"],
    ]  # fmt: skip
    assert decode(pressed(message, "On the rise")) == Trending()
    assert decode(pressed(message, "🇺🇿 Uzbekistan · 3")) == TopicCountry("UZ")
    assert decode(pressed(message, "Chemicals · 1,200")) == TopicSector("chemicals")


def test_an_empty_archive_has_no_topics() -> None:
    assert said(topics([], [], "en", days=30)) == "No stories here in these days."
    assert labels(topics([("TM", 1)], [], "en", days=30)) == [["On the rise"], ["🇹🇲 Turkmenistan · 1"]]


def test_a_country_leads_to_its_sectors_its_stories_and_an_alert() -> None:
    message = country("TM", [("chemicals", 4), ("oil_gas", 0)], "en", total=5, days=30)
    assert said(message) == "<b>🇹🇲 Turkmenistan</b>\n\n5 stories in the last 30 days"
    assert labels(message) == [["Chemicals · 4"], ["Show stories", "Alert me"], ["Topics"]]
    assert decode(pressed(message, "Chemicals · 4")) == Ask("country:tm sector:chemicals")
    assert decode(pressed(message, "Show stories")) == Ask("country:tm")
    assert decode(pressed(message, "Alert me")) == Follow("country:tm")
    assert decode(pressed(message, "Topics")) == Menu(Page.TOPICS)


def test_a_sector_and_a_topic_lead_to_their_countries() -> None:
    message = sector("chemicals", [("TM", 4)], "ru", total=1, days=2)
    assert said(message) == "<b>Химия и удобрения</b>\n\n1 новость за последние 2 дня"
    assert decode(pressed(message, "🇹🇲 Туркменистан · 4")) == Ask("country:tm sector:chemicals")
    message = topic("tender", [("TM", 4)], "en", total=4, days=30)
    assert said(message).startswith("<b>Tenders &amp; procurement</b>\n\n4 stories in the last 30 days")
    assert decode(pressed(message, "🇹🇲 Turkmenistan · 4")) == Ask("country:tm topic:tender")


def test_two_countries_show_what_they_do_with_each_other() -> None:
    message = pair(("TM", "UZ"), [("trade", 2)], "en", total=2, days=30)
    assert said(message).startswith("<b>🇹🇲 Turkmenistan – 🇺🇿 Uzbekistan</b>\n\n2 stories")
    assert decode(pressed(message, "Trade · 2")) == Ask("between:tm,uz sector:trade")
    assert decode(pressed(message, "Alert me")) == Follow("between:tm,uz")


def test_a_place_without_news_says_so_and_still_offers_an_alert() -> None:
    message = country("TM", [], "en", total=0, days=30)
    assert said(message) == "<b>🇹🇲 Turkmenistan</b>\n\nNo stories here in these days."
    assert labels(message) == [["Show stories", "Alert me"], ["Topics"]]


# ---------------------------------------------------------------- what rises


def test_what_rises_is_shown_against_the_usual() -> None:
    rises = (
        Rise(LabelKind.COUNTRY, "KZ", 9, 3.0),
        Rise(LabelKind.SECTOR, "chemicals", 4, 0.0),
        Rise(LabelKind.TOPIC, "tender", 9, 2.5),
    )
    message = trending(rises, "en")
    assert said(message) == (
        "<b>On the rise</b>\nThe last 7 days against the usual.\nWhat · Now · Usual · Rise\n"
        "🇰🇿 Kazakhstan · 9 · 3 · ▲ 3×\nChemicals &amp; fertilisers · 4 · 0 · ▲ new\n"
        "Tenders &amp; procurement · 9 · 2.5 · ▲ 3.6×"
    )
    assert decode(pressed(message, "🇰🇿 Kazakhstan")) == TopicCountry("KZ")
    assert decode(pressed(message, "Chemicals")) == TopicSector("chemicals")
    assert decode(pressed(message, "Tenders & procurement")) == TopicTopic("tender")


def test_at_most_ten_rises_are_shown_and_none_is_no_table() -> None:
    many = tuple(
        Rise(LabelKind.COUNTRY, code, 9, 3.0)
        for code in ["TM", "UZ", "KZ", "KG", "TJ", "AZ", "AF", "IR", "RU", "TR", "CN", "PK"]
    )
    table = trending(many, "en").blocks[2]
    assert isinstance(table, Table)
    assert len(table.rows) == 10
    assert said(trending((), "en")).startswith("Nothing stands out")


# ---------------------------------------------------------------- exports


def test_an_export_tells_what_it_holds_and_what_it_does_not() -> None:
    message = exported("country:tm gas", 5_000, "en", total=9_000, question_id=4)
    assert said(message) == (
        "“🇹🇲 Turkmenistan, gas”: 5,000 reports with their figures.\n\n"
        "These are the best 5,000 of 9,000. Narrow the query to get the others, for example with since:30d."
    )
    assert decode(pressed(message, "Alert me")) == AlertMe(4)
    assert said(exported("gas", 1, "en", total=1, question_id=4)) == "“gas”: 1 report with its figures."


def test_an_export_without_answers_or_without_a_query_helps() -> None:
    assert said(nothing_to_export("gas", "en")) == "Nothing found for “gas”."
    assert "up to 5,000" in said(export_how("en", most=5_000))


@pytest.mark.parametrize(("query", "name"), [
    ("country:tm gas", "chapar-country-tm-gas.csv"), ("", "chapar-all.csv"), ("../../etc", "chapar-etc.csv"),
    ('"средний коридор"', "chapar-средний-коридор.csv"), ("x" * 90, f"chapar-{'x' * 40}.csv"),
])  # fmt: skip
def test_a_file_is_named_after_its_query_without_anything_a_path_could_mean(query: str, name: str) -> None:
    assert file_name(query, "csv") == name
