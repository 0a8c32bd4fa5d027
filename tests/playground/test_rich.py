"""Rich-message HTML becomes the blocks of a RichMessage, or is refused with the server's words."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.refusal import Refused
from playground.rich import buttons_in, rich_content

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def blocks(html: str, **more: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rich_content({"html": html} | more, NOW)["blocks"]
    return found


def refusal(html: str) -> str:
    with pytest.raises(Refused) as refused:
        rich_content({"html": html, "skip_entity_detection": True}, NOW)
    assert refused.value.code == 400
    return refused.value.description


def test_headings_and_paragraphs() -> None:
    assert blocks("<h2>Gas</h2>\n<p>It <b>flows</b>\n  again</p>") == [
        {"type": "heading", "text": "Gas", "size": 2},
        {"type": "paragraph", "text": ["It ", {"type": "bold", "text": "flows"}, " again"]},
    ]


def test_words_outside_of_blocks_are_paragraphs() -> None:
    assert blocks("one<br>two<hr>three") == [
        {"type": "paragraph", "text": "one\ntwo"},
        {"type": "divider"},
        {"type": "paragraph", "text": "three"},
    ]


def test_a_fold_holds_blocks_below_its_line() -> None:
    (fold,) = blocks("<details open><summary>Line</summary><p>one</p>two</details>")
    assert fold == {
        "type": "details",
        "summary": "Line",
        "blocks": [{"type": "paragraph", "text": "one"}, {"type": "paragraph", "text": "two"}],
        "is_open": True,
    }


def test_a_list_counts_from_where_it_is_told() -> None:
    (ordered,) = blocks('<ol start="6"><li>a</li><li>b</li></ol>')
    assert [(item["label"], item["value"]) for item in ordered["items"]] == [("6.", 6), ("7.", 7)]


def test_a_table_has_rows_of_cells() -> None:
    (table,) = blocks("<table bordered><tr><th>a</th><td></td></tr><tr><td colspan=2>1</td></tr></table>")
    head, row = table["cells"]
    assert head[0] == {"align": "center", "valign": "middle", "is_header": True, "text": "a"}
    assert "text" not in head[1]
    assert row[0]["colspan"] == 2
    assert table["is_bordered"]


def test_a_table_of_one_row_loses_its_links_as_on_the_server() -> None:
    row = '<tr><td><a href="https://a.kz">a</a></td></tr>'
    assert blocks(f"<table>{row}</table>")[0]["cells"][0][0]["text"] == "a"
    assert blocks(f"<table>{row}{row}</table>")[0]["cells"][0][0]["text"]["type"] == "url"


def test_buttons_stand_in_lines_and_in_rows() -> None:
    html = (
        '<p>Save it: <tg-button type="callback_data" data="save:1" style="link">Save</tg-button></p>'
        '<tg-button-row align="right"><tg-button type="url" url="https://a.kz">Read</tg-button></tg-button-row>'
    )
    made = rich_content({"html": html}, NOW)
    assert buttons_in(made) == [
        {"text": "Save", "style": "link", "callback_data": "save:1"},
        {"text": "Read", "url": "https://a.kz"},
    ]
    assert made["blocks"][1]["align"] == "right"


def test_addresses_and_tags_are_found_unless_told_not_to() -> None:
    kinds = [part["type"] for part in blocks("<p>#gas @desk a@b.kz</p>")[0]["text"] if isinstance(part, dict)]
    assert kinds == ["hashtag", "mention", "email_address"]
    assert blocks("<p>#gas</p>", skip_entity_detection=True)[0]["text"] == "#gas"
    assert blocks("<pre>#gas</pre>")[0]["text"] == "#gas"
    with pytest.raises(Refused, match="RICH_MESSAGE_EMAIL_INVALID"):
        blocks("<p>price@2.5</p>")


BUTTON = '<tg-button type="callback_data" data="x">x</tg-button>'


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<h1> </h1>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<p></p>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<ul></ul>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<ul><li></li></ul>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<table></table>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<details><summary>x</summary></details>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<div>x</div>", 'can\'t parse entities: Unsupported start tag "div" at byte offset 0'),
        ("<p>x", 'Can\'t find end tag corresponding to start tag "p"'),
        ("x</p>", "Unexpected end tag at byte offset 1"),
        ("<p>x</h1>", 'expected "</p>", found "</h1>"'),
        ("<p><h1>x</h1></p>", 'Block tag inside "p"'),
        ("<li>x</li>", "Misplaced tag"),
        ("<details><p>x</p></details>", "The first thing must be a summary"),
        ("<ul><p>x</p></ul>", "Only list items belong into a list"),
        ("<ul>x</ul>", 'Unexpected text in the tag "ul"'),
        ('<ol start="x"><li>a</li></ol>', "A number is expected"),
        ("<table><p>x</p></table>", "Only rows belong into a table"),
        ("<table><tr><p>x</p></tr></table>", "Only cells belong into a row"),
        ('<table><tr><td align="up">x</td></tr></table>', "Unknown alignment"),
        ('<table><tr><td colspan="0">x</td></tr></table>', "A number is expected"),
        (f"<table><tr><td>{BUTTON}</td></tr></table>", "Buttons do not work inside a table"),
        ("<figure></figure>", "No picture"),
        ("<figure><p>x</p></figure>", "Only an img and a figcaption"),
        ("<img src='file:///x'>", "An http address is needed"),
        ("<tg-button-row></tg-button-row>", "From 1 to 8 buttons"),
        (f"<tg-button-row>{BUTTON * 9}</tg-button-row>", "From 1 to 8 buttons"),
        (f"<tg-button-row align='up'>{BUTTON}</tg-button-row>", "Unknown alignment"),
        ("<tg-button-row><b>x</b></tg-button-row>", "Only buttons belong into a row of buttons"),
        ("<tg-button>x</tg-button>", 'Unknown type ""'),
        ("<tg-button type='url'>x</tg-button>", 'Missing attribute "url"'),
        ("<tg-button type='url' url='x'>x</tg-button>", "URL 'x' is invalid"),
        ("<tg-button type='url' url='https://a.kz' style='link'>x</tg-button>", "for callback buttons only"),
        ("<tg-button type='callback_data' data='x' style='neon'>x</tg-button>", 'Unknown style "neon"'),
        ("<tg-button type='callback_data' data='x'><b>x</b></tg-button>", "Invalid label"),
        ("<tg-button type='callback_data' data='x'></tg-button>", "Invalid label"),
        (f"<tg-button type='callback_data' data='{'я' * 33}'>x</tg-button>", "BUTTON_DATA_INVALID"),
        ("<tg-button type='callback_data' data=''>x</tg-button>", "BUTTON_DATA_INVALID"),
        ("<p><tg-time unix='9999999999'>x</tg-time></p>", "RICH_MESSAGE_DATE_INVALID"),
        ("<p><tg-time unix='1' format='x'>x</tg-time></p>", 'Invalid date-time format "x"'),
    ],
)
def test_a_wrong_document_is_refused(html: str, words: str) -> None:
    assert words in refusal(html)


def nested(levels: int) -> str:
    return "<blockquote>" * levels + "x" + "</blockquote>" * levels


CELL = "<td>x</td>"


@pytest.mark.parametrize(
    ("within", "over", "words"),
    [
        (f"<p>{'x' * 32_768}</p>", f"<p>{'x' * 32_769}</p>", "RICH_MESSAGE_TEXT_TOO_LONG"),
        ("<hr>" * 500, "<hr>" * 501, "RICH_MESSAGE_BLOCKS_TOO_MANY"),
        (f"<ul>{'<li>x</li>' * 249}</ul>", f"<ul>{'<li>x</li>' * 250}</ul>", "RICH_MESSAGE_BLOCKS_TOO_MANY"),
        (nested(15), nested(16), "RICH_MESSAGE_DEPTH_INVALID"),
        ("<img src='http://a.kz/x'>" * 50, "<img src='http://a.kz/x'>" * 51, "RICH_MESSAGE_MEDIA_TOO_MANY"),
        (
            f"<table><tr>{CELL * 20}</tr></table>",
            f"<table><tr>{CELL * 19}<td colspan='2'>x</td></tr></table>",
            "RICH_MESSAGE_TABLE_COLS_TOO_MANY",
        ),
    ],
)
def test_a_limit_is_reached_but_not_passed(within: str, over: str, words: str) -> None:
    assert blocks(within)
    assert words in refusal(over)


@pytest.mark.parametrize("given", [{}, {"markdown": "x"}, {"html": "x", "blocks": []}])
def test_only_html_is_read(given: dict[str, object]) -> None:
    with pytest.raises(Refused, match="RICH_MESSAGE_INVALID"):
        rich_content(given, NOW)


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</li>", "</ul>", "x", "<hr>", " "])
    )
)
def test_any_document_is_read_or_refused(parts: list[str]) -> None:
    with suppress(Refused):
        assert rich_content({"html": "".join(parts)}, NOW)["blocks"]
