"""A block too long for one message, in two: nothing is lost, nothing is said twice."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from message import (
    Block,
    Bold,
    Bullets,
    Buttons,
    Fold,
    Heading,
    Italic,
    Line,
    Link,
    Paragraph,
    Picture,
    Press,
    Row,
    Rule,
    Table,
    Text,
    Time,
)  # fmt: skip
from tests.views.messages import text
from tests.views.samples import NOW
from views import inline
from views.dividing import divided

URL = "https://example.org/"
words = st.text("абвгд ", min_size=1, max_size=40).map(lambda said: f"q{said}q")
lines: st.SearchStrategy[Line] = st.lists(
    st.one_of(words.map(Text), words.map(Bold), words.map(Italic), words.map(lambda said: Link(said, URL))),
    min_size=1,
    max_size=3,
).map(tuple)
rows: st.SearchStrategy[Row] = words.map(lambda said: (Press(said, "o:1"),))
simple: st.SearchStrategy[Block] = st.one_of(
    lines.map(Heading), lines.map(Paragraph), lines.map(lambda line: Picture(URL, line)),
    st.builds(Bullets, st.lists(lines, min_size=1, max_size=4).map(tuple), st.booleans()),
    st.builds(lambda body, caption: Table((), tuple((one, one) for one in body), caption),
              st.lists(lines, min_size=1, max_size=3), lines | st.just(())),
    st.builds(Buttons, st.lists(rows, min_size=1, max_size=4).map(tuple)),
)  # fmt: skip
blocks = st.recursive(
    simple, lambda inner: st.builds(Fold, lines, st.lists(inner, max_size=3).map(tuple)), max_leaves=5
)


def said(block: Block) -> Iterator[str]:
    """Everything a block says, in order."""
    match block:
        case Heading(line, _) | Paragraph(line) | Picture(_, line):
            yield inline.words(line)
        case Bullets(items):
            yield from map(inline.words, items)
        case Table(head, body, caption):
            yield from map(inline.words, (caption, *head, *(cell for row in body for cell in row)))
        case Fold(line, inner, _):
            yield inline.words(line)
            for one in inner:
                yield from said(one)
        case Buttons(given):
            yield from (button.label for row in given for button in row)


def bare(several: tuple[Block, ...]) -> str:
    return "".join("".join("".join(said(block)) for block in several).split())


@settings(max_examples=300)
@given(blocks, st.integers(3, 120))
def test_both_parts_together_say_what_the_block_said(block: Block, room: int) -> None:
    def fits(part: Block) -> bool:
        return sum(map(len, said(part))) <= room

    if fits(block):
        return
    head, rest = divided(block, fits)
    assert head is None or fits(head)
    assert head is not None or isinstance(block, Buttons | Fold)
    assert bare((head,) if head else ()) + bare(rest) == bare((block,))


def test_a_rule_and_a_row_of_buttons_that_do_not_fit_wait_for_the_next_message() -> None:
    assert divided(Rule(), lambda _: False) == (None, (Rule(),))
    row = Buttons(((Press("Save", "s:1"),),))
    assert divided(row, lambda _: False) == (None, (row,))


def test_rows_of_buttons_are_divided_between_rows() -> None:
    one, two, three = ((Press(str(n), f"s:{n}"),) for n in range(3))
    brief = Press("all", "o:1")
    head, rest = divided(
        Buttons((one, two, three), brief), lambda part: isinstance(part, Buttons) and len(part.rows) < 3
    )
    assert (head, rest) == (Buttons((one, two), brief), (Buttons((three,), brief),))


@pytest.mark.parametrize("block", [Heading(text("a" * 9), 2), Picture(URL, text("a" * 9))])
def test_a_line_too_long_goes_on_as_a_paragraph(block: Heading | Picture) -> None:
    head, rest = divided(block, lambda part: sum(map(len, said(part))) <= 4)
    assert type(head) is type(block)
    assert list(said(head)) == ["aaaa"]
    assert rest == (Paragraph(text("a" * 5)),)


def test_blanks_alone_are_no_head() -> None:
    line: Line = (Text(" "), Text(" "), Text("ab"))
    assert divided(Paragraph(line), lambda part: sum(map(len, said(part))) <= 2) == (
        None,
        (Paragraph(text("ab")),),
    )


def test_a_table_whose_first_row_is_too_long_falls_apart_into_its_lines() -> None:
    table = Table((text("head"),), ((text("x" * 9),),), text("cap"))
    head, rest = divided(table, lambda part: sum(map(len, said(part))) <= 5)
    assert head == Paragraph(text("cap"))
    assert rest == (Paragraph(text("head")), Paragraph(text("x" * 9)))
    assert divided(Table(((),), (((),),)), lambda _: False) == (None, ())


def test_a_table_goes_on_under_its_head_and_its_caption_is_said_once() -> None:
    one, two, three = ((text(letter * 4),) for letter in "abc")
    table = Table((text("h"),), (one, two, three), text("c"))
    head, rest = divided(table, lambda part: sum(map(len, said(part))) <= 10)
    assert (head, rest) == (Table(table.head, (one, two), table.caption), (Table(table.head, (three,)),))


def test_a_fold_whose_line_is_too_long_falls_apart_too() -> None:
    fold = Fold(text("x" * 9), (Paragraph(text("inside")),))
    head, rest = divided(fold, lambda part: sum(map(len, said(part))) <= 5)
    assert head == Paragraph(text("x" * 5))
    assert rest == (Paragraph(text("x" * 4)), Paragraph(text("inside")))


def test_what_fits_is_left_whole() -> None:
    fold = Fold(text("l"), (Paragraph(text("inside")),))
    assert divided(fold, lambda _: True) == (fold, ())


def test_a_fold_keeps_what_fits_inside_it() -> None:
    one, two, three = (Paragraph(text(f"{letter} {letter * 2}")) for letter in "abc")
    head, rest = divided(Fold(text("l"), (one, two, three)), lambda part: sum(map(len, said(part))) <= 7)
    assert head == Fold(text("l"), (one, Paragraph(text("b "))))
    assert rest == (Paragraph(text("bb")), three)


def test_a_word_is_broken_only_where_it_would_begin_a_message() -> None:
    one, two = Paragraph(text("aaaa")), Bullets((text("bbbb"),))
    head, rest = divided(Fold(text("l"), (one, two)), lambda part: sum(map(len, said(part))) <= 7)
    assert (head, rest) == (Fold(text("l"), (one,)), (two,))
    head, rest = divided(two, lambda part: sum(map(len, said(part))) <= 3)
    assert (head, rest) == (Bullets((text("bbb"),)), (Paragraph(text("b")),))


def test_a_moment_is_cut_as_words() -> None:
    line: Line = (Text("at "), Time(NOW, "25 September"))
    head, rest = divided(Paragraph(line), lambda part: sum(map(len, said(part))) <= 6)
    assert head == Paragraph((Text("at "), Text("25 ")))
    assert rest == (Paragraph((Text("September"),)),)
