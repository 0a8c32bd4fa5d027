"""What every view keeps, in every language: it prints both ways, phones show its labels, its buttons work."""

import re
from collections.abc import Mapping
from itertools import chain

import pytest

from message import Buttons, Fold, Message, Press, Row, from_json, to_json
from tests.views.gallery import gallery
from tests.views.telegram_html import check_keyboard, read_plain, read_rich
from views.actions import decode
from views.html import plain, rich
from views.i18n import LANGUAGES
from views.widths import room, width

MAY_GO_ON = {"sources", "front page"}  # long lists: their rest is behind "More"

Shown = Mapping[str, Message]


def inside(message: Message) -> list[Row]:
    """The rows of buttons that stand in the message itself."""
    parts = [block.blocks if isinstance(block, Fold) else (block,) for block in message.blocks]
    return [row for part in parts for block in part if isinstance(block, Buttons) for row in block.rows]


@pytest.fixture(params=LANGUAGES, scope="module")
def shown(request: pytest.FixtureRequest) -> Shown:
    return gallery(request.param)


def test_each_is_printed_plain_in_one_message(shown: Shown) -> None:
    for name, message in shown.items():
        printed = plain(message)
        read_plain(printed.html, caption=bool(printed.photo))
        check_keyboard(printed.keyboard, 99)
        assert not printed.rest or name in MAY_GO_ON, name


def test_each_is_printed_rich_when_that_shows_more(shown: Shown) -> None:
    for name, message in shown.items():
        printed = rich(message)
        assert (printed is not None) == message.wants_rich, name
        if printed is not None:
            read_rich(printed.html)
            check_keyboard(printed.keyboard, 100)


def test_no_button_is_lost_and_each_means_something(shown: Shown) -> None:
    for name, message in shown.items():
        below = set(chain.from_iterable(plain(message).keyboard))
        assert below >= set(chain.from_iterable(message.keyboard)), name
        for row in (*message.keyboard, *inside(message), *((message.back,),) * bool(message.back)):
            assert all(decode(button.data) is not None for button in row if isinstance(button, Press)), name


def test_a_phone_shows_every_label_whole(shown: Shown) -> None:
    for name, message in shown.items():
        for row in (*plain(message).keyboard, *inside(message)):
            for button in row:
                assert width(button.label) <= room(len(row)), (name, button.label, len(row))


def test_each_outlives_being_kept(shown: Shown) -> None:
    for name, message in shown.items():
        assert from_json(to_json(message)) == message, name


def test_each_says_sentences_and_no_keys(shown: Shown) -> None:
    for name, message in shown.items():
        printed = plain(message)
        text = read_plain(printed.html, caption=bool(printed.photo)).text
        assert not re.search(r"\b(button|error|note|problem|story|digest|source|health|needs)-[a-z]", text), (
            name
        )


def test_what_may_be_printed_rich_leads_back_to_plain(shown: Shown) -> None:
    assert [name for name, message in shown.items() if message.wants_rich and message.back is None] == []
