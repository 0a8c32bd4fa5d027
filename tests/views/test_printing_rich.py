"""The rich printer, by example: headings, folds, tables and the buttons beside their text."""

import pytest

from message import (
    Block,
    Bullets,
    Fold,
    Heading,
    Message,
    Paragraph,
    Picture,
    Press,
    Rule,
    Table,
)  # fmt: skip
from tests.views.messages import story_fold, text
from tests.views.telegram_html import read_rich
from views.html import rich


def test_a_message_without_heading_table_or_fold_is_never_rich() -> None:
    assert rich(Message((Paragraph(text("a")),))) is None


def test_a_front_page_is_printed_with_folds_and_buttons_beside_their_story() -> None:
    printed = rich(Message((Heading(text("Today")), story_fold("one", 1)), back=Press("Back", "cy:plain")))
    assert printed is not None
    assert printed.html == (
        "<h1>Today</h1><details><summary>one</summary><p>inside</p><tg-button-row>"
        '<tg-button type="callback_data" data="o:1">Read</tg-button>'
        '<tg-button type="callback_data" data="s:1">Save</tg-button></tg-button-row></details>'
    )
    assert printed.keyboard == ((Press("Back", "cy:plain"),),)


def test_a_table_with_one_filled_row_is_printed_as_paragraphs() -> None:
    printed = rich(Message((Table((text("a"), text("b")), ((), ())), Heading(text("h")))))
    assert printed is not None
    assert printed.html == "<p>a</p><p>b</p><h1>h</h1>"


def test_a_table_keeps_its_head_and_rows() -> None:
    printed = rich(Message((Table((text("a"),), ((text("1"),),), text("cap")),)))
    assert printed is not None
    assert printed.html == (
        "<table bordered striped><caption>cap</caption><tr><th>a</th></tr><tr><td>1</td></tr></table>"
    )


@pytest.mark.parametrize("blocks", [(Heading(text("x" * 33_000)),), (Heading(()),)])
def test_what_is_too_large_or_empty_for_rich_is_left_to_plain(blocks: tuple[Block, ...]) -> None:
    assert rich(Message(blocks)) is None


@pytest.mark.parametrize(("blocks", "count"), [
    ((Heading(text("x")), *(Paragraph(text("y" * 1_000)) for _ in range(40))), 33),
    ((Heading(text("x")), *(Paragraph(text("y")) for _ in range(600))), 500),
    ((Heading(text("x")), *(Picture(f"https://e.org/{n}.jpg") for n in range(60))), 51),
])  # fmt: skip
def test_blocks_are_printed_while_they_fit_and_the_others_are_the_rest(
    blocks: tuple[Block, ...], count: int
) -> None:
    printed = rich(Message(blocks, back=Press("Back", "cy:plain")))
    assert printed is not None
    assert printed.rest == blocks[count:]
    assert printed.keyboard == ((Press("Back", "cy:plain"),),)


def test_a_heading_is_not_left_alone_at_the_end() -> None:
    long = Paragraph(text("y" * 20_000))
    blocks = (long, Heading(text("h")), Heading(text("i"), 2), long)
    printed = rich(Message(blocks))
    assert printed is not None
    assert printed.rest == blocks[1:]


def test_a_picture_is_a_figure_and_one_that_cannot_be_shown_leaves_its_caption() -> None:
    shown = Picture("https://e.org/p.jpg?a=1&b=2", text("Plant"))
    hidden = Picture("javascript:x", text("Gone"))
    printed = rich(Message((Heading(text("h")), shown, hidden)))
    assert printed is not None
    assert printed.html == (
        '<h1>h</h1><figure><img src="https://e.org/p.jpg?a=1&amp;b=2"><figcaption>Plant</figcaption></figure><p>Gone</p>'
    )


def test_a_list_is_numbered_from_where_it_starts_and_shows_a_dot_for_nothing() -> None:
    printed = rich(
        Message((Heading(text("h")), Bullets((text("a"), ()), ordered=True, start=3), Bullets(()), Rule()))
    )
    assert printed is not None
    assert printed.html == '<h1>h</h1><ol start="3"><li>a</li><li>…</li></ol><hr>'


def test_a_table_too_wide_is_read_line_by_line() -> None:
    wide = tuple(text(str(n)) for n in range(21))
    printed = rich(Message((Table(wide, (wide,)),)))
    assert printed is not None
    assert printed.html.count("<p>") == 42


def test_folds_nested_too_deep_are_printed_flat() -> None:
    block: Block = Paragraph(text("core"))
    for _ in range(12):
        block = Fold(text("fold"), (block,))
    printed = rich(Message((block,)))
    assert printed is not None
    assert read_rich(printed.html).text.endswith("core")
