"""A Message is a document: what we say, before anybody decides how it is printed.

Views build it, the outbox keeps it as JSON, views/html.py prints it rich or plain.
Text is plain Unicode, never markup: only the printers escape.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

# ---------------------------------------------------------------- inside a line


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that carry the line."""

    text: str


@dataclass(frozen=True, slots=True)
class Italic:
    """Words said in another tone."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that open an absolute http(s) address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Time:
    """A moment, shown in the reader's own zone; `fallback` is what old clients show.

    `style` is the Bot API's date-time format: "r" alone, or w?[dD]?[tT]?.
    """

    at: datetime
    fallback: str
    style: str = "dt"


Inline = Text | Bold | Italic | Link | Time
Line = tuple[Inline, ...]

# ---------------------------------------------------------------- buttons


@dataclass(frozen=True, slots=True)
class Press:
    """A button that tells the bot something: `data` is 1-64 bytes."""

    label: str
    data: str
    style: str = ""  # "", primary, success, danger


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens an address."""

    label: str
    url: str


Button = Press | Open
Row = tuple[Button, ...]

# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 is the message's own."""

    line: Line
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` ones are numbered from `start`."""

    items: tuple[Line, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the head. Every row has as many cells as the head."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: Line = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """A line that opens: `line` is always visible, `blocks` on tap. Plain prints both, shortened."""

    line: Line
    blocks: tuple["Block", ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons beside the text they belong to: the block before them, or the fold they stand in.

    Plain numbers that block and gathers the buttons into the keyboard below; there `brief`, if given, stands
    for all of them: it should lead to the same things.
    """

    rows: tuple[Row, ...]
    brief: Button | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image by http(s) address. Plain sends it as a photo with a caption when it comes first."""

    url: str
    caption: Line = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line between parts."""


Block = Heading | Paragraph | Bullets | Table | Fold | Buttons | Picture | Rule


@dataclass(frozen=True, slots=True)
class Message:
    """A document and the keyboard below it. `preview` is the address whose preview is shown, if any.

    `back` is a row more below a rich print only: the way back to plain for clients that show nothing.
    `must_be_rich` is a sample of a rich message: sent rich to chats that read plain ones, or not at all.
    """

    blocks: tuple[Block, ...]
    keyboard: tuple[Row, ...] = ()
    preview: str = ""
    silent: bool = False
    back: Press | None = None
    must_be_rich: bool = False

    @property
    def wants_rich(self) -> bool:
        """Whether a rich print would show more than a plain one: it has a heading, table or fold."""
        return any(isinstance(block, Heading | Table | Fold) for block in self.blocks)


# ---------------------------------------------------------------- to JSON and back

_KINDS: dict[str, Callable[..., Any]] = {
    kind.__name__: kind for kind in (*get_args(Inline), *get_args(Button), *get_args(Block), Message)
}


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case tuple():
            return [_plain(part) for part in value]
        case str() | int() | bool() | None:
            return value
        case _:
            fields = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]
            return {"is": type(value).__name__, **fields}


def _noun(value: object) -> Any:  # noqa: ANN401  JSON is whatever it was
    match value:
        case list():
            return tuple(_noun(part) for part in value)
        case dict():
            made = {str(name): _noun(part) for name, part in value.items()}
            kind = made.pop("is")
            if kind == "Time":
                made["at"] = datetime.fromisoformat(made["at"])
            return _KINDS[kind](**made)
        case _:
            return value


def to_json(message: Message) -> str:
    """The message as JSON; `from_json` gives an equal one back."""
    return json.dumps(_plain(message), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Message:
    """The message that `to_json` wrote.

    Raises:
        ValueError: the text is no message of ours.
    """
    message = _noun(json.loads(text))
    if not isinstance(message, Message):
        raise ValueError("not a message")  # noqa: TRY004  the text is wrong, not the type
    return message
