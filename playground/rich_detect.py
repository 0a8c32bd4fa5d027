"""What Telegram finds by itself in the lines of a rich message, unless skip_entity_detection is set."""

import re

from playground.detect import found
from playground.refusal import Json, bad_request
from playground.rich_lines import RichText

_LEFT_ALONE = {"url", "code", "button", "email_address", "phone_number", "anchor_link", "date_time", "pre"}
_FIELDS = {"email": "email_address", "url": "url", "hashtag": "hashtag", "bot_command": "bot_command"}
_LIKE_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def with_found_everywhere(blocks: list[Json]) -> list[Json]:
    """The blocks with addresses, hashtags, mentions and commands marked.

    Raises:
        Refused: 400 RICH_MESSAGE_EMAIL_INVALID: something looks like an e-mail address and is none. The real
            server trips over such texts too.
    """
    return [_block(block) for block in blocks]


def _block(block: Json) -> Json:
    made = dict(block)
    if block.get("type") == "pre":
        return made
    for name, value in block.items():
        if name in {"text", "summary", "credit"}:
            made[name] = _line(value)
        elif name in {"blocks", "items"}:
            made[name] = [_block(inner) for inner in value]
        elif name == "cells":
            made[name] = [[_block(cell) for cell in row] for row in value]
    return made


def _line(text: RichText) -> RichText:
    match text:
        case str():
            return _words(text)
        case list():
            flat: list[RichText] = []
            for part in map(_line, text):
                flat.extend(part if isinstance(part, list) else [part])
            return flat
        case {"type": kind, "text": inner} if kind not in _LEFT_ALONE:
            return text | {"text": _line(inner)}
    return text


def _words(text: str) -> RichText:
    parts: list[RichText] = []
    done = 0
    for kind, start, end in found(text):
        words = text[start:end]
        parts += [text[done:start], _entity(kind, words)]
        done = end
    rest = [part for part in [*parts, text[done:]] if part != ""]
    if any(isinstance(part, str) and _LIKE_EMAIL.search(part) for part in rest):
        raise bad_request("RICH_MESSAGE_EMAIL_INVALID")
    return rest[0] if len(rest) == 1 else rest or ""


def _entity(kind: str, words: str) -> Json:
    if kind == "mention":
        return {"type": "mention", "text": words, "username": words[1:]}
    value = words if kind != "url" or words.startswith("http") else f"http://{words}"
    return {"type": _FIELDS[kind], "text": words, _FIELDS[kind]: value}
