"""When something does not work, and the short words on a pressed button."""

import pytest

from news.query import parse
from tests.views.samples import at, labels, pressed, said
from views import groups, operators
from views.actions import Sources, decode
from views.choices import Broadcast, Menu, Page, Stay
from views.errors import Trouble, broken_query, toast, trouble, unknown_command, unknown_name
from views.i18n import LANGUAGES
from views.notes import Note, note

NOW = at(9, 30)


@pytest.mark.parametrize(("what", "row"), [
    (Trouble.UNKNOWN_COMMAND, ["Help", "Topics"]),
    (Trouble.EMPTY_QUERY, ["Topics", "How to search"]),
    (Trouble.TOO_MANY, ["Subscriptions"]),
    (Trouble.GONE, ["Subscriptions", "Topics"]),
    (Trouble.OLD_BUTTON, ["Help"]),
    (Trouble.INTERNAL, None),
])  # fmt: skip
def test_trouble_is_a_sentence_and_a_way_on(what: Trouble, row: list[str] | None) -> None:
    assert labels(trouble(what, "en")) == ([row] if row else [])


def test_a_limit_is_named_in_the_right_plural() -> None:
    assert said(trouble(Trouble.TOO_MANY, "en", limit=100)).startswith("You have 100 subscriptions, the most")
    assert said(trouble(Trouble.TOO_MANY, "ru", limit=101)).startswith("У вас 101 подписка")
    assert said(trouble(Trouble.TOO_MANY, "ru", limit=52)).startswith("У вас 52 подписки")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_a_pressed_button_is_short(language: str) -> None:
    for what in Trouble:
        assert 3 < len(toast(what, language, limit=100)) <= 200
    for done in Note:
        assert 3 < len(note(done, language, days=30)) <= 200


def test_a_note_may_count_days() -> None:
    assert note(Note.MUTED, "en", days=30) == "No more news of this for 30 days"
    assert note(Note.MUTED, "ru", days=21) == "Не пишу об этом 21 день"


@pytest.mark.parametrize(("name", "sentence"), [
    ("serch", "I do not know /serch. Did you mean /search?"),
    ("SETING", "I do not know /SETING. Did you mean /settings?"),
    ("xyzzy", "I do not know this command. /help lists what I can do; a few plain words start a search."),
    ("a" * 200, "I do not know this command. /help lists what I can do; a few plain words start a search."),
])  # fmt: skip
def test_an_unknown_command_is_told_what_it_may_have_been(name: str, sentence: str) -> None:
    message = unknown_command(name, "en")
    assert said(message) == sentence
    assert labels(message) == [["Help", "Topics"]]


def test_a_name_that_nothing_bears_leads_to_those_that_are_known() -> None:
    message = unknown_name("country", "Atlantis <b>", "en")
    assert said(message) == "I know no country in “Atlantis &lt;b&gt;”."
    assert decode(pressed(message, "Topics")) == Menu(Page.TOPICS)
    assert said(unknown_name("topic", "x" * 900, "en")).endswith("…”.")


def test_a_broken_query_is_told_where_and_how_to_ask() -> None:
    message = broken_query(parse("country:atlantis").problems, "en")
    assert said(message) == (
        "I could not make a search of this.\n\n⚠ I know no country in “country:atlantis”."
    )
    assert decode(pressed(message, "How to search")) == Menu(Page.QUERIES)


# ---------------------------------------------------------------- groups


def test_groups_are_told_what_comes_next() -> None:
    assert said(groups.may_not_write("Desk", "en")).startswith("I may not write in “Desk” any more.")
    assert "supergroup" in said(groups.moved("en"))
    assert f"“{'x' * 79}…”" in said(groups.may_not_write("x" * 200, "en"))


# ---------------------------------------------------------------- operators

WELL = operators.Health("1.0", at(1), 94, chats=1_200, subscriptions=3_400, sent=410, failed=3, reports=55)


def test_health_shows_figures_only_while_all_is_well() -> None:
    assert said(operators.health(WELL, "en", now=NOW)) == (
        "<b>How the house is</b>\n• version · running since: <b>1.0 · 8 h ago</b>\n"
        "• sources that answer: <b>94 / 94</b>\n"
        "• reports in the last hour: <b>55</b>\n• last report understood: <b>—</b>\n"
        "• chats · subscriptions: <b>1,200 · 3,400</b>\n• deliveries waiting (the oldest): <b>0</b>\n"
        "• sent · failed in the last hour: <b>410 · 3</b>\n• deliveries given up: <b>0</b>"
    )


def test_health_names_silent_sources_and_the_last_errors() -> None:
    silent = tuple(operators.Silent(f"S{n}", "timeout", at(2) if n else None) for n in range(12))
    errors = tuple((at(9), f"error {n} " + "x" * 400) for n in range(7))
    ill = operators.Health(
        "1.0", at(1), 94, silent, waiting=7, oldest=at(9), understood_at=at(9, 20), errors=errors
    )
    text = said(operators.health(ill, "en", now=NOW))
    assert "sources that answer: <b>82 / 94</b>" in text
    assert "deliveries waiting (the oldest): <b>7 (30 min ago)</b>" in text
    assert "last report understood: <b>10 min ago</b>" in text
    assert "• <b>S0</b> · answers too slowly · has not answered yet" in text
    assert "• <b>S9</b> · answers too slowly · 7 h ago" in text
    assert "S10" not in text
    assert text.count("30 min ago: error") == 5
    assert "x" * 250 not in text
    assert decode(pressed(operators.health(ill, "en", now=NOW), "Outlets")) == Sources(0)


def test_a_broadcast_is_shown_before_it_is_sent() -> None:
    shown, asked = operators.broadcast_preview("Tonight <b>\n\n  silence ", 1, 3, "en")
    assert said(shown) == "Tonight &lt;b&gt;\n\nsilence"
    assert said(asked) == "Send this to 1 chat?"
    assert decode(pressed(asked, "Send to 1")) == Broadcast(3)
    assert decode(pressed(asked, "No")) == Stay()
    assert said(operators.broadcast_done(120, "en")) == "On its way to 120 chats."
    assert "shows it to you first" in said(operators.broadcast_how("en"))


def test_what_needs_an_operator_is_one_message_with_what_helps() -> None:
    message = operators.needs(operators.Need.INTAKE, "en", detail="x" * 500, since=at(3))
    first, detail, since = said(message).split("\n\n")
    assert first == "<b>⚠ </b>No report was understood for long."
    assert len(detail) == 200
    assert since.startswith("Since <tg-time")
    assert said(operators.needs(operators.Need.DEAD, "en")).count("\n") == 0
