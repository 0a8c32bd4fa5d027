"""The plain printer: a Message as parse_mode=HTML, or a photo with a caption, and one keyboard below.

Blocks are printed while they fit; the first that does not, and all after it, are the rest. A block is
divided only when it is too long for a message of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import assert_never

from message import (
    Block,
    Bold,
    Bullets,
    Button,
    Buttons,
    Fold,
    Heading,
    Line,
    Link,
    Message,
    Paragraph,
    Picture,
    Row,
    Rule,
    Table,
    Text,
)  # fmt: skip
from views import inline
from views.dividing import divided
from views.escape import safe_url
from views.keyboard import MOST_BUTTONS, wrapped

MOST_UNITS, MOST_CAPTION, MOST_ENTITIES = 4_096, 1_024, 100
NUMBERS_IN_ROW = 5
GAP = 2  # units: at most an empty line after each line
MOST_BELOW = 80  # buttons of the message's own keyboard: there must be room for more than these


@dataclass(frozen=True, slots=True)
class PlainPrint:
    """What goes into one sendMessage, or into one sendPhoto when `photo` is an address.

    `html` is never empty, at most 4,096 UTF-16 units after parsing (1,024 below a photo), with at most 100
    entities; `keyboard` leaves room for one more button; `rest` are the blocks that did not fit.
    """

    html: str
    keyboard: tuple[Row, ...] = ()
    photo: str = ""
    preview: str = ""
    rest: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """A block and the number that ties it to its buttons; 0 when there is nothing to tie."""

    block: Block
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Room:
    """What may still be printed."""

    units: int
    entities: int
    buttons: int

    def without(self, items: Sequence[_Item]) -> "_Room":
        """The room left behind these."""
        lines = [line for item in items for line, _ in _lines(item)]
        gaps = GAP * len(lines)
        quotes = sum(isinstance(item.block, Fold) for item in items)
        return _Room(
            self.units - sum(map(inline.length, lines)) - gaps,
            self.entities - sum(map(inline.forms, lines)) - quotes,
            self.buttons - sum(len(row) for item in items for row in _rows(item)),
        )

    def is_over(self) -> bool:
        """Whether more was printed than may be."""
        return min(self.units, self.entities, self.buttons) < 0


def plain(message: Message, *, dates: bool = True) -> PlainPrint:
    """Print the message plain. `dates=False` is for servers that do not know <tg-time>.

    Nothing is lost: what does not fit is in `rest`. Links and buttons to anything but http(s) addresses
    without a password become words, or go.
    """
    photo, blocks = _photo(message.blocks)
    below = _below(message.keyboard)
    buttons = MOST_BUTTONS - 1 - sum(map(len, below))
    room = _Room(MOST_CAPTION if photo else MOST_UNITS, MOST_ENTITIES, buttons)
    items, rest = _fill(room, _numbered(blocks))
    html = _html(items, dates=dates)
    keyboard = (*_gathered(items), *below)
    return PlainPrint(
        html if html.strip() or photo else "…", keyboard, photo, safe_url(message.preview), rest
    )


def _photo(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    match blocks:
        case (Picture(url, caption), *others) if safe_url(url):
            return url, (*((Paragraph(caption),) if caption else ()), *others)
    return "", blocks


def _below(keyboard: tuple[Row, ...]) -> list[Row]:
    """The message's own rows, the first of them when they are too many."""
    rows = list(wrapped(keyboard))
    counts = accumulate(map(len, rows))
    return [row for row, count in zip(rows, counts, strict=True) if count <= MOST_BELOW]


# ---------------------------------------------------------------- what fits


def _fill(room: _Room, items: Sequence[_Item]) -> tuple[list[_Item], tuple[Block, ...]]:
    """What fits and the rest. Headings that would stand alone at the end go with what they head."""
    count = 0
    left = room
    for item in items:
        left = left.without([item])
        if left.is_over():
            break
        count += 1
    if count == len(items):
        return list(items), ()
    while count > 1 and isinstance(items[count - 1].block, Heading | Rule):
        count -= 1
    if count:
        return list(items[:count]), tuple(item.block for item in items[count:])
    number = items[0].number
    head, tail = divided(items[0].block, lambda part: not room.without([_Item(part, number)]).is_over())
    first = [_Item(head, number)] if head is not None else []
    return first, (*tail, *(item.block for item in items[1:]))


# ---------------------------------------------------------------- words


