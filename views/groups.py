"""Groups: what is said when one moves, or when the bot may not write there."""

from message import Message, Paragraph, Text
from views.escape import shorten
from views.i18n import words_in

LONGEST_NAME = 80  # UTF-16 units


def may_not_write(name: str, language: str) -> Message:
    """Told privately to an administrator: the bot has lost its right to write there; what is owed waits."""
    words = words_in(language)
    return Message((Paragraph((Text(words("may-not-write", name=shorten(name, LONGEST_NAME))),)),))


def moved(language: str) -> Message:
    """The group became a supergroup: everything came along."""
    return Message((Paragraph((Text(words_in(language)("group-moved")),)),))
