"""Groups and channels: what is said when the bot comes into one, and when it may not write there."""

from message import Bold, Message, Paragraph, Text
from views.buttons import press
from views.choices import Menu, Page
from views.escape import shorten
from views.i18n import words_in

LONGEST_NAME = 80  # UTF-16 units


def channel_linked(name: str, language: str) -> Message:
    """Told privately to whoever made the bot an administrator of a channel: it posts there from now on."""
    words = words_in(language)
    title = Paragraph((Bold(shorten(name, LONGEST_NAME)),))
    row = (press(words("button-topics"), Menu(Page.TOPICS)), press(words("button-help"), Menu(Page.HELP)))
    return Message((title, Paragraph((Text(words("channel-linked")),))), (row,))


def channel_how(language: str) -> Message:
    """How a channel is linked."""
    return Message((Paragraph((Text(words_in(language)("channel-how")),)),))


def may_not_write(name: str, language: str) -> Message:
    """Told privately to an administrator: the bot has lost its right to write there; what is owed waits."""
    words = words_in(language)
    return Message((Paragraph((Text(words("may-not-write", name=shorten(name, LONGEST_NAME))),)),))


def moved(language: str) -> Message:
    """The group became a supergroup: everything came along."""
    return Message((Paragraph((Text(words_in(language)("group-moved")),)),))
