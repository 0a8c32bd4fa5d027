"""What operators see: how the house is, a text to everybody before it goes out, and what needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from message import Block, Bold, Bullets, Line, Link, Message, Paragraph, Text
from model import Source
from views.actions import Sources
from views.buttons import press
from views.choices import Broadcast, Stay
from views.escape import shorten
from views.i18n import Words, words_in
from views.silences import why_silent

MOST_SILENT, MOST_ERRORS, LONGEST_ERROR = 10, 5, 200  # the last in UTF-16 units


@dataclass(frozen=True, slots=True)
class Silent:
    """A source that does not answer; `since` is when it last did, None for never."""

    name: str
    problem: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How the house is now. Rates are of the last hour; `waiting` deliveries since `oldest`."""

    version: str
    started: datetime
    sources: int
    silent: tuple[Silent, ...] = ()
    chats: int = 0
    subscriptions: int = 0
    waiting: int = 0
    oldest: datetime | None = None
    dead: int = 0  # deliveries that were given up
    sent: int = 0
    failed: int = 0
    reports: int = 0
    understood_at: datetime | None = None
    errors: tuple[tuple[datetime, str], ...] = ()  # newest first
    indexed: float = 1.0  # the share of articles with today's search terms


def health(now_is: Health, language: str, *, now: datetime) -> Message:
    """/health: figures, the sources that are silent, the last errors."""
    words = words_in(language)
    lines = tuple((Text(f"{words(key)}: "), Bold(said)) for key, said in _figures(now_is, words, now))
    blocks: list[Block] = [Paragraph((Bold(words("health-title")),)), Bullets(lines)]
    if now_is.silent:
        blocks.append(Paragraph((Bold(words("health-silent")),)))
        blocks.append(Bullets(tuple(_silent(one, words, now) for one in now_is.silent[:MOST_SILENT])))
    if now_is.errors:
        blocks.append(Paragraph((Bold(words("health-errors")),)))
        blocks.append(Bullets(tuple(_error(*one, words, now) for one in now_is.errors[:MOST_ERRORS])))
    return Message(tuple(blocks), ((press(words("sources-title"), Sources(0)),),))


def _figures(now_is: Health, words: Words, now: datetime) -> Sequence[tuple[str, str]]:
    answering = words.number(now_is.sources - len(now_is.silent))
    oldest = f" ({words.ago(now_is.oldest, now)})" if now_is.oldest and now_is.waiting else ""
    return (
        ("health-version", f"{now_is.version} · {words.ago(now_is.started, now)}"),
        ("health-sources", f"{answering} / {words.number(now_is.sources)}"),
        ("health-reports", words.number(now_is.reports)),
        ("health-understood", words.ago(now_is.understood_at, now) if now_is.understood_at else "—"),
        ("health-chats", f"{words.number(now_is.chats)} · {words.number(now_is.subscriptions)}"),
        ("health-outbox", f"{words.number(now_is.waiting)}{oldest}"),
        ("health-sent", f"{words.number(now_is.sent)} · {words.number(now_is.failed)}"),
        ("health-dead", words.number(now_is.dead)),
        *((("health-indexed", _bar(now_is.indexed)),) if now_is.indexed < 1 else ()),
    )


def _bar(share: float) -> str:
    """▰▰▰▰▰▰▱▱▱▱ 62 %: never full before it is."""
    done = int(share * 10)
    return f"{'▰' * done}{'▱' * (10 - done)} {int(share * 100)} %"


def _silent(one: Silent, words: Words, now: datetime) -> Line:
    last = words.ago(one.since, now) if one.since else words("sources-never")
    return (Bold(one.name), Text(f" · {why_silent(one.problem, words)} · {last}"))


def _error(at: datetime, said: str, words: Words, now: datetime) -> Line:
    return (Text(f"{words.ago(at, now)}: {shorten(said, LONGEST_ERROR)}"),)


# ---------------------------------------------------------------- a text to everybody


def broadcast_preview(text: str, chats: int, document_id: int, language: str) -> tuple[Message, Message]:
    """The text as people will see it, and the question whether it goes out to so many chats."""
    words = words_in(language)
    question = Paragraph((Text(words("broadcast-ask", count=chats)),))
    send = press(words("button-broadcast", count=chats), Broadcast(document_id), "danger")
    return broadcast(text), Message((question,), ((send,), (press(words("button-no"), Stay()),)))


def broadcast(text: str) -> Message:
    """An operator's text, a paragraph a line."""
    lines = (line.strip() for line in text.splitlines())
    return Message(tuple(Paragraph((Text(line),)) for line in lines if line))


def broadcast_done(chats: int, language: str) -> Message:
    """It is on its way."""
    return Message((Paragraph((Text(words_in(language)("broadcast-done", count=chats)),)),))


def broadcast_how(language: str) -> Message:
    """Nothing to send was said."""
    return Message((Paragraph((Text(words_in(language)("broadcast-how")),)),))


# ---------------------------------------------------------------- people's own sources, opened to everybody


def adoptable(read: Sequence[tuple[Source, int]], language: str) -> Message:
    """Own sources and how many chats read each; how one is opened to everybody."""
    words = words_in(language)
    if not read:
        return Message((Paragraph((Text(words("adopt-none")),)),))
    lines = tuple(
        (Link(source.name, source.homepage or source.url), Text(f" · {count} · /adopt {source.key}"))
        for source, count in read
    )
    return Message((Paragraph((Text(words("adopt-how")),)), Bullets(lines)))


def adopted(key: str, language: str) -> Message:
    """It is read for everybody from now on."""
    return Message((Paragraph((Text(words_in(language)("adopted", key=key)),)),))


def not_adopted(key: str, language: str) -> Message:
    """Nobody's own source is called so."""
    said = words_in(language)("adopt-unknown", key=shorten(key, LONGEST_ERROR))
    return Message((Paragraph((Text(said),)),))


# ---------------------------------------------------------------- what needs somebody


class Need(StrEnum):
    """What operators are told of. Each has a sentence `needs-…` in every language."""

    OUTBOX = "outbox"  # deliveries wait for longer than they should
    SOURCES = "sources"  # most sources are silent: it may be our own network
    DEAD = "dead"  # a delivery was given up
    INTAKE = "intake"  # nothing was understood for long
    DISK = "disk"  # the database takes nothing
    ENDED = "ended"  # a source says that it is gone, or its feed kills whoever reads it


def needs(what: Need, language: str, *, detail: str = "", since: datetime | None = None) -> Message:
    """One message, not a flood: what is the matter, since when, and the detail that helps to mend it."""
    words = words_in(language)
    said = Paragraph((Bold("⚠ "), Text(words(f"needs-{what.value}"))))
    blocks: list[Block] = [said]
    if detail:
        blocks.append(Paragraph((Text(shorten(detail, LONGEST_ERROR)),)))
    if since:
        blocks.append(Paragraph((Text(f"{words('needs-since')} "), words.moment(since))))
    return Message(tuple(blocks))
