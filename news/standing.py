"""Which sentences of a report may stand in a summary: whole ones that tell news to who reads only them."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from news.background import level

SHORTEST = 25  # characters: shorter ones are headings and exclamations
OPENING = "«“„\"'‘([—–- "
_QUOTE_ALONE = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]\W*$")
_QUOTE_MARKS = re.compile(r"[«»“”„\"]")
_SPOKEN = re.compile(r"[«“„\"][^«»“”„\"]{30,}[»”\"]")
_ASKED = re.compile(r"\?[»”\"’')\]]*$")
_DIGIT = re.compile(r"\d")
_FINISHED = re.compile(r"[.!?…][»”\"’')\]]*$")
_CUT = re.compile(r"(?:…|\.\.)[»”\"’')\]]*$")  # where a feed cuts its teaser


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("news").joinpath("summarise.toml").read_text("utf-8"))


@cache
def pattern(key: str) -> re.Pattern[str]:
    """The regular expressions of summarise.toml under a key, as one."""
    return re.compile("|".join(_data()[key]), re.IGNORECASE)


@cache
def _leaning(language: str) -> re.Pattern[str]:
    words = [re.escape(word).replace("_", " ") for word in _data()["leaning"].get(language, "").split()]
    return re.compile(rf"[«“„\"'(—–-]*\s*(?:{'|'.join(words)})\b" if words else r"(?!)", re.IGNORECASE)


def leans(sentence: str, language: str) -> bool:
    """Whether only the sentence before it explains who or what it speaks of: "It", «Он», "he said"."""
    return _leaning(language).match(sentence) is not None or pattern("takes_up").search(sentence) is not None


def asks(sentence: str) -> bool:
    """Whether it is a question."""
    return _ASKED.search(sentence) is not None


def is_cut(sentence: str) -> bool:
    """Whether a feed cut it: it ends with three stops."""
    return _CUT.search(sentence) is not None


def is_ceremony(sentence: str) -> bool:
    """Whether it tells who was present, cut a ribbon or made a speech, not what there is now."""
    return pattern("ceremony").search(sentence) is not None


def is_quoted(sentence: str) -> bool:
    """Whether somebody speaks in it, or in a part of it, in their own words: a long quote, not a name."""
    return _SPOKEN.search(sentence) is not None or not _is_balanced(sentence)


def is_whole(sentence: str) -> bool:
    """A finished sentence of news; no quote without its speaker, no half of one."""
    return (
        len(sentence) >= SHORTEST
        and _FINISHED.search(sentence) is not None
        and not _begins_inside(sentence)
        and _QUOTE_ALONE.fullmatch(sentence) is None
        and _is_balanced(sentence)
        and not _only_says_who(sentence)
    )


def _only_says_who(sentence: str) -> bool:
    """Whether it tells nothing but who told the news."""
    return (
        level(sentence).startswith(tuple(_data()["telling"]))
        or pattern("said_so").search(sentence) is not None
        or (_DIGIT.search(sentence) is None and pattern("said_by").search(sentence) is not None)
    )


def _is_balanced(sentence: str) -> bool:
    """Whether every quotation that it opens is closed in it: a long quote is cut at its full stops.

    Marks are not told by kind, because German closes with the mark that English opens with.
    """
    return len(_QUOTE_MARKS.findall(sentence)) % 2 == 0


def _begins_inside(sentence: str) -> bool:
    """With a small letter, as what a page cut in two: no "iPhone", no "nCa"."""
    begins = sentence.lstrip(OPENING)
    return begins[:1].islower() and not begins[1:2].isupper()
