"""A report's text taken apart: what it reports, what it recalls, what the page put around it.

The page's part goes first, line by line: title repeated, dateline, credits, share bars, lists of other
stories. What is left is cut into sentences, and those that recall earlier news become background.
"""

import re
import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files

from model import Cleaned
from news.background import level, recalled
from news.dateline import dateline
from news.sentences import sentences_of_line

LONGEST_TAIL = 160  # characters: longer lines are paragraphs, whatever they begin with
SHORT_LINE = 60
LONGEST_SIGNATURE = 110  # characters of the name of a press service
DATELINED = 3  # lines that may begin with a dateline: a lead may stand before it
_LEFTOVER = re.compile(
    r"\W*(?:\d[\d .,]*\s*[-–—:]?\s*(?:просмотр|views?|ko.rish|кўриш|қаралым)\w*|///? ?\w+.*|MENAFN\w+|"
    r"\S*https?://\S+|@\w+|[\W\d]+)\W*",
    re.IGNORECASE,
)
_PRESS_SERVICE = re.compile(  # "«Türkmenhimiýa» döwlet konserniniň metbugat gullugy."
    r"[«“„\"]?[A-ZА-ЯЁЎҚҒҲӘҢӨҮҰІÄÖÜÝŇŞÇƏİ].{3,90}(?:metbugat gullugy|matbuot xizmati|axborot xizmati|"
    r"матбуот хизмати|ахборот хизмати|"
    r"баспасөз қызметі|басма сөз кызматы|mətbuat xidməti|basın (?:servisi|müşavirliği)|press (?:service|"
    r"office))\W*"
    r"|(?:Пресс-служб|Управление информации|Отдел информации|Хадамоти матбуот|Маркази матбуот|"
    r"Дафтари матбуот|Press (?:service|office|center|centre) of)[^.!?]{3,90}\W*"
)
_SIGNED_OFF = re.compile(r"(?<=[.!?»”\"])\s*///\s?\w[^./]{0,40}$")  # "… was held. ///nCa, 22 May 2018"
_YOU = re.compile(r"\b(?:you|your|sizga|сизга|вам|вас|сізге|сизге|size)\b", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?…:;][»”\"’')\]]*$")


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    text = files("news").joinpath("cleaning.toml").read_text("utf-8")
    return tuple(level(phrase) for phrase in tomllib.loads(text)[kind])


def clean(title: str, text: str, language: str, published: datetime | None = None) -> Cleaned:
    """Take a report apart. Every sentence and line of the result is an exact piece of the text.

    What looks back without saying so is known better where `published` is.
    """
    kept, tail = _without_tail(title, [line.strip() for line in text.splitlines() if line.strip()])
    sentences: list[str] = []
    for number, line in enumerate(kept):
        start = dateline(line) if number < DATELINED else 0
        tail = [line[:start].strip(), *tail] if start else tail
        found, rest = _without_closing(sentences_of_line(line[start:]), number == len(kept) - 1)
        sentences += found
        tail += rest
    background = recalled(sentences, language, published)
    return Cleaned(
        body=tuple(s for n, s in enumerate(sentences) if n not in background),
        background=tuple(sentences[n] for n in sorted(background)),
        tail=tuple(tail),
    )


def _without_tail(title: str, lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines of the report, and lines that the page put before and after them."""
    kept: list[str] = []
    tail: list[str] = []
    listing = False  # inside a list of other stories
    for number, line in enumerate(lines):
        closed = _CLOSED.search(line) is not None
        listing = _is_heading(line) or (listing and not closed)
        last = all(not _CLOSED.search(later) or len(later) < SHORT_LINE for later in lines[number:])
        repeats = number == 0 and len(lines) > 1 and _same(title, line)
        if repeats or listing or _is_tail(line) or (last and kept and _is_signature(line)):
            tail.append(line)
        else:
            kept.append(line)
    return (kept, tail) if kept else ([], tail)


def _is_heading(line: str) -> bool:
    return len(line) < SHORT_LINE and level(line).strip(" :.…") in _phrases("headings")


def _is_tail(line: str) -> bool:
    if len(line) > LONGEST_TAIL:
        return False
    begins = level(line).lstrip("▶►•|*# ")
    return begins.startswith(_phrases("tail")) or _LEFTOVER.fullmatch(line) is not None


def _is_signature(line: str) -> bool:
    """A short last line that is no sentence: an author, an agency, a button; or a question to the reader."""
    question = line.endswith("?") and len(line.split()) <= 9
    invites = len(line) <= LONGEST_TAIL and re.search(r"@\w{3}|telegram|телеграм", level(line)) is not None
    short = len(line) <= SHORT_LINE
    if len(line) <= LONGEST_SIGNATURE and signed(line):
        return True
    calls = line.endswith("!") and (invites or (short and _YOU.search(line) is not None))
    return (_CLOSED.search(line) is None and (invites or short)) or (question and short) or calls


def signed(line: str) -> bool:
    """Whether a line is nothing but the name of a press service, whose text the report then is."""
    return _PRESS_SERVICE.fullmatch(line) is not None


def _without_closing(found: Sequence[str], last: bool) -> tuple[list[str], list[str]]:
    """Sentences of a paragraph, and what closes it: a credit, an invitation to subscribe."""
    for number, sentence in enumerate(found):
        if number and (
            _is_tail(sentence)
            or (last and signed(sentence))
            or (last and "telegram" in level(sentence) and len(sentence) < 60)
        ):
            return list(found[:number]), list(found[number:])
    if found and (closing := _SIGNED_OFF.search(found[-1])):
        return [*found[:-1], found[-1][: closing.start()].rstrip()], [closing[0].strip()]
    return list(found), []


def _same(title: str, line: str) -> bool:
    return re.sub(r"\W", "", level(title)) == re.sub(r"\W", "", level(line))
