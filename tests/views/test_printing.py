"""Both printers: whatever the text, the print is valid, within the limits, and loses nothing silently."""

from dataclasses import replace

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
    Paragraph,
    Picture,
    Press,
    Table,
    Text,
)  # fmt: skip
from tests.views.messages import messages, text
from tests.views.telegram_html import check_keyboard, read_plain, read_rich
from views.html import plain, rich

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of what failed, if it did
slowly = settings(suppress_health_check=list(HealthCheck), max_examples=60, phases=[Phase.generate])


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
def test_a_rich_print_says_every_word_once_and_has_every_button(
    case: tuple[list[str], tuple[Block, ...]],
) -> None:
    words, blocks = case
    printed = rich(Message((Heading(text("front")), *blocks)))
    assert printed is not None
    root = read_rich(printed.html)
    buttons = [tag.attributes["data"] for tag in root.named("tg-button")]
    for button in root.named("tg-button"):
        button.children = []
    found = " ".join(
        part for tag in (root, *root.every()) for part in tag.children if isinstance(part, str)
    ).split()
    for word in words:
        assert found.count(word) + buttons.count(word[:60]) == 1, word


@slowly
@given(messages, st.integers(1, 9))
def test_what_rich_has_no_room_for_is_its_rest(message: Message, times: int) -> None:
    many = replace(message, blocks=(Heading(text("front")), *message.blocks * times))
    printed = rich(many)
    assert printed is not None
    read_rich(printed.html)
    assert printed.rest == many.blocks[len(many.blocks) - len(printed.rest) :]
    whole = rich(replace(many, blocks=many.blocks[: len(many.blocks) - len(printed.rest)]))
    assert whole is not None
    assert (whole.html, whole.rest) == (printed.html, ())


@slowly
@given(messages)
def test_a_photo_with_its_caption_says_what_fits_and_the_rest_follows(message: Message) -> None:
    printed = plain(replace(message, blocks=(Picture("https://e.org/p.jpg", text("Plant")), *message.blocks)))
    assert printed.photo == "https://e.org/p.jpg"
    said = read_plain(printed.html, caption=True).text
    assert said.removeprefix("1. ").startswith("Plant")  # numbered where buttons follow and others have some
