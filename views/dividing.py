"""A block too long for one message, in two: what is said now and what is said next. Nothing is lost."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import assert_never

from message import Block, Bullets, Buttons, Fold, Heading, Line, Paragraph, Picture, Rule, Table
from views import inline

Fits = Callable[[Block], bool]
Divided = tuple[Block | None, tuple[Block, ...]]  # what fits, None when nothing does; and what follows it


def divided(block: Block, fits: Fits) -> Divided:  # noqa: PLR0911  a case a kind
    """The largest head of the block that fits, and the rest; a small block that does not fit is all rest."""
    match block:
        case Heading(line, level):
            return _line(line, lambda part: Heading(part, level), fits)
        case Paragraph(line):
            return _line(line, Paragraph, fits)
        case Bullets():
            return _bullets(block, fits)
        case Table():
            return _table(block, fits)
        case Fold():
            return _fold(block, fits)
        case Buttons(rows, brief):
            most = _most(len(rows), lambda count: fits(Buttons(rows[:count], brief)))
            return (Buttons(rows[:most], brief), (Buttons(rows[most:], brief),)) if most else (None, (block,))
        case Picture(url, caption):
            head, tail = _line(caption, lambda part: Picture(url, part), fits)
            return head, tail
        case Rule():
            return None, (block,)
        case _:
            assert_never(block)


def _most(limit: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to `limit` that fits; 0 when none does."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _line(line: Line, make: Callable[[Line], Block], fits: Fits) -> Divided:
    """Divided inside a line: between words, or between letters when one word is that long."""
    most = _most(inline.length(line), lambda units: fits(make(inline.divide(line, units)[0])))
    head, tail = inline.divide(line, most)
    if inline.is_blank(head):
        return None, (make(tail),)  # blanks are no loss, and the next attempt begins further on
    return make(head), (Paragraph(tail),) if not inline.is_blank(tail) else ()


def _bullets(block: Bullets, fits: Fits) -> Divided:
    most = _most(len(block.items), lambda count: fits(replace(block, items=block.items[:count])))
    if most:
        rest = replace(block, items=block.items[most:], start=block.start + most)
        return replace(block, items=block.items[:most]), (rest,)
    head, tail = _line(block.items[0], lambda part: replace(block, items=(part,)), fits)
    others = replace(block, items=block.items[1:], start=block.start + 1)
    return head, (*tail, *((others,) if others.items else ()))


def _table(block: Table, fits: Fits) -> Divided:
    most = _most(len(block.rows), lambda count: fits(replace(block, rows=block.rows[:count])))
    if most:
        return replace(block, rows=block.rows[:most]), (replace(block, rows=block.rows[most:], caption=()),)
    return _first_of([Paragraph(line) for line in _flat(block)], fits)


def _flat(block: Table) -> Sequence[Line]:
    cells = [cell for row in (block.head, *block.rows) for cell in row]
    return [line for line in (block.caption, *cells) if not inline.is_blank(line)]


def _fold(block: Fold, fits: Fits) -> Divided:
    most = _most(len(block.blocks), lambda count: fits(replace(block, blocks=block.blocks[:count])))
    head = replace(block, blocks=block.blocks[:most])
    if not fits(head):
        return _first_of([Paragraph(block.line), *block.blocks], fits)
    if most == len(block.blocks):
        return head, ()
    part, tail = divided(
        block.blocks[most], lambda inner: fits(replace(block, blocks=(*block.blocks[:most], inner)))
    )
    if part is None or _breaks_a_word(part, tail):
        return head, block.blocks[most:]
    return replace(block, blocks=(*block.blocks[:most], part)), (*tail, *block.blocks[most + 1 :])


def _breaks_a_word(part: Block, tail: Sequence[Block]) -> bool:
    """Whether the tail goes on inside a word: only a message that begins with it has to break one."""
    match part, [*tail]:
        case Heading(line) | Paragraph(line) | Bullets((*_, line)), [Paragraph(rest), *_]:
            return not f"{inline.words(line)[-1:]}{inline.words(rest)[:1]}".count(" ")
    return False


def _first_of(blocks: Sequence[Block], fits: Fits) -> Divided:
    """Divide the first of the blocks that a larger one falls apart into."""
    if not blocks:
        return None, ()
    if fits(blocks[0]):
        return blocks[0], tuple(blocks[1:])
    head, tail = divided(blocks[0], fits)
    return head, (*tail, *blocks[1:])
