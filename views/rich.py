"""The rich printer: a Message as the HTML of an InputRichMessage, with its buttons beside their text.

Blocks are printed while they fit; the first that does not, and all after it, are the rest. None is divided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Fold,
    Heading,
    Line,
    Message,
    Open,
    Paragraph,
    Picture,
    Press,
    Row,
    Rule,
    Table,
)  # fmt: skip
from views import inline
from views.escape import escape, safe_url
from views.keyboard import wrapped

MOST_CHARACTERS, MOST_BLOCKS, MOST_COLUMNS, MOST_MEDIA = 32_768, 500, 20, 50
DEEPEST_FOLD = 5  # folds in folds; Telegram allows 16 levels, lines and forms counted


@dataclass(frozen=True, slots=True)
class RichPrint:
    """What goes into one sendRichMessage: `html` of at most 32,768 characters, and the keyboard below it.

    `rest` are the blocks that did not fit.
    """

    html: str
    keyboard: tuple[Row, ...] = ()
    rest: tuple[Block, ...] = ()


def rich(message: Message) -> RichPrint | None:
    """Print the message rich; None when rich would show nothing more, or its first block is too large."""
    if not message.wants_rich:
        return None
    printed = ["".join(_block(block, 0)) for block in message.blocks]
    count = _fitting(message.blocks, printed)
    html = "".join(printed[:count])
    if not html:
        return None
    below = (*message.keyboard, *(((message.back,),) if message.back else ()))
    return RichPrint(html, tuple(wrapped(below)), message.blocks[count:])


def _fitting(blocks: Sequence[Block], printed: Sequence[str]) -> int:
    """How many of the blocks fit. Headings that would stand alone at the end go with what they head."""
    characters = counted = media = count = 0
    for block, html in zip(blocks, printed, strict=True):
        characters += len(html)
        counted += _count(block)
        media += html.count("<img ")
        if characters > MOST_CHARACTERS or counted > MOST_BLOCKS or media > MOST_MEDIA:
            break
        count += 1
    while count < len(blocks) and count > 1 and isinstance(blocks[count - 1], Heading | Rule):
        count -= 1
    return count


def _count(block: Block) -> int:
    """How many blocks Telegram counts, at most: nested ones, items and rows too."""
    match block:
        case Fold(_, blocks, _):
            return 2 + sum(map(_count, blocks))
        case Bullets(items, _, _):
            return 1 + 2 * len(items)
        case Table(_, rows, _):
            return 3 + len(rows)
        case Buttons(rows, _):
            return sum(1 for _ in wrapped(rows))
        case Heading() | Paragraph() | Picture() | Rule():
            return 1
        case _:
            assert_never(block)


def _block(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Heading(line, level):
            yield _tagged(f"h{min(max(level, 1), 6)}", line)
        case Paragraph(line):
            yield _tagged("p", line)
        case Bullets():
            yield _bullets(block)
        case Table():
            yield _table(block)
        case Fold():
            yield from _fold(block, depth)
        case Buttons(rows, _):
            yield from map(_button_row, wrapped(rows))
        case Picture(url, caption):
            yield _picture(url, caption)
        case Rule():
            yield "<hr>"
        case _:
            assert_never(block)


def _tagged(tag: str, line: Line) -> str:
    """The line in its tag; nothing when it shows nothing: Telegram refuses empty blocks."""
    return "" if inline.is_blank(line) else f"<{tag}>{inline.html(line)}</{tag}>"


def _bullets(block: Bullets) -> str:
    items = "".join(
        f"<li>{inline.html(line) if not inline.is_blank(line) else '…'}</li>" for line in block.items
    )
    tag, start = ("ol", f' start="{block.start}"' if block.start > 1 else "") if block.ordered else ("ul", "")
    return f"<{tag}{start}>{items}</{tag}>" if items else ""


def _table(block: Table) -> str:
    """A table; as paragraphs when fewer than two rows say something: the server would lose its links."""
    filled = [row for row in (block.head, *block.rows) if not all(map(inline.is_blank, row))]
    if len(filled) < 2 or max(map(len, filled)) > MOST_COLUMNS:
        return "".join(
            _tagged("p", line) for line in (block.caption, *(cell for row in filled for cell in row))
        )
    head = "".join(_tagged_cell("th", cell) for cell in block.head)
    rows = "".join(f"<tr>{''.join(_tagged_cell('td', cell) for cell in row)}</tr>" for row in block.rows)
    heading = f"<tr>{head}</tr>" if not all(map(inline.is_blank, block.head)) else ""
    return f"<table bordered striped>{_tagged('caption', block.caption)}{heading}{rows}</table>"


def _tagged_cell(tag: str, line: Line) -> str:
    return f"<{tag}>{inline.html(line)}</{tag}>"


def _fold(block: Fold, depth: int) -> Iterator[str]:
    """A fold; flat where it is nested too deep, or has nothing to open or to open it by."""
    inside = "".join(tag for inner in block.blocks for tag in _block(inner, depth + 1))
    if inside and depth < DEEPEST_FOLD and not inline.is_blank(block.line):
        opened = " open" if block.open else ""
        yield f"<details{opened}><summary>{inline.html(block.line)}</summary>{inside}</details>"
    else:
        yield _tagged("p", block.line) + inside


def _picture(url: str, caption: Line) -> str:
    if not safe_url(url):
        return _tagged("p", caption)
    return f'<figure><img src="{escape(url)}">{_tagged("figcaption", caption)}</figure>'


def _button_row(row: Row) -> str:
    return f"<tg-button-row>{''.join(map(_button, row))}</tg-button-row>"


def _button(button: Button) -> str:
    match button:
        case Press(label, data, style):
            styled = f' style="{style}"' if style else ""
            return (
                f'<tg-button type="callback_data" data="{escape(data)}"{styled}>{escape(label)}</tg-button>'
            )
        case Open(label, url):
            return f'<tg-button type="url" url="{escape(url)}">{escape(label)}</tg-button>'
        case _:
            assert_never(button)
