"""Exports: what stands under the file that /export sends, and why there may be none."""

from message import Message, Paragraph, Text
from views.actions import AlertMe
from views.buttons import press
from views.choices import Export, Menu, Page
from views.escape import shorten
from views.i18n import words_in

LONGEST_QUERY = 120  # UTF-16 units


def exported(query: str, count: int, language: str, *, total: int, question_id: int) -> Message:
    """The file's caption: what was asked, how many reports it holds of how many; an alert for what comes."""
    words = words_in(language)
    asked = words("quoted", text=shorten(words.query(query), LONGEST_QUERY))
    said = words("export-done", query=asked, count=count)
    cut = (Paragraph((Text(words("export-cut", count=count, total=total)),)),) if total > count else ()
    row = (
        press(words("button-alert"), AlertMe(question_id), "primary"),
        press("CSV", Export(question_id, "csv")),
    )
    return Message((Paragraph((Text(said),)), *cut), (row,))


def nothing_to_export(query: str, language: str) -> Message:
    """The query has no answers."""
    words = words_in(language)
    asked = words("quoted", text=shorten(words.query(query), LONGEST_QUERY))
    row = (press(words("button-queries"), Menu(Page.QUERIES)),)
    return Message((Paragraph((Text(words("results-none", query=asked)),)),), (row,))


def export_how(language: str, *, most: int) -> Message:
    """/export without a query: what it does and an example."""
    words = words_in(language)
    row = (press(words("button-queries"), Menu(Page.QUERIES)),)
    return Message((Paragraph((Text(words("export-how", count=most)),)),), (row,))


def file_name(query: str, extension: str) -> str:
    """A name for the file that every system takes: chapar-country-tm-gas.csv."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in query.casefold())
    short = "-".join(filter(None, plain.split("-")))[:40].strip("-")
    return f"chapar-{short or 'all'}.{extension}"
