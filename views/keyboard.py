"""Rows of buttons as they may be sent, and as a phone can show them. Limits are the Bot API's."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from message import Button, Open, Press, Row
from views.escape import clean, safe_url, shorten
from views.widths import room, width

MOST_BUTTONS, MOST_IN_ROW = 100, 8
LONGEST_LABEL = 64  # units of a button's label; clients cut far earlier
STYLES = {"", "primary", "success", "danger"}


def fit_button(button: Button) -> Button | None:
    """The button as it may be sent; None when its address or its data cannot be."""
    label = shorten(clean(button.label).strip(), LONGEST_LABEL) or "…"
    match button:
        case Open(_, url):
            return Open(label, url) if safe_url(url) else None
        case Press(_, data, style):
            sendable = 1 <= len(data.encode("utf-8", "replace")) <= 64
            return Press(label, data, style if style in STYLES else "") if sendable else None
        case _:
            assert_never(button)


def wrapped(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without what cannot be sent, none empty, of at most eight buttons.

    A row becomes several where a phone would cut a label for want of room.
    """
    for row in rows:
        left = tuple(button for button in map(fit_button, row) if button is not None)
        while left:
            most = min(MOST_IN_ROW, len(left))
            count = next((many for many in range(most, 1, -1) if _is_roomy(left[:many])), 1)
            yield left[:count]
            left = left[count:]


def _is_roomy(row: Row) -> bool:
    return all(width(button.label) <= room(len(row)) for button in row)
