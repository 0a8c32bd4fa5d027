"""What kind of source a name is: an outlet, a state's body, any body at all; and the words that tell."""

import re
import tomllib
from functools import cache
from importlib.resources import files

HOST = re.compile(
    r"\b((?:[a-z0-9-]+\.)+(?:uz|kz|kg|tj|tm|az|tr|ru|com|org|media|info|net|asia|int))\b", re.IGNORECASE
)


@cache
def words_of(kind: str) -> str:
    """The words of a kind as one alternation."""
    table: dict[str, list[str]] = tomllib.loads(files("news").joinpath("names.toml").read_text("utf-8"))
    return f"(?:{'|'.join(table[kind])})"


@cache
def pattern(kind: str, shape: str) -> re.Pattern[str]:
    """A shape with WORDS in it, for the words of a kind; case ignored."""
    return re.compile(shape.replace("WORDS", words_of(kind)), re.IGNORECASE)


def is_media(name: str) -> bool:
    """Whether the name is an outlet's or an agency's, which passes news on."""
    told = pattern("media", r"\bWORDS").search(name) or HOST.search(name)
    office = told is not None and pattern("agencies", "WORDS").search(name)
    return told is not None and "sources" not in name and not office


def is_state(name: str) -> bool:
    """Whether the name speaks for a state: a ministry, an embassy, an official."""
    return pattern("state", "WORDS").search(name) is not None


def ends_in_body(name: str) -> bool:
    """Whether the name is that of a body: its last word says so, or its first ("Ministry of …")."""
    words = name.split()
    return bool(words) and (is_state(name) or is_body_word(words[-1])) and len(words) <= 8


def is_body(word: str) -> bool:
    """Whether a word names a kind of body: "concern", «ведомство»."""
    return pattern("bodies", "WORDS").search(word) is not None


def is_body_word(word: str) -> bool:
    """Whether a word goes on the name of a body: "vazirligi", "banki"."""
    return pattern("body_words", r"WORDS\w*").fullmatch(word) is not None
