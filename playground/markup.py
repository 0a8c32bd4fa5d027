"""The parser of parse_mode=HTML: markup in, text and entities out, refused in the server's words."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from playground.refusal import Json
from playground.tags import Closed, MarkupError, Opened, pieces

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
TIME_FORMAT = re.compile(r"(r|w?[dD]?[tT]?)\Z")
_TRIMMED = " \t\r\n\v\f\0\u2800"


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    tag: Opened
    start: int  # UTF-16 units
    begin: int  # characters


class _Parser:
    def __init__(self) -> None:
        self.text = ""
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def add(self, words: str) -> None:
        self.text += words
        self.length += units(words)

    def start(self, tag: Opened) -> None:
        if tag.name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {tag.at}')
        if tag.name == "tg-time":
            checked_time(tag)
        self.open.append(_Open(tag, self.length, len(self.text)))

    def end(self, tag: Closed) -> None:
        if not self.open:
            raise MarkupError(f"Unexpected end tag at byte offset {tag.at}")
        opened = self.open.pop()
        name = opened.tag.name
        if tag.name not in {"", name}:
            raise MarkupError(
                f'Unmatched end tag at byte offset {tag.at}, expected "</{name}>", found "</{tag.name}>"'
            )
        if self.length > opened.start:
            self.entities.extend(_entity(opened, self.length - opened.start, self.text[opened.begin :]))


def _entity(opened: _Open, length: int, text: str) -> list[Json]:
    tag = opened.tag
    entity: Json = {"type": KINDS[tag.name], "offset": opened.start, "length": length}
    match tag.name:
        case "a":
            url = tag.attributes.get("href") or text
            return [entity | {"url": url}] if valid_url(url) else []
        case "code" | "pre":
            language = tag.attributes.get("class", "").removeprefix("language-")
            return [entity | ({"language": language} if language else {})]
        case "blockquote" if "expandable" in tag.attributes:
            return [entity | {"type": "expandable_blockquote"}]
        case "tg-emoji":
            return [entity | {"custom_emoji_id": tag.attributes.get("emoji-id", "")}]
        case "tg-time":
            return [entity | checked_time(tag)]
    return [entity]


def checked_time(tag: Opened) -> Json:
    """The moment and format of a tg-time tag.

    Raises:
        MarkupError: no such moment, or a format that is not r|w?[dD]?[tT]?.
    """
    unix, style = tag.attributes.get("unix", ""), tag.attributes.get("format", "")
    if not re.fullmatch(r"[0-9]{1,10}", unix):
        raise MarkupError(f'Invalid unix time in the tag "tg-time" at byte offset {tag.at}')
    if not TIME_FORMAT.match(style):
        raise MarkupError(f'Invalid date-time format "{style}" in the tag "tg-time" at byte offset {tag.at}')
    return {"unix_time": int(unix)} | ({"date_time_format": style} if style else {})


def valid_url(url: str) -> bool:
    """Whether Telegram takes the address for a link or a button: http, https or tg, with a host."""
    if not re.match(r"[a-z]+:", url, re.IGNORECASE):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if any(letter.isspace() for letter in url) or parts.scheme.lower() not in {"http", "https", "tg"}:
        return False
    host = parts.hostname or ""
    return bool(host) and (parts.scheme.lower() == "tg" or "." in host or host == "localhost")


def parse_html(html: str, *, knows_time: bool = True) -> tuple[str, list[Json]]:
    """The text and its entities, in the order of their offsets, offsets in UTF-16 units.

    A link that Telegram would not open is left as plain text, as the server does. `knows_time=False` is
    an older server.

    Raises:
        MarkupError: the server would say "can't parse entities: " and this.
    """
    parser = _Parser()
    tags = set(KINDS) - (set() if knows_time else {"tg-time"})
    for piece in pieces(html, tags):
        match piece:
            case str():
                parser.add(piece)
            case Opened():
                parser.start(piece)
            case Closed():
                parser.end(piece)
    if parser.open:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{parser.open[-1].tag.name}"')
    return trimmed(parser.text, _joined_code(parser.entities))


def _joined_code(entities: list[Json]) -> list[Json]:
    """<pre><code class="language-x"> is one entity: a pre with its language."""
    spans = {(e["offset"], e["length"]): e for e in entities if e["type"] == "pre"}
    kept = []
    for entity in entities:
        outer = spans.get((entity["offset"], entity["length"]))
        if entity["type"] == "code" and outer is not None:
            outer |= {"language": entity["language"]} if "language" in entity else {}
        else:
            kept.append(entity)
    for entity in kept:
        if entity["type"] == "code":
            entity.pop("language", None)
    return kept


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text without space around it, entities moved along; those left empty go."""
    left = len(text) - len(text.lstrip(_TRIMMED))
    text = text.strip(_TRIMMED)
    whole = units(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - left, 0)
        end = min(entity["offset"] + entity["length"] - left, whole)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return text, sorted(kept, key=lambda e: (e["offset"], -e["length"]))
