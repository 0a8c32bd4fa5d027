"""Cards of inline mode: what the list shows, what a picked one sends; and links into the private chat."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import datetime

from message import Message, Paragraph
from model import Story
from views.escape import shorten
from views.i18n import flags, words_in
from views.inline import words as words_of
from views.story import MOST_FLAGS, address, body, figures, headline, read

LONGEST_LINK = 64  # characters of a deep link, each of A-Z a-z 0-9 _ - (Bot API)
LONGEST_TITLE, LONGEST_DESCRIPTION = 120, 160  # UTF-16 units that a list has room for


@dataclass(frozen=True, slots=True)
class Card:
    """A story in the list, and the message it becomes: without buttons that need a chat of ours."""

    title: str
    description: str
    message: Message


def card(told: Story, language: str, *, now: datetime) -> Card:
    """The card of a story."""
    words = words_in(language)
    told = told.in_language(language)
    shown = flags(told.countries[:MOST_FLAGS])
    summary = " ".join(one.text for one in told.summary)
    about = words_of(figures(told, words)) or summary
    outlet = told.tellings[0].outlet if told.tellings else ""
    parts = (outlet, words.ago(told.last_at, now), about)
    message = Message(
        (Paragraph(headline(told, words)), *body(told, words, now)),
        (read(told, words),) if read(told, words) else (),
        preview=address(told),
    )
    return Card(
        title=shorten(f"{shown} {told.headline}".strip(), LONGEST_TITLE),
        description=shorten(" · ".join(filter(None, parts)), LONGEST_DESCRIPTION),
        message=message,
    )


def alert_label(language: str) -> str:
    """What the button above the cards says."""
    return words_in(language)("button-alert")


def deep_link(query: str) -> str:
    """The query as the payload of /start, or "" when it is too long for one; `query_in` reads it."""
    payload = "q" + urlsafe_b64encode(query.encode()).decode().rstrip("=")
    return payload if len(payload) <= LONGEST_LINK else ""


def query_in(payload: str) -> str:
    """The query that a payload of /start holds; "" when it holds none of ours."""
    if not re.fullmatch(r"q[\w-]+", payload, re.ASCII):
        return ""
    try:
        return urlsafe_b64decode(payload[1:] + "=" * (-len(payload[1:]) % 4)).decode()
    except (Error, UnicodeDecodeError):
        return ""
