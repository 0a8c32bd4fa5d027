"""Text -> sentences, in every script we read. A sentence is always an exact piece of the text."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_END = re.compile(r"(?:[.!?…]|\.{3})[.!?…]*[»”\"’')\]]*\s+(?=[«“„\"'‘(\[—–-]*\s?[^\W_])")
_NUMBERED = re.compile(  # months and what else Germans and Turks count with a stop
    r"(?:Jan|Feb|März|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Ocak|Şubat|Mart|Nisan|May|Haziran|Temmuz|Ağu|Eyl|Ekim|Kas|Ara|Jahrh)"
)
_TOKEN = re.compile(r"[^\s«“„\"(\[]+$")
_OPENING = "«“„\"'‘([—–- "


@cache
def _words(kind: str) -> frozenset[str]:
    table: dict[str, str] = tomllib.loads(files("news").joinpath("sentences.toml").read_text("utf-8"))
    return frozenset(table[kind].split())


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text in order; a line break always ends one, empty ones are left out."""
    return tuple(s for line in text.splitlines() for s in sentences_of_line(line))


def sentences_of_line(line: str) -> tuple[str, ...]:
    """The sentences of one paragraph in order."""
    return tuple(s for s in _pieces(line) if s)


def _pieces(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        if _is_boundary(line, start, end):
            yield line[start : end.end()].strip()
            start = end.end()
    yield line[start:].strip()


def _is_boundary(line: str, start: int, end: re.Match[str]) -> bool:
    """Whether the stop is an end: not after an abbreviation or initial, not before a small letter."""
    following = line[end.end() :].lstrip(_OPENING)
    if following[:1].islower():
        return False
    if line[end.start()] != ".":
        return True
    token = _TOKEN.search(line, start, end.start())
    return token is None or _may_end(token[0], following, line[: token.start()])


def _may_end(word: str, following: str, before: str) -> bool:
    """Whether a sentence may end with this word and its full stop."""
    key = word.casefold().strip("-–—")
    if key in _words("abbreviations"):
        return False
    if key in _words("scales"):  # "8 mln. AQSH dollari", "5 млрд. 300 млн" go on
        return not re.match(r"\d|[^\W\d_]{2,}", following) or following[1:2].islower()
    if key in _words("ends_often"):
        return before.rstrip()[-1:].isdigit() or _next_word(following) in _words("starters")
    if len(word) == 1 and word.isalpha():  # an initial, "ж." of a year, "12 % i."
        return word.islower() and re.search(r"[\d%]\s*$", before) is not None
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):  # J.P., А.В., т.д.
        return key in {"т.д", "т.п", "h.k", "s.k", "ş.m", "ve.b"} or _next_word(following) in _words(
            "starters"
        )
    numbered = key.isdigit() and len(key) < 3  # "1. First item", "am 22. November"
    return not (numbered and (not before.strip() or _NUMBERED.match(following)))


def _next_word(following: str) -> str:
    found = re.match(r"\w+", following)
    return found[0].casefold() if found else ""