def _numbered(blocks: tuple[Block, ...]) -> list[_Item]:
    """Number what has buttons, if more than one has: folds, and blocks that buttons follow."""
    owners = [place for place, block in enumerate(blocks) if _owns(blocks, place)]
    if len(owners) < 2:
        return [_Item(block) for block in blocks]
    items: list[_Item] = []
    for place, block in enumerate(blocks):
        follows = isinstance(block, Buttons) and place - 1 in owners
        number = owners.index(place - follows) + 1 if place - follows in owners else 0
        items.append(_Item(block, number))
    return items


def _owns(blocks: tuple[Block, ...], place: int) -> bool:
    match blocks[place]:
        case Fold() as fold:
            return any(True for _ in _buttons(fold))
        case Heading() | Paragraph():
            return any(isinstance(block, Buttons) for block in blocks[place + 1 : place + 2])
    return False


def _lines(item: _Item) -> Iterator[tuple[Line, bool]]:
    """The lines of a block, and whether each is quoted: the inside of a fold that is closed."""
    first = True
    for line, quoted in _lines_of(item.block):
        if not inline.is_blank(line):
            yield ((Text(f"{item.number}. "), *line) if first and item.number else line), quoted
            first = False


def _lines_of(block: Block) -> Iterator[tuple[Line, bool]]:
    match block:
        case Heading(line, _):
            yield _bold(line), False
        case Paragraph(line):
            yield line, False
        case Bullets(items, ordered, start):
            for place, line in enumerate(items, start):
                yield (Text(f"{place}. " if ordered else "• "), *line), False
        case Table(head, rows, caption):
            yield _bold(caption), False
            yield from ((_row(row), False) for row in (head, *rows))
        case Fold(line, blocks, is_open):
            yield _bold(line), False
            yield from ((inner, not is_open) for part in blocks for inner, _ in _lines_of(part))
        case Picture(url, caption):
            yield (*caption, Text(" " if caption else ""), Link("🖼", url)), False
        case Rule():
            yield (Text("———"),), False
        case Buttons():
            return
        case _:
            assert_never(block)


def _bold(line: Line) -> Line:
    """The line in bold, unless it says itself what is bold."""
    if any(isinstance(part, Bold) for part in line):
        return line
    return tuple(Bold(part.text) if isinstance(part, Text) else part for part in line)


def _row(cells: tuple[Line, ...]) -> Line:
    """The cells that say something, on one line that a phone can show."""
    filled = [cell for cell in cells if not inline.is_blank(cell)]
    return tuple(
        part for place, cell in enumerate(filled) for part in (*((Text(" · "),) if place else ()), *cell)
    )


def _html(items: Sequence[_Item], *, dates: bool) -> str:
    html = ""
    before: Block | None = None
    for item in items:
        printed = _printed(item, dates=dates)
        if printed:
            html += (_gap(before, item.block) if html else "") + printed
            before = item.block
    return html


def _printed(item: _Item, *, dates: bool) -> str:
    parts = []
    for quoted, group in groupby(_lines(item), key=lambda pair: pair[1]):
        lines = "\n".join(inline.html(line, dates=dates) for line, _ in group)
        parts.append(f"<blockquote expandable>{lines}</blockquote>" if quoted else lines)
    return "\n".join(parts)


def _gap(before: Block | None, block: Block) -> str:
    close = isinstance(before, Heading) or (
        isinstance(before, Paragraph) and isinstance(block, Bullets | Table)
    )
    return "\n" if close and not isinstance(block, Heading) else "\n\n"


# ---------------------------------------------------------------- buttons


def _buttons(block: Block) -> Iterator[Buttons]:
    match block:
        case Buttons():
            yield block
        case Fold(_, blocks, _):
            for inner in blocks:
                yield from _buttons(inner)


def _rows(item: _Item) -> Iterator[Row]:
    """The rows that a block brings to the keyboard below, each button with the block's number."""
    for buttons in _buttons(item.block):
        if buttons.brief is not None:
            yield from wrapped(((_labelled(buttons.brief, str(item.number) if item.number else ""),),))
        else:
            yield from wrapped(
                tuple(_labelled(one, f"{item.number} {one.label}" if item.number else "") for one in row)
                for row in buttons.rows
            )


def _labelled(button: Button, label: str) -> Button:
    return replace(button, label=label) if label else button


def _gathered(items: Sequence[_Item]) -> Iterator[Row]:
    """The rows of all blocks; buttons that are only a number stand side by side."""
    rows = [row for item in items for row in _rows(item)]
    for numbers, group in groupby(rows, key=lambda row: len(row) == 1 and row[0].label.isdecimal()):
        if numbers:
            buttons = [row[0] for row in group]
            yield from (
                tuple(buttons[at : at + NUMBERS_IN_ROW]) for at in range(0, len(buttons), NUMBERS_IN_ROW)
            )
        else:
            yield from group
