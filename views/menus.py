"""What surrounds the news: the commands, help, the outlets, leaving; and the button that shows more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from message import Bold, Bullets, Line, Link, Message, Paragraph, Press, Row, Text
from model import Ownership
from views.actions import Ask, More, Sources
from views.buttons import press
from views.choices import DeleteMe, Menu, Page
from views.i18n import Words, words_in

COMMANDS = (
    "start", "search", "latest", "topics", "subscribe", "subscriptions", "digest", "settings", "sources",
    "help", "stop", "deleteme",
)  # fmt: skip
SOURCES_ON_PAGE = 20
EXAMPLES = ("trade", "country:tm gas", "between:tm,uz")  # queries to try with one tap
QUERY_LINES = 10


def commands(language: str) -> tuple[tuple[str, str], ...]:
    """The commands with their descriptions, for setMyCommands."""
    words = words_in(language)
    return tuple((name, words(f"command-{name}")) for name in COMMANDS)


def more_button(language: str, document_id: int) -> Press:
    """Shows the rest of a message that was too long."""
    return press(words_in(language)("button-more"), More(document_id))


def help_page(language: str) -> Message:
    """What the bot does, its commands in a line each, and how to ask."""
    words = words_in(language)
    listed = tuple((Text(f"/{name} — {said}"),) for name, said in commands(language))
    blocks = (Paragraph((Text(words("help-text")),)), Bullets(listed))
    row = (
        press(words("button-queries"), Menu(Page.QUERIES)),
        press(words("button-topics"), Menu(Page.TOPICS)),
    )
    return Message(blocks, (row,))


def queries(language: str) -> Message:
    """The query language in ten lines, with examples to tap."""
    words = words_in(language)
    lines = tuple(_example(words(f"queries-{number}")) for number in range(1, QUERY_LINES + 1))
    tries = tuple(press(query, Ask(query)) for query in EXAMPLES)
    return Message((Paragraph((Bold(words("queries-title")),)), Bullets(lines)), (tries,))


def _example(line: str) -> Line:
    """`what to write — what it finds`, the first part in bold."""
    said, dash, meant = line.partition(" — ")
    return (Bold(said), Text(dash + meant))


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source and how it answers. `problem` is a short code of feeds/, "" when all is well."""

    name: str
    homepage: str
    country: str = ""
    ownership: Ownership = Ownership.UNKNOWN
    answered: datetime | None = None
    problem: str = ""
    articles: int = 0


def sources(outlets: Sequence[Outlet], language: str, *, page: int, now: datetime) -> Message:
    """The outlets we read, a page of them: whose they are, and since when one does not answer."""
    words = words_in(language)
    pages = max(1, -(-len(outlets) // SOURCES_ON_PAGE))
    page = min(max(page, 0), pages - 1)
    well = sum(not outlet.problem for outlet in outlets)
    shown = outlets[page * SOURCES_ON_PAGE : (page + 1) * SOURCES_ON_PAGE]
    blocks = (
        Paragraph((Bold(words("sources-title")),)),
        Paragraph((Text(words("sources-count", count=len(outlets), well=well)),)),
        Bullets(tuple(_outlet(outlet, words, now) for outlet in shown)),
    )
    turns = [press("◀", Sources(page - 1))] if page else []
    turns += [press("▶", Sources(page + 1))] if page < pages - 1 else []
    return Message(blocks, (tuple(turns),) if turns else ())


def _outlet(outlet: Outlet, words: Words, now: datetime) -> Line:
    about = []
    if outlet.country:
        about.append(words.country(outlet.country))
    if outlet.ownership is not Ownership.UNKNOWN:
        about.append(words(f"ownership-{outlet.ownership.value}"))
    if outlet.problem:
        about.append(_silence(outlet, words, now))
    return (Link(outlet.name, outlet.homepage), Text("".join(f" · {part}" for part in about)))


def _silence(outlet: Outlet, words: Words, now: datetime) -> str:
    if outlet.answered is None:
        return f"⚠ {words('sources-never')}"
    return f"⚠ {words('sources-silent', ago=words.ago(outlet.answered, now))}"


def delete_ask(language: str) -> Message:
    """Is everything about this chat to be erased?"""
    words = words_in(language)
    yes = press(words("button-delete-yes"), DeleteMe(sure=True), "danger")
    no: Row = (press(words("button-delete-no"), Menu(Page.SETTINGS)),)
    return Message((Paragraph((Text(words("delete-ask")),)),), ((yes,), no))


def deleted(language: str) -> Message:
    """Everything is erased."""
    return Message((Paragraph((Text(words_in(language)("deleted")),)),))
