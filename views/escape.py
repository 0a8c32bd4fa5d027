"""Text and addresses made safe for a message: what may be shown, how it is measured, where it may be cut."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

LONGEST_URL = 2_048
MOST_MARKS = 3  # combining marks in a row; more is zalgo
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
# Controls, bidirectional marks and overrides, invisible fillers, lone surrogates, non-characters. The joiners
# U+200C and U+200D stay: Persian and many emoji need them.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U0001fffe\U0001ffff\ud800-\udfff\u2800\u3164\uffa0\u115f\u1160]"
)
# Four letters in a row that may be marks; only such text is looked at letter by letter.
_PILE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u20ff\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff]{4}"
)
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")  # 1 155 000
_URL_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f\\<>\"`{}|^]")


@lru_cache(512)  # a print asks for the same words several times
def clean(text: str) -> str:
    """The text on one line, without what is invisible or reorders its surroundings.

    Space at its ends is kept as one blank: it separates the words of a line's parts. A number whose thousands
    are parted by blanks stays whole where the line breaks.
    """
    flat = _SPACES.sub(" ", _UNSEEN.sub("", _SPACES.sub(" ", text)))  # what was unseen may have parted blanks
    flat = _GROUPED.sub(lambda number: unbroken(number[0]), flat)
    return _tamed(flat) if _PILE.search(flat) else flat


def unbroken(text: str) -> str:
    """The text with blanks at which no line breaks."""
    return text.replace(" ", "\u00a0")


def _tamed(text: str) -> str:
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if run <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def escape(text: str) -> str:
    """Text for HTML, in words and in attributes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def safe_url(url: str) -> str:
    """The address if a message may lead there, else "".

    http or https, a host with a dot, no name or password, at most 2,048 characters.
    """
    if not url or len(url) > LONGEST_URL or _URL_UNSAFE.search(url) or _UNSEEN.search(url):
        return ""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises when it is no port
    except ValueError:
        return ""
    host = parts.hostname or ""
    fine = parts.scheme in {"http", "https"} and "." in host.strip(".") and "@" not in parts.netloc
    return url if fine else ""


def cut(text: str, most: int) -> tuple[str, str]:
    """The text in two: the first part has at most `most` UTF-16 units and ends between words if it can.

    Never between a letter and its marks, nor inside a joined emoji or a flag. Both parts together are the
    text; the first is never empty when `most` is at least 2.
    """
    end = _within(text, most)
    if end == len(text):
        return text, ""
    space = text.rfind(" ", 1, end + 1)
    if space < end // 2:
        at = next((place for place in range(end, 0, -1) if not _clings(text, place)), end)
    else:
        at = min(space + 1, end)
    return text[:at], text[at:]


def _within(text: str, most: int) -> int:
    end = used = 0
    for letter in text:
        used += 2 if letter > "\uffff" else 1
        if used > most:
            break
        end += 1
    return end


def _clings(text: str, at: int) -> bool:
    """Whether what stands at `at` belongs to the letter before it."""
    before, after = text[at - 1], text[at]
    return (
        unicodedata.category(after)[0] == "M"
        or "\u200d" in {before, after}
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )


def shorten(text: str, most: int) -> str:
    """The text with at most `most` UTF-16 units, an ellipsis in the place of what is left out."""
    if units(text) <= most:
        return text
    return cut(text, most - 1)[0].rstrip(" ,;:–—-") + "…"
