"""What stands in a line of a rich message: RichText, and the buttons in it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playground.keyboards import STYLES, check_action
from playground.markup import checked_time, valid_url
from playground.refusal import Json
from playground.rich_tree import INLINE, INLINE_TAGS, Node

RichText = str | list["RichText"] | Json
_ACTIONS = {
    "url": "url",
    "callback_data": "data",
    "copy_text": "text",
    "switch_inline_query": "query",
    "switch_inline_query_current_chat": "query",
}
_SPACES = re.compile(r"[ \t\r\n]+")


def line(node: Node) -> RichText:
    """The inline content of a tag: "" when there is none, a str when it is plain, else parts.

    Raises:
        MarkupError: a tag that does not belong into a line.
        Refused: a button's data or address is refused.
    """
    return joined([rich_text(child, node) for child in node.children])


def joined(parts: list[RichText]) -> RichText:
    """Parts as one line: neighbouring words grow together, space around goes, a single part stands alone."""
    flat: list[RichText] = []
    for part in parts:
        if isinstance(part, str) and flat and isinstance(flat[-1], str):
            flat[-1] = _SPACES.sub(_one_space, flat[-1] + part)
        elif part != "":
            flat.append(part)
    if flat and isinstance(flat[0], str):
        flat[0] = flat[0].lstrip(" ")
    if flat and isinstance(flat[-1], str):
        flat[-1] = flat[-1].rstrip(" ")
    flat = [part for part in flat if part != ""]
    return flat[0] if len(flat) == 1 else flat or ""


def _one_space(found: re.Match[str]) -> str:
    return found.group() if "\n" in found.group() else " "


def rich_text(child: Node | str, parent: Node) -> RichText:
    """A piece of a line.

    Raises:
        MarkupError: a tag that does not belong there.
    """
    if isinstance(child, str):
        return _SPACES.sub(" ", child)
    if child.name not in INLINE_TAGS:
        raise child.wrong(f'Block tag inside "{parent.name or "text"}"')
    if child.name in INLINE:
        return {"type": INLINE[child.name], "text": _inner(child)}
    return "\n" if child.name == "br" else _MAKERS[child.name](child)


def _time(node: Node) -> Json:
    return {"type": "date_time", "text": _inner(node), "date_time_format": ""} | checked_time(node.tag)


def _emoji(node: Node) -> Json:
    names = {"custom_emoji_id": node.attribute("emoji-id"), "alternative_text": plain(_inner(node))}
    return {"type": "custom_emoji"} | names


def _math(node: Node) -> Json:
    return {"type": "mathematical_expression", "expression": plain(_inner(node))}


def _reference(node: Node) -> Json:
    return {"type": "reference", "text": _inner(node), "name": node.attribute("name")}


def _inner(node: Node) -> RichText:
    parts = [rich_text(child, node) for child in node.children]
    return parts[0] if len(parts) == 1 else parts or ""


def _link(node: Node) -> RichText:
    if node.has("name"):
        return {"type": "anchor", "name": node.attribute("name")}
    text, url = _inner(node), node.attribute("href")
    scheme = urlsplit(url).scheme.lower()
    if url.startswith("#"):
        return {"type": "anchor_link", "text": text, "anchor_name": url[1:]}
    if scheme == "mailto":
        return {"type": "email_address", "text": text, "email_address": url[7:]}
    if scheme == "tel":
        return {"type": "phone_number", "text": text, "phone_number": url[4:]}
    return {"type": "url", "text": text, "url": url} if valid_url(url) else text


def button(node: Node) -> Json:
    """A <tg-button> as a RichMessageButton. Its label holds words, times and emoji only.

    Raises:
        MarkupError: no known type, no value for it, a style that there is not, or an empty label.
        Refused: 400, data of more than 64 bytes, or an address that opens nothing.
    """
    kind, style, label = node.attribute("type"), node.attribute("style"), line(node)
    made: Json = {"text": label} | ({"style": style} if style else {})
    if not plain(label).strip() or not _only_words(label):
        raise node.wrong("Invalid label")
    if style and style not in STYLES | {"link"}:
        raise node.wrong(f'Unknown style "{style}"')
    if style == "link" and kind != "callback_data":
        raise node.wrong('Style "link" is for callback buttons only')
    if kind == "disabled":
        return made | {"disabled": {}}
    if kind not in _ACTIONS:
        raise node.wrong(f'Unknown type "{kind}"')
    if not node.has(_ACTIONS[kind]) and not kind.startswith("switch"):
        raise node.wrong(f'Missing attribute "{_ACTIONS[kind]}"')
    value = node.attribute(_ACTIONS[kind])
    action = {"text": value} if kind == "copy_text" else value
    check_action(kind, action)
    return made | {kind: action}


def _only_words(label: RichText) -> bool:
    if isinstance(label, list):
        return all(map(_only_words, label))
    return isinstance(label, str) or label["type"] in {"date_time", "custom_emoji"}


def plain(text: RichText) -> str:
    """The words of a line without their form."""
    match text:
        case str():
            return text
        case list():
            return "".join(map(plain, text))
        case {"type": "button", "button": pressed}:
            return plain(pressed["text"])
        case {"text": inner}:
            return plain(inner)
    return str(text.get("alternative_text", text.get("expression", "")))


_MAKERS: dict[str, Callable[[Node], RichText]] = {
    "a": _link,
    "tg-time": _time,
    "tg-emoji": _emoji,
    "tg-math": _math,
    "tg-reference": _reference,
    "tg-button": lambda node: {"type": "button", "button": button(node)},
}
