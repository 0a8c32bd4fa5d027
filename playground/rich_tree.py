"""A rich message's HTML as a tree of tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playground.tags import RICH_NAMED, Closed, MarkupError, Opened, pieces

INLINE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code",
    "mark": "marked", "sub": "subscript", "sup": "superscript", "tg-spoiler": "spoiler",
}  # fmt: skip
INLINE_TAGS = set(INLINE) | {"a", "br", "tg-time", "tg-emoji", "tg-math", "tg-reference", "tg-button"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {
    "p", "hr", "ul", "ol", "pre", "blockquote", "aside", "footer", "details", "table", "figure", "img",
    "tg-button-row", "tg-math-block",
}  # fmt: skip
PARTS = {"li", "summary", "tr", "td", "th", "thead", "tbody", "caption", "cite", "figcaption", "input"}
TAGS = INLINE_TAGS | BLOCKS | PARTS
VOID = {"br", "hr", "img", "input"}


@dataclass(slots=True)
class Node:
    """A tag with what stands in it; `at` is the byte offset of its start."""

    tag: Opened
    children: list["Node | str"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag's name."""
        return self.tag.name

    def attribute(self, name: str) -> str:
        """An attribute's value, "" when it is missing."""
        return self.tag.attributes.get(name, "")

    def has(self, name: str) -> bool:
        """Whether the attribute is there at all."""
        return name in self.tag.attributes

    def number(self, name: str, default: int = 1) -> int:
        """An attribute that counts, from 1.

        Raises:
            MarkupError: it is no such number.
        """
        if not self.has(name):
            return default
        if not re.fullmatch(r"[1-9][0-9]{0,8}", self.attribute(name)):
            raise self.wrong(f'A number is expected in the attribute "{name}"')
        return int(self.attribute(name))

    def nodes(self) -> Iterator["Node"]:
        """The tags directly inside.

        Raises:
            MarkupError: there are words between them.
        """
        for child in self.children:
            if isinstance(child, Node):
                yield child
            elif child.strip():
                raise MarkupError(f'Unexpected text in the tag "{self.name}" at byte offset {self.tag.at}')

    def wrong(self, words: str) -> MarkupError:
        """The complaint about this tag."""
        return MarkupError(f'{words} in the tag "{self.name}" at byte offset {self.tag.at}')


def tree(html: str) -> Node:
    """The document as a node without name.

    Raises:
        MarkupError: a tag is unknown, unclosed or closed out of order.
    """
    open_nodes = [Node(Opened("", 0))]
    for piece in pieces(html, TAGS, RICH_NAMED):
        match piece:
            case str():
                open_nodes[-1].children.append(piece)
            case Opened():
                node = Node(piece)
                open_nodes[-1].children.append(node)
                if piece.name not in VOID and not piece.alone:
                    open_nodes.append(node)
            case Closed():
                _close(open_nodes, piece)
    if len(open_nodes) > 1:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{open_nodes[-1].name}"')
    return open_nodes[0]


def _close(open_nodes: list[Node], tag: Closed) -> None:
    if len(open_nodes) == 1:
        raise MarkupError(f"Unexpected end tag at byte offset {tag.at}")
    name = open_nodes.pop().name
    if tag.name not in {"", name}:
        raise MarkupError(
            f'Unmatched end tag at byte offset {tag.at}, expected "</{name}>", found "</{tag.name}>"'
        )
