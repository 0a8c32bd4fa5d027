"""What surrounds the news: the commands, help, the outlets, leaving; and the button that shows more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from message import Bold, Bullets, Line, Link, Message, Paragraph, Press, Row, Text
from model import Ownership
from views.actions import Ask, Latest, More, SavedStories, Sources
from views.buttons import in_rows, press, turning
from views.choices import DeleteMe, Menu, Page
from views.i18n import Words, words_in
from views.silences import why_silent

COMMANDS = (
    "start", "search", "latest", "topics", "topic", "country", "between", "trending", "export",
    "subscribe", "subscriptions", "digest", "saved", "settings", "sources", "addsource", "removesource",
    "opml", "channels", "help", "stop", "deleteme",
)  # fmt: skip
OPERATORS = ("health", "broadcast", "adopt")
SOURCES_ON_PAGE = 20
EXAMPLES = ("trade", "country:tm gas", "between:tm,uz")  # queries to try with one tap
QUERY_LINES = 10
RARELY = timedelta(hours=2)  # a source asked no more often than this is said to be, and why


def commands(language: str, *, operator: bool = False) -> tuple[tuple[str, str], ...]:
    """The commands with their descriptions, for setMyCommands."""
    words = words_in(language)
    return tuple((name, words(f"command-{name}")) for name in (*COMMANDS, *(OPERATORS if operator else ())))


def about(language: str) -> tuple[str, str]:
    """What the bot says of itself before /start (at most 512 characters), and on its card (120)."""
    words = words_in(language)
    return words("start-hello"), words("about-short")


def more_button(language: str, document_id: int) -> Press:
    """Shows the rest of a message that was too long."""
    return press(words_in(language)("button-more"), More(document_id))


def help_page(language: str) -> Message:
    """What the bot does, its commands in a line each, and how to ask."""
    words = words_in(language)
    listed = tuple((Text(f"/{name} — {said}"),) for name, said in commands(language))
    blocks = (Paragraph((Text(words("help-text")),)), Bullets(listed))
    doors = (
        ("button-latest", Latest(0)),
        ("button-topics", Menu(Page.TOPICS)),
        ("button-subscriptions", Menu(Page.SUBSCRIPTIONS)),
        ("button-digest-settings", Menu(Page.DIGEST)),
        ("saved-title", SavedStories(0)),
        ("sources-title", Sources(0)),
        ("button-own-sources", Menu(Page.OWN_SOURCES)),
        ("button-settings", Menu(Page.SETTINGS)),
        ("button-queries", Menu(Page.QUERIES)),
        ("button-choose", Menu(Page.START)),
    )
    return Message(blocks, in_rows((press(words(label), action) for label, action in doors), 2))


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
    """A source and how it answers. `problem` is a short code of feeds/, "" when all is well.

    `answered` is when it was last heard, `asked_every` how often it is asked, where known.
    """

    name: str
    homepage: str
    country: str = ""
    ownership: Ownership = Ownership.UNKNOWN
    answered: datetime | None = None
    problem: str = ""
    articles: int = 0
    asked_every: timedelta | None = None


def sources(outlets: Sequence[Outlet], language: str, *, page: int, now: datetime) -> Message:
    """The outlets we read, a page of them: whose they are, when each was last heard, what is wrong."""
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
    onward = Sources(page + 1) if page < pages - 1 else None
    return Message(blocks, turning(Sources(page - 1) if page else None, onward))


def _outlet(outlet: Outlet, words: Words, now: datetime) -> Line:
    about = []
    if outlet.country:
        about.append(words.country(outlet.country))
    if outlet.ownership is not Ownership.UNKNOWN:
        about.append(words(f"ownership-{outlet.ownership.value}"))
    if outlet.articles:
        about.append(words("sources-reports", count=outlet.articles))
    if outlet.problem:
        about.append(f"⚠ {why_silent(outlet.problem, words)}")
    heard = words("sources-heard", ago=words.ago(outlet.answered, now)) if outlet.answered else ""
    about.append(heard or words("sources-never"))
    if outlet.asked_every is not None and outlet.asked_every >= RARELY:
        seldom = "sources-patient" if outlet.problem else "sources-seldom"
        about.append(words(seldom, hours=round(outlet.asked_every / timedelta(hours=1))))
    return (Link(outlet.name, outlet.homepage), Text("".join(f" · {part}" for part in about)))


def delete_ask(language: str) -> Message:
    """Is everything about this chat to be erased?"""
    words = words_in(language)
    yes = press(words("button-delete-yes"), DeleteMe(sure=True), "danger")
    no: Row = (press(words("button-delete-no"), Menu(Page.SETTINGS)),)
    return Message((Paragraph((Text(words("delete-ask")),)),), ((yes,), no))


def deleted(language: str) -> Message:
    """Everything is erased."""
    return Message((Paragraph((Text(words_in(language)("deleted")),)),))
