"""parse_mode=HTML is read and refused as Telegram does."""

from contextlib import suppress
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.detect import with_found
from playground.markup import parse_html, units, valid_url
from playground.tags import MarkupError

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><STRONG>b</STRONG>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>a<u>b</u></i>", "ab", [entity("italic", 0, 2), entity("underline", 1, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("🇰🇿 <b>a</b>", "🇰🇿 a", [entity("bold", 5, 1)]),
        (
            "<a href='https://a.kz/?x=1&amp;y=2'>a</a>",
            "a",
            [entity("text_link", 0, 1, url="https://a.kz/?x=1&y=2")],
        ),
        ("<a>https://a.kz</a>", "https://a.kz", [entity("text_link", 0, 12, url="https://a.kz")]),
        ('<a href="javascript:x">a</a>', "a", []),
        ("<pre><code class='language-sql'>x</code></pre>", "x", [entity("pre", 0, 1, language="sql")]),
        ("<code class='language-sql'>x</code>", "x", [entity("code", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ("<blockquote>x</>", "x", [entity("blockquote", 0, 1)]),
        ("<tg-emoji emoji-id=5>👍</tg-emoji>", "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
        ("<tg-time unix='60'>x</tg-time>", "x", [entity("date_time", 0, 1, unix_time=60)]),
        (
            "<tg-time unix='60' format='wDT'>x</tg-time>",
            "x",
            [entity("date_time", 0, 1, unix_time=60, date_time_format="wDT")],
        ),
        ("<b></b>x", "x", []),
        ("\n <b> x </b> ", "x", [entity("bold", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#65;&#x42;&copy;&#0;&#xZ; & &lt", '<>&"AB&copy;&#0;&#xZ; & <', []),
    ],
)
def test_markup_becomes_text_and_entities(html: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("я <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a "x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-time>x</tg-time>", 'Invalid unix time in the tag "tg-time" at byte offset 0'),
        (
            "<tg-time unix='1' format='rd'>x</tg-time>",
            'Invalid date-time format "rd" in the tag "tg-time" at byte offset 0',
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_the_servers_words(html: str, words: str) -> None:
    with pytest.raises(MarkupError) as error:
        parse_html(html)
    assert str(error.value) == words


@given(words)
def test_escaped_words_come_back_as_they_were(text: str) -> None:
    parsed, entities = parse_html(escape(text))
    assert text.strip().startswith(parsed.strip())
    assert entities == []


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "code"]), words), min_size=1, max_size=5))
def test_entities_never_leave_the_text(runs: list[tuple[str, str]]) -> None:
    text, entities = parse_html("".join(f"<{tag}>{escape(word)}</{tag}>" for tag, word in runs))
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= units(text) for e in entities)


@given(st.text(st.sampled_from("<>/&=\"' abp;#1")))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(MarkupError):
        parsed, entities = parse_html(text)
        assert all(e["offset"] + e["length"] <= units(parsed) for e in entities)


@pytest.mark.parametrize("url", ["https://a.kz", "a.kz/x", "tg://user?id=5", "http://127.0.0.1:8080/x"])
def test_an_address_that_opens_is_taken(url: str) -> None:
    assert valid_url(url)


@pytest.mark.parametrize("url", ["", "https://", "ftp://a.kz", "http://a b.kz", "nowhere", "http://[::1"])
def test_an_address_that_opens_nothing_is_not(url: str) -> None:
    assert not valid_url(url)


def test_commands_mentions_tags_and_addresses_are_found() -> None:
    text = "😀 /start@bot and/or #gas @desk, see https://a.kz/x. or mail a@b.kz 1/2"
    found = [(e["type"], utf16(text, e["offset"], e["length"])) for e in with_found(text, [])]
    assert found == [
        ("bot_command", "/start@bot"),
        ("hashtag", "#gas"),
        ("mention", "@desk"),
        ("url", "https://a.kz/x"),
        ("email", "a@b.kz"),
    ]


def utf16(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le")


def test_nothing_is_found_inside_links_and_code() -> None:
    text, entities = parse_html('<a href="https://a.kz">#gas</a> <code>/start</code> <b>/help</b>')
    assert [e["type"] for e in with_found(text, entities)] == ["text_link", "code", "bold", "bot_command"]
