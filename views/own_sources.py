"""Sources of a chat's own: a preview before one is added, what became of it, what is wrong with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from message import Block, Bold, Bullets, Line, Link, Message, Paragraph, Row, Text
from model import SourceKind
from views.actions import Sources
from views.buttons import in_rows, press
from views.choices import AddSource, Menu, Page, RemoveSource
from views.escape import shorten
from views.i18n import Words, words_in
from views.silences import why_silent

MOST_ITEMS, MOST_LISTED = 3, 40
LONGEST = 160  # UTF-16 units of a title, an address or a name


@dataclass(frozen=True, slots=True)
class Item:
    """One report of a source, as its preview shows it."""

    title: str
    url: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A source that somebody would like to add, as it answered just now."""

    name: str
    url: str
    kind: SourceKind
    items: tuple[Item, ...] = ()
    language: str = ""  # of its reports, "" when it cannot be told


@dataclass(frozen=True, slots=True)
class Own:
    """A source that the chat added; `problem` is a code of feeds/, "" when all is well."""

    key: str
    name: str
    url: str
    problem: str = ""
    answered: datetime | None = None


def looking(url: str, language: str) -> Message:
    """Somebody is on the way there; the preview follows."""
    said = words_in(language)("source-looking", url=shorten(url, LONGEST))
    return Message((Paragraph((Text(said),)),))


def preview(found: Preview, question_id: int, language: str, *, now: datetime) -> Message:
    """Three reports of it, and whether it shall be read."""
    words = words_in(language)
    about = [words(f"source-{found.kind.value}")]
    about += [words.language_name(found.language)] if found.language else []
    name = Link(shorten(found.name or found.url, LONGEST), found.url)
    blocks: list[Block] = [Paragraph((name, Text(f" · {' · '.join(about)}")))]
    if found.items:
        items = tuple(_item(item, words, now) for item in found.items[:MOST_ITEMS])
        blocks += [Paragraph((Text(words("source-preview")),)), Bullets(items)]
    else:
        blocks.append(Paragraph((Text(words("source-preview-none")),)))
    add = press(words("button-add-source"), AddSource(question_id), "primary")
    return Message(tuple(blocks), ((add, press(words("button-no"), Menu(Page.OWN_SOURCES))),))


def _item(item: Item, words: Words, now: datetime) -> Line:
    age = f" · {words.ago(item.published, now)}" if item.published else ""
    return (Link(shorten(item.title, LONGEST) or item.url, item.url), Text(age))


def choose(found: Sequence[tuple[str, str]], language: str) -> Message:
    """A site that offers several feeds, as (name, address); people send /addsource with the one they mean."""
    words = words_in(language)
    items = tuple((Bold(shorten(name, LONGEST)), Text(f" /addsource {url}")) for name, url in found)
    return Message((Paragraph((Text(words("source-choose")),)), Bullets(items[:MOST_LISTED])))


def added(name: str, language: str) -> Message:
    """It is read from now on."""
    words = words_in(language)
    said = words("source-added", name=shorten(name, LONGEST))
    return Message((Paragraph((Text(said),)),), (_mine(words),))


def known(name: str, language: str) -> Message:
    """It is read already, for everybody."""
    words = words_in(language)
    said = words("source-known", name=shorten(name, LONGEST))
    return Message((Paragraph((Text(said),)),), ((press(words("sources-title"), Sources(0)),),))


def refused(url: str, problem: str, language: str) -> Message:
    """It cannot be added: why, and what would work. `problem` is a code of feeds/, "" without an address."""
    words = words_in(language)
    how = Paragraph((Text(words("source-how")),))
    if not problem:
        return Message((how,), (_mine(words),))
    why = Text(f" — {why_silent(problem, words)}.")
    failed = Paragraph((Text(words("source-refused")), Text(" "), Bold(shorten(url, LONGEST)), why))
    return Message((failed, how), (_mine(words),))


def too_many(limit: int, language: str) -> Message:
    """The chat has as many as it may have."""
    words = words_in(language)
    return Message((Paragraph((Text(words("source-too-many", limit=limit)),)),), (_mine(words),))


def own(held: Sequence[Own], language: str, *, now: datetime) -> Message:
    """The chat's own sources, numbered as on the buttons that remove them."""
    words = words_in(language)
    if not held:
        said = (Paragraph((Text(words("source-none")),)), Paragraph((Text(words("source-how")),)))
        return Message(said, ((press(words("sources-title"), Sources(0)),),))
    shown = held[:MOST_LISTED]
    blocks = (
        Paragraph((Bold(words("source-mine")),)),
        Bullets(tuple(_own(one, words, now) for one in shown), ordered=True),
        Paragraph((Text(words("source-how")),)),
    )
    removes = (press(f"✕ {place}", RemoveSource(one.key, sure=False)) for place, one in enumerate(shown, 1))
    return Message(blocks, in_rows(removes, 5))


def _own(one: Own, words: Words, now: datetime) -> Line:
    name = Link(shorten(one.name, LONGEST), one.url)
    if one.problem:
        return (name, Text(f" · ⚠ {why_silent(one.problem, words)}"))
    return (name, Text(f" · {words.ago(one.answered, now)}" if one.answered else ""))


def remove_ask(one: Own, language: str) -> Message:
    """Is it to go?"""
    words = words_in(language)
    question = Paragraph((Text(words("source-remove-ask", name=shorten(one.name, LONGEST))),))
    yes = press(words("button-remove"), RemoveSource(one.key, sure=True), "danger")
    return Message((question,), ((yes, press(words("button-keep"), Menu(Page.OWN_SOURCES))),))


def dead(one: Own, language: str) -> Message:
    """Its owners are told, once, that it has not answered for long or says that it is gone for good."""
    words = words_in(language)
    said = words("source-dead", name=shorten(one.name, LONGEST), why=why_silent(one.problem, words))
    remove = press(words("button-remove"), RemoveSource(one.key, sure=True), "danger")
    keep = press(words("button-keep"), Menu(Page.OWN_SOURCES))
    return Message((Paragraph((Text(said),)),), ((remove, keep),))


def _mine(words: Words) -> Row:
    return (press(words("button-own-sources"), Menu(Page.OWN_SOURCES)),)
