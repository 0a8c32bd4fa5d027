"""Reads HTML as Telegram does: pieces of text, opened tags, closed tags. Both dialects stand on it.

Offsets in complaints are bytes of UTF-8, as in the server's own.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
RICH_NAMED = NAMED | {
    "apos": "'", "nbsp": "\xa0", "hellip": "…", "mdash": "—", "ndash": "–",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
}  # fmt: skip
_SPACE = " \t\r\n\0\v"


class MarkupError(ValueError):
    """The text cannot be read; the message is what the server would say after "can't parse entities: "."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A start tag; `alone` when it closes itself (`<br/>`); `at` is its byte offset."""

    name: str
    at: int
    attributes: dict[str, str] = field(default_factory=dict)
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """An end tag; an empty name closes whatever is open."""

    name: str
    at: int


Piece = str | Opened | Closed


@dataclass(slots=True)
class Reader:
    """A place in the text. `tags` are those that the dialect has, `names` the entities known by name."""

    text: str
    tags: Collection[str]
    names: dict[str, str]
    here: int = 0

    def peek(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.here : self.here + 1]

    def at(self, place: int) -> int:
        """A place as an offset in bytes."""
        return len(self.text[:place].encode("utf-8", "surrogatepass"))

    def until(self, stops: str) -> str:
        """What stands before the first of `stops` or the end."""
        start = self.here
        while self.peek() and self.peek() not in stops:
            self.here += 1
        return self.text[start : self.here]

    def skip_space(self) -> None:
        """Moves on to the next character that is no space."""
        while self.peek() and self.peek() in _SPACE:
            self.here += 1

    def character(self) -> str:
        """The next character, an entity decoded."""
        if self.peek() == "&" and (found := self._entity()):
            return found
        self.here += 1
        return self.text[self.here - 1]

    def _entity(self) -> str:
        end = self.here + 1
        while end < len(self.text) and (self.text[end].isalnum() or self.text[end] == "#"):
            end += 1
        decoded = _decoded(self.text[self.here + 1 : end], self.names)
        if decoded:
            self.here = end + (self.text[end : end + 1] == ";")
        return decoded


def _decoded(word: str, names: dict[str, str]) -> str:
    if not word.startswith("#"):
        return names.get(word, "")
    digits, base = (word[2:], 16) if word[1:2] in {"x", "X"} else (word[1:], 10)
    try:
        code = int(digits, base)
    except ValueError:
        return ""
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else ""


def pieces(text: str, tags: Collection[str], names: dict[str, str] = NAMED) -> Iterator[Piece]:
    """The pieces of the text in order.

    Raises:
        MarkupError: a tag is malformed or none of `tags`.
    """
    reader = Reader(text, tags, names)
    plain: list[str] = []
    while reader.peek():
        if reader.peek() != "<":
            plain.append(reader.character())
            continue
        if plain:
            yield "".join(plain)
            plain.clear()
        yield _tag(reader)
    if plain:
        yield "".join(plain)


def _tag(reader: Reader) -> Opened | Closed:
    start = reader.here
    reader.here += 1
    if reader.peek() == "/":
        return _end_tag(reader, start)
    name = reader.until(_SPACE + ">/").lower()
    if reader.peek() and name not in reader.tags:
        raise MarkupError(f'Unsupported start tag "{name}" at byte offset {reader.at(start)}')
    attributes: dict[str, str] = {}
    while _more(reader, start):
        key, value = _attribute(reader, name, start)
        attributes[key] = value
    alone = reader.text[reader.here - 1] == "/"
    reader.here += 1
    return Opened(name, reader.at(start), attributes, alone)


def _more(reader: Reader, start: int) -> bool:
    reader.skip_space()
    if reader.text[reader.here : reader.here + 2] == "/>":
        reader.here += 1
    if not reader.peek():
        raise MarkupError(f"Unclosed start tag at byte offset {reader.at(start)}")
    return reader.peek() != ">"


def _attribute(reader: Reader, tag: str, start: int) -> tuple[str, str]:
    key = reader.until(_SPACE + "=>/\"'").lower()
    if not key:
        raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {reader.at(start)}')
    reader.skip_space()
    if reader.peek() != "=":
        return key, ""
    reader.here += 1
    reader.skip_space()
    return key, _value(reader, start)


def _value(reader: Reader, start: int) -> str:
    quote = reader.peek()
    if quote not in {'"', "'"}:
        token = reader.here
        value = reader.until(_SPACE + ">")
        if not all(letter.isalnum() or letter in ".-" for letter in value):
            raise MarkupError(f"Unexpected end of name token at byte offset {reader.at(token)}")
        return value.lower()
    reader.here += 1
    value = ""
    while reader.peek() != quote:
        if not reader.peek():
            raise MarkupError(f"Unclosed start tag at byte offset {reader.at(start)}")
        value += reader.character()
    reader.here += 1
    return value


def _end_tag(reader: Reader, start: int) -> Closed:
    reader.here += 1
    name = reader.until(_SPACE + ">").lower()
    reader.skip_space()
    if reader.peek() != ">":
        raise MarkupError(f"Unclosed end tag at byte offset {reader.at(start)}")
    reader.here += 1
    return Closed(name, reader.at(start))
