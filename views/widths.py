"""How wide a label is, and how much of it a phone shows on a button.

In dp, at the size in which Telegram's apps write buttons. The widths of letters are those of the common
sans-serif faces (Roboto, San Francisco), rounded by class; a row is what a bubble takes of a phone 390 dp
wide.
"""

from functools import cache

from views.escape import shorten

LETTER = 15.0  # dp: the size of a button's letters
ROW, GAP, EDGES = 312.0, 5.0, 10.0  # dp: a row of buttons, between two of them, inside each at both ends

_CLASSES = (
    (0.25, " ilIjı.,:;'‘’|!·"),
    (0.35, 'ftrJ()-[]/"“”„'),
    (0.78, "mwшщюмжыфљњćѣ–✓▲▼◂▸"),
    (0.92, "MWШЩЮМЖЫФОQ@%—…+"),
)
_KNOWN = {letter: width for width, letters in _CLASSES for letter in letters}
_SMALL, _CAPITAL, _PICTURE = 0.54, 0.66, 1.25


def width(label: str) -> float:
    """How wide the label is, in dp."""
    return LETTER * sum(map(_of_letter, label))


@cache
def _of_letter(letter: str) -> float:
    if letter in _KNOWN:
        return _KNOWN[letter]
    if "\U0001f1e6" <= letter <= "\U0001f1ff":
        return _PICTURE / 2  # a flag is made of two
    if letter >= "\u2600":
        return _PICTURE
    return _CAPITAL if letter.isupper() else _SMALL


def room(buttons: int) -> float:
    """How wide a label may be where so many buttons stand side by side, in dp."""
    return (ROW - GAP * (buttons - 1)) / buttons - EDGES


def fitted(label: str, buttons: int = 1) -> str:
    """The label, or as much of it as a button in a row of so many shows, with … at its end."""
    cuts = (shorten(label, units) for units in range(2 * len(label), 0, -1))
    return next((cut for cut in cuts if width(cut) <= room(buttons)), label)
