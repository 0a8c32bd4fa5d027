"""Both printers: whatever the text, the print is valid, within the limits, and loses nothing silently."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from message import (
    Block,
    Bold,
    Bullets,
    Buttons,
    Fold,
    Heading,
    Line,
    Link,
    Message,
    Open,
    Paragraph,
    Picture,
    Press,
    Row,
    Table,
    Text,
    Time,
)  # fmt: skip
from tests.views.messages import messages
from tests.views.telegram_html import check_url, read_plain, read_rich, units
from views.html import plain, rich

slowly = settings(
    suppress_health_check=list(HealthCheck), deadline=None, max_examples=60, phases=[Phase.generate]
)


def text(words: str) -> Line:
    return (Text(words),)


def check_keyboard(keyboard: tuple[Row, ...], most: int) -> None:
    assert sum(map(len, keyboard)) <= most
    for row in keyboard:
        assert 1 <= len(row) <= 8
        for button in row:
            assert button.label.strip()
            assert units(button.label) <= 64
            if isinstance(button, Open):
                check_url(button.url)
            else:
                assert 1 <= len(button.data.encode()) <= 64


# ---------------------------------------------------------------- laws


@slowly
@given(messages, st.booleans())
def test_a_plain_print_is_always_valid(message: Message, dates: bool) -> None:
    printed = plain(message, dates=dates)
    read_plain(printed.html, caption=bool(printed.photo), dates=dates)
    check_keyboard(printed.keyboard, 99)


@slowly
@given(messages)
def test_a_rich_print_is_always_valid(message: Message) -> None:
    printed = rich(message)
    if printed is not None:
        read_rich(printed.html)
        check_keyboard(printed.keyboard, 99)


@slowly
@given(messages)
def test_reading_on_always_comes_to_an_end(message: Message) -> None:
    for _ in range(400):
        printed = plain(message)
        if not printed.rest:
            return
        message = Message(printed.rest)
    raise AssertionError("there was always a rest")


def tokens(count: int, size: int) -> st.SearchStrategy[list[str]]:
    sizes = st.lists(st.integers(0, size), min_size=count, max_size=count)
    return sizes.map(lambda lengths: [f"q{i}" + "w" * n + "z" for i, n in enumerate(lengths)])


@st.composite
def tokened(draw: st.DrawFn) -> tuple[list[str], tuple[Block, ...]]:
    """Blocks whose every word is unique, so that each can be looked for afterwards."""
    words = draw(tokens(40, 200))
    left = list(words)

    def line() -> Line:
        said = " ".join(left.pop() for _ in range(draw(st.integers(1, 6))) if left)
        return draw(st.sampled_from([(Text(said),), (Bold(said),), (Link(said, "https://example.org/"),)]))

    def block(depth: int = 0) -> Block:
        match draw(st.integers(0, 4 + (depth < 2))):
            case 0:
                return Heading(line())
            case 1:
                return Paragraph(line())
            case 2:
                return Bullets(tuple(line() for _ in range(3)), draw(st.booleans()))
            case 3:
                return Table((), tuple((line(),) for _ in range(2)))
            case 4:
                word = left.pop() if left else "w"
                return Buttons(((Press(word[:60], word[:60]),),))
            case _:
                return Fold(line(), tuple(block(depth + 1) for _ in range(3)))

    blocks = []
    while left:
        blocks.append(block())
    return words, tuple(blocks)


@slowly
@given(tokened())
def test_every_word_and_button_is_printed_once_or_in_the_rest(
    case: tuple[list[str], tuple[Block, ...]],
) -> None:
    words, blocks = case
    said, pressed = "", []
    message = Message(blocks)
    while message.blocks:
        printed = plain(message)
        said += " " + read_plain(printed.html).text
        pressed += [button.data for row in printed.keyboard for button in row if isinstance(button, Press)]
        message = Message(printed.rest)
    found = said.split()
    for word in words:
        assert found.count(word) + pressed.count(word[:60]) >= 1, word
        assert found.count(word) <= 1


@slowly
@given(tokened())
def test_a_rich_print_says_every_word(case: tuple[list[str], tuple[Block, ...]]) -> None:
    words, blocks = case
    printed = rich(Message((Heading(text("front")), *blocks)))
    assert printed is not None
    for word in words:
        assert word[:60] in printed.html


# ---------------------------------------------------------------- plain, by example


def test_blocks_are_printed_while_they_fit_and_the_others_are_the_rest() -> None:
    blocks = tuple(Paragraph(text(letter * 1_500)) for letter in "abc")
    printed = plain(Message(blocks))
    assert printed.html == "a" * 1_500 + "\n\n" + "b" * 1_500
    assert printed.rest == blocks[2:]


def test_a_heading_is_not_left_alone_at_the_end() -> None:
    blocks = (Paragraph(text("a" * 3_000)), Heading(text("next")), Paragraph(text("b" * 3_000)))
    assert plain(Message(blocks)).rest == blocks[1:]


def test_only_a_block_too_long_for_a_message_is_cut_and_between_words() -> None:
    printed = plain(Message((Paragraph(text("слово " * 1_000)),)))
    assert printed.html.endswith("слово ")
    assert 4_000 < units(printed.html) <= 4_096
    assert printed.rest


def test_a_list_too_long_goes_on_with_its_numbers() -> None:
    items = tuple(text(f"{'x' * 1_000}") for _ in range(6))
    printed = plain(Message((Bullets(items, ordered=True),)))
    assert printed.html.startswith("1. x")
    assert printed.rest == (Bullets(items[4:], ordered=True, start=5),) or printed.rest[0].start == 4  # type: ignore[union-attr]


def test_a_table_too_long_goes_on_under_its_head() -> None:
    rows = tuple((text("x" * 1_000), text("1")) for _ in range(6))
    printed = plain(Message((Table((text("what"), text("many")), rows),)))
    assert isinstance(printed.rest[0], Table)
    assert printed.rest[0].head == (text("what"), text("many"))


def test_a_table_reads_as_lines() -> None:
    table = Table((text("Sector"), text("Stories")), ((text("Chemicals"), text("12")), (text("Power"), ())))
    assert plain(Message((table,))).html == "Sector · Stories\nChemicals · 12\nPower"


def test_a_fold_is_a_bold_line_with_its_inside_in_a_folded_quote() -> None:
    fold = Fold(text("Urea"), (Paragraph(text("Plant opened.")), Bullets((text("1 Mt"),))))
    assert plain(Message((fold,))).html == (
        "<b>Urea</b>\n<blockquote expandable>Plant opened.\n• 1 Mt</blockquote>"
    )


def story_fold(name: str, number: int) -> Fold:
    rows = ((Press("Read", f"o:{number}"), Press("Save", f"s:{number}")),)
    return Fold(text(name), (Paragraph(text("inside")), Buttons(rows, Press("Open", f"o:{number}"))))


def test_several_folds_with_buttons_are_numbered_and_their_brief_buttons_stand_side_by_side() -> None:
    printed = plain(Message((story_fold("one", 1), story_fold("two", 2))))
    assert printed.html.startswith("1. <b>one</b>")
    assert "2. <b>two</b>" in printed.html
    assert printed.keyboard == ((Press("1", "o:1"), Press("2", "o:2")),)


def test_a_single_fold_needs_no_number() -> None:
    printed = plain(Message((story_fold("one", 1),)))
    assert printed.html.startswith("<b>one</b>")
    assert printed.keyboard == ((Press("Open", "o:1"),),)


def test_buttons_without_a_brief_one_carry_the_number_of_the_block_before_them() -> None:
    pair = [(Paragraph(text(name)), Buttons(((Press("Save", f"s:{name}"),),))) for name in "ab"]
    printed = plain(Message(tuple(block for both in pair for block in both)))
    assert printed.html == "1. a\n\n2. b"
    assert printed.keyboard == ((Press("1 Save", "s:a"),), (Press("2 Save", "s:b"),))


def test_the_messages_own_keyboard_stands_below() -> None:
    own = ((Press("◀", "l:0"), Press("▶", "l:2")),)
    message = Message((Paragraph(text("a")), Buttons(((Press("Save", "s:1"),),))), own)
    assert plain(message).keyboard == ((Press("Save", "s:1"),), *own)


def test_a_picture_that_comes_first_is_a_photo_with_a_caption() -> None:
    message = Message((Picture("https://e.org/p.jpg", text("Plant")), Paragraph(text("b" * 1_000))))
    printed = plain(message)
    assert printed.photo == "https://e.org/p.jpg"
    assert printed.html == "Plant\n\n" + "b" * 1_000
    assert printed.rest == ()
    longer = replace(message, blocks=(*message.blocks, Paragraph(text("c" * 100))))
    assert plain(longer).rest


def test_a_picture_elsewhere_is_a_link() -> None:
    printed = plain(Message((Paragraph(text("a")), Picture("https://e.org/p.jpg", text("Plant")))))
    assert printed.html == 'a\n\nPlant <a href="https://e.org/p.jpg">🖼</a>'


def test_a_server_without_dates_gets_the_fallback() -> None:
    message = Message((Paragraph((Time(datetime(2026, 9, 1, tzinfo=UTC), "1 Sep"),)),))
    assert plain(message).html == '<tg-time unix="1788220800" format="dt">1 Sep</tg-time>'
    assert plain(message, dates=False).html == "1 Sep"


def test_a_message_that_says_nothing_still_carries_its_buttons() -> None:
    printed = plain(Message((Buttons(((Press("Save", "s:1"),),)),)))
    assert printed.html == "…"
    assert printed.keyboard == ((Press("Save", "s:1"),),)


def test_unsafe_addresses_become_words() -> None:
    line = (Link("here", "https://user:pass@127.0.0.1/"), Text(" & <b>"))
    printed = plain(
        Message((Paragraph(line),), ((Open("go", "javascript:x"),),), preview="file:///etc/passwd")
    )
    assert printed.html == "here &amp; &lt;b&gt;"
    assert printed.keyboard == ()
    assert printed.preview == ""


def test_what_reorders_or_piles_up_is_taken_out() -> None:
    printed = plain(Message((Paragraph(text("a\u202eb\u0007 Z" + "\u0351" * 9 + "\n c")),)))
    assert printed.html == "ab Z" + "\u0351" * 3 + " c"


def test_more_than_a_hundred_entities_go_on_in_the_next_message() -> None:
    items = tuple((Bold(str(n)),) for n in range(150))
    printed = plain(Message((Bullets(items),)))
    assert len(read_plain(printed.html).every()) == 100
    assert printed.rest == (Bullets(items[100:], start=101),)


# ---------------------------------------------------------------- rich, by example


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


@pytest.mark.parametrize("blocks", [
    (Heading(text("x" * 33_000)),),
    tuple(Heading(text("x")) for _ in range(501)),
    (Heading(text("x")), *(Picture(f"https://e.org/{n}.jpg") for n in range(51))),
    (Heading(()),),
])  # fmt: skip
def test_what_is_too_large_or_empty_for_rich_is_left_to_plain(blocks: tuple[Block, ...]) -> None:
    assert rich(Message(blocks)) is None


def test_folds_nested_too_deep_are_printed_flat() -> None:
    block: Block = Paragraph(text("core"))
    for _ in range(12):
        block = Fold(text("fold"), (block,))
    printed = rich(Message((block,)))
    assert printed is not None
    assert read_rich(printed.html).text.endswith("core")
