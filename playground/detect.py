"""What Telegram finds in a text by itself: commands, mentions, hashtags, addresses."""

import re

from playground.markup import units
from playground.refusal import Json

COMMAND = re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
MENTION = re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w)")
HASHTAG = re.compile(r"(?<![\w#/])#(?=\w*[^\W\d])\w{1,256}")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?!\w)")
URL = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>\"'«»]+|(?:[a-z0-9-]+\.)+(?:com|org|net|info|news|io|kz|uz|tm|tj|kg|ru|az)"
    r"(?![\w.-])(?:/[^\s<>\"'«»]*)?)",
    re.IGNORECASE,
)
PATTERNS = {"url": URL, "email": EMAIL, "bot_command": COMMAND, "mention": MENTION, "hashtag": HASHTAG}
_END = ".,:;!?)]}»"


def found(text: str) -> list[tuple[str, int, int]]:
    """(kind, start, end) of everything found, in characters, none overlapping another."""
    spans: list[tuple[str, int, int]] = []
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            words = match.group().rstrip(_END) if kind == "url" else match.group()
            start, end = match.start(), match.start() + len(words)
            if all(end <= other[1] or start >= other[2] for other in spans):
                spans.append((kind, start, end))
    return sorted(spans, key=lambda span: span[1])


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """The entities and those that Telegram adds, where no link, code or mention stands already."""
    added = []
    closed = [
        (e["offset"], e["offset"] + e["length"])
        for e in entities
        if e["type"] in {"text_link", "code", "pre", "custom_emoji", "date_time"}
    ]
    for kind, start, end in found(text):
        offset, length = units(text[:start]), units(text[start:end])
        if all(offset + length <= left or offset >= right for left, right in closed):
            added.append({"type": kind, "offset": offset, "length": length})
    return sorted(entities + added, key=lambda e: (e["offset"], -e["length"]))
