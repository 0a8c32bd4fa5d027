"""A helpful sentence for everything that does not work: what happened, what to do now."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum

from message import Message, Paragraph, Text
from news.query_parse import Problem
from views.buttons import press
from views.choices import Menu, Page
from views.escape import shorten
from views.i18n import words_in
from views.menus import COMMANDS
from views.results import problems

LONGEST_NAME = 40  # UTF-16 units


class Trouble(StrEnum):
    """What can be in the way. Each has a sentence `error-…` in every language."""

    UNKNOWN_COMMAND = "unknown-command"
    EMPTY_QUERY = "empty-query"
    TOO_MANY = "too-many-subscriptions"
    GONE = "gone"  # a story, a question or a subscription that is not there any more
    OLD_BUTTON = "old-button"
    REFUSED = "refused"  # Telegram would not show what we said
    NO_RICH = "no-rich"  # the server knows no rich messages
    ADMINISTRATORS = "administrators"
    FLOOD = "flood"
    ADDRESSES = "addresses"  # too many of a person's own sources to look at
    UNKNOWN_PLACE = "unknown-place"
    TWO_COUNTRIES = "two-countries"
    TOO_WIDE = "too-wide"  # a search that took too long
    INTERNAL = "internal"
    TAKES_NOTHING = "takes-nothing"  # the disk is full, or the database locked


_HELPS = {
    Trouble.UNKNOWN_COMMAND: (("button-help", Page.HELP), ("button-topics", Page.TOPICS)),
    Trouble.EMPTY_QUERY: (("button-topics", Page.TOPICS), ("button-queries", Page.QUERIES)),
    Trouble.TOO_MANY: (("button-subscriptions", Page.SUBSCRIPTIONS),),
    Trouble.GONE: (("button-subscriptions", Page.SUBSCRIPTIONS), ("button-topics", Page.TOPICS)),
    Trouble.OLD_BUTTON: (("button-help", Page.HELP),),
}


def trouble(what: Trouble, language: str, *, limit: int = 0) -> Message:
    """The sentence for it, with buttons that lead on. `limit` is the number that was reached, if any."""
    words = words_in(language)
    row = tuple(press(words(label), Menu(page)) for label, page in _HELPS.get(what, ()))
    sentence = Paragraph((Text(words(f"error-{what.value}", limit=limit)),))
    return Message((sentence,), (row,) if row else ())


def unknown_command(name: str, language: str) -> Message:
    """Nothing is called so: what it may have been, else what there is. `name` is without its slash."""
    near = get_close_matches(name.casefold(), COMMANDS, n=1)
    if not near:
        return trouble(Trouble.UNKNOWN_COMMAND, language)
    said = words_in(language)("error-near-command", name=shorten(name, 32), near=near[0])
    return replace(trouble(Trouble.UNKNOWN_COMMAND, language), blocks=(Paragraph((Text(said),)),))


def toast(what: Trouble, language: str, *, limit: int = 0) -> str:
    """The same sentence for the answer to a press: at most 200 characters."""
    return words_in(language)(f"error-{what.value}", limit=limit)[:200]


def unknown_name(kind: str, name: str, language: str) -> Message:
    """No country, or no sector or topic, is called so; `kind` is country or topic."""
    words = words_in(language)
    said = words(f"problem-unknown-{kind}", text=shorten(name, LONGEST_NAME))
    row = (press(words("button-topics"), Menu(Page.TOPICS)),)
    return Message((Paragraph((Text(said),)),), (row,))


def broken_query(found: Sequence[Problem], language: str) -> Message:
    """A query of which nothing is left to search for: what was wrong, and how to ask."""
    words = words_in(language)
    blocks = (Paragraph((Text(words("error-broken-query")),)), *problems(found, words))
    return Message(blocks, ((press(words("button-queries"), Menu(Page.QUERIES)),),))
