"""The plain printer, by example: what fits, what is the rest, where the buttons go."""

from dataclasses import replace
from datetime import UTC, datetime

from message import (
    Bold,
    Bullets,
    Buttons,
    Fold,
    Heading,
    Link,
    Message,
    Open,
    Paragraph,
    Picture,
    Press,
    Table,
    Text,
    Time,
)  # fmt: skip
from tests.views.messages import story_fold, text
from tests.views.telegram_html import read_plain, units
from views.html import plain


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


def test_a_label_with_its_number_is_still_no_longer_than_a_label() -> None:
    pair = [(Paragraph(text(name)), Buttons(((Press("x" * 64, f"s:{name}"),),))) for name in "ab"]
    printed = plain(Message(tuple(block for both in pair for block in both)))
    assert [row[0].label for row in printed.keyboard] == [f"{n} {'x' * 61}…" for n in (1, 2)]


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
