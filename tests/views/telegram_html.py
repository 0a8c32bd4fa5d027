"""A checker of what we print, written from the Bot API's text: it shares no line with the printers.

`read_plain` and `read_rich` raise AssertionError where Telegram would refuse or show something else.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

from message import Open, Row

PLAIN_TAGS = {"b", "i", "a", "blockquote", "tg-time"}
RICH_INLINE = {"b", "i", "a", "tg-time"}
RICH_BLOCKS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "hr", "ul", "ol", "details", "table", "figure", "tg-button-row",
}  # fmt: skip
INSIDE = {
    "ul": {"li"}, "ol": {"li"}, "table": {"caption", "tr"}, "tr": {"td", "th"},
    "figure": {"img", "figcaption"}, "tg-button-row": {"tg-button"},
}  # fmt: skip
LINES = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "summary",
    "caption",
    "td",
    "th",
    "figcaption",
    "li",
    *RICH_INLINE,
}
MAY_BE_EMPTY = {"td", "th"}
VOID = {"hr", "img"}
TOKEN = re.compile(r"<(/?)([a-z0-9-]+)((?:\s+[a-z]+(?:=\"[^\"<>]*\")?)*)>|([^<>]+)")
ATTRIBUTE = re.compile(r"([a-z]+)(?:=\"([^\"]*)\")?")
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot);)")
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass
class Tag:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Tag | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def every(self) -> list["Tag"]:
        return [tag for child in self.children if isinstance(child, Tag) for tag in (child, *child.every())]

    def named(self, name: str) -> list["Tag"]:
        return [tag for tag in self.every() if tag.name == name]

    @property
    def depth(self) -> int:
        return 1 + max((child.depth for child in self.children if isinstance(child, Tag)), default=0)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def tree(html: str) -> Tag:
    """The tags, balanced, with nothing between them that is not a token."""
    root = Tag("")
    stack = [root]
    at = 0
    while at < len(html):
        token = TOKEN.match(html, at)
        assert token, f"unreadable at {at}: {html[at : at + 40]!r}"
        at = token.end()
        closing, name, attributes, text = token.groups()
        if text is not None:
            assert not ENTITY.search(text), f"unknown entity in {text!r}"
            stack[-1].children.append(unescape(text))
        elif closing:
            assert stack.pop().name == name, f"unbalanced </{name}>"
        else:
            tag = Tag(name, {key: unescape(value) for key, value in ATTRIBUTE.findall(attributes)})
            stack[-1].children.append(tag)
            if name not in VOID:
                stack.append(tag)
    assert stack == [root], "a tag is left open"
    return root


def check_inline(tag: Tag) -> None:
    if tag.name == "a":
        check_url(tag.attributes["href"])
    if tag.name == "tg-time":
        assert re.fullmatch(r"[0-9]{1,10}", tag.attributes["unix"])
        assert re.fullmatch(r"r|w?[dD]?[tT]?", tag.attributes.get("format", ""))


def check_url(url: str) -> None:
    parts = urlsplit(url)
    assert parts.scheme in {"http", "https"}
    assert parts.hostname
    assert "." in parts.hostname
    assert "@" not in parts.netloc
    assert not re.search(r"\s", url)


def check_words(text: str) -> None:
    found = UNSEEN.search(text)
    assert not found, f"{found!r} reorders or hides text"
    assert not re.search("[\u0300-\u036f]{4}", text), "more than three marks in a row"


def read_plain(html: str, *, caption: bool = False, dates: bool = True) -> Tag:
    """The tree of a plain print; every rule of parse_mode=HTML and every limit is held."""
    root = tree(html)
    assert caption or root.text.strip(), "an empty message is refused"
    assert units(root.text.strip()) <= (1_024 if caption else 4_096)
    entities = root.every()
    assert len(entities) <= 100
    for tag in entities:
        assert tag.name in PLAIN_TAGS, tag.name
        assert dates or tag.name != "tg-time"
        check_inline(tag)
        if tag.name == "blockquote":
            assert not tag.named("blockquote"), "quotes cannot be nested"
    check_words(root.text)
    return root


def read_rich(html: str) -> Tag:
    """The tree of a rich print; every rule of rich HTML and every limit is held."""
    assert len(html) <= 32_768
    root = tree(html)
    assert root.children, "an empty message is refused"
    assert sum(tag.name in RICH_BLOCKS | {"li", "tr", "summary"} for tag in root.every()) <= 500
    assert root.depth - 1 <= 16
    assert len(root.named("img")) <= 50
    for tag in (root, *root.every()):
        check_rich(tag)
    check_words(root.text)
    return root


def check_rich(tag: Tag) -> None:
    kinds = [child.name if isinstance(child, Tag) else "text" for child in tag.children]
    if tag.name == "":
        assert set(kinds) <= RICH_BLOCKS, kinds
    elif tag.name == "details":
        assert kinds[0] == "summary"
        assert kinds[1:], "a fold opens something"
        assert set(kinds[1:]) <= RICH_BLOCKS
    elif tag.name in INSIDE:
        assert kinds
        assert set(kinds) <= INSIDE[tag.name], kinds
    elif tag.name in LINES:
        assert set(kinds) <= RICH_INLINE | {"text"}, kinds
        assert tag.text.strip() or tag.name in MAY_BE_EMPTY | RICH_INLINE, f"empty {tag.name}"
    check_inline(tag)
    check_parts(tag)


def check_parts(tag: Tag) -> None:
    if tag.name == "table":
        rows = [child for child in tag.children if isinstance(child, Tag) and child.name == "tr"]
        assert sum(bool(row.text.strip()) for row in rows) >= 2, "links of a table with one row are lost"
        assert max(len(row.children) for row in rows) <= 20
    if tag.name == "img":
        check_url(tag.attributes["src"])
    if tag.name == "tg-button-row":
        assert len(tag.children) <= 8
    if tag.name == "tg-button":
        assert tag.text.strip()
        assert tag.attributes.get("style", "primary") in {"primary", "success", "danger"}
        if tag.attributes["type"] == "url":
            check_url(tag.attributes["url"])
        else:
            assert tag.attributes["type"] == "callback_data"
            assert 1 <= len(tag.attributes["data"].encode()) <= 64


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
