"""The buttons that several views share."""

from collections.abc import Iterable

from message import Button, Press, Row
from people import Layout
from views.actions import Action, encode
from views.choices import SetLayout
from views.i18n import Words


def press(label: str, action: Action, style: str = "") -> Press:
    """A button that asks for an action."""
    return Press(label, encode(action), style)


def in_rows(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """The buttons in rows of so many; printers make several of a row that a phone cannot show."""
    listed = tuple(buttons)
    return tuple(listed[at : at + width] for at in range(0, len(listed), width))


def turning(back: Action | None, onward: Action | None) -> tuple[Row, ...]:
    """◀ ▶: the row that turns pages; no row where there is nothing to turn to."""
    turns = ((label, action) for label, action in (("◀", back), ("▶", onward)) if action is not None)
    row = tuple(press(label, action) for label, action in turns)
    return (row,) if row else ()


def way_back(words: Words) -> Press:
    """Below every rich message: for readers whose client shows it blank."""
    return press(words("button-plain"), SetLayout(Layout.PLAIN))


def ticked(label: str, *, on: bool) -> str:
    """A choice and whether it is made."""
    return f"✓ {label}" if on else label
