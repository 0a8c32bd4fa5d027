"""Text -> sentences, in every script we read. A sentence is always an exact piece of the text."""

import re
from collections.abc import Iterator

_END = re.compile(r"(?:[.!?…]|\.{3})[.!?…]*[»”\"’')\]]*\s+(?=[«“„\"'‘(\[—–-]*\s?[^\W_])")
_MONTH = re.compile(
    r"(?:Jan|Feb|März|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Ocak|Şubat|Mart|Nisan|May|Haziran|Temmuz|Ağu|Eyl|Ekim|Kas|Ara)"
)
_TOKEN = re.compile(r"[^\s«“„\"(\[]+$")
_OPENING = "«“„\"'‘([—–- "
_ABBREVIATIONS = frozenset(
    # Russian and the Cyrillic alphabets beside it
    "т.е т.к им ул пр просп пер обл р-н пос с.г стр рис см ср напр руб коп долл кв куб тел"
    " акад проф доц ред зам нач ген гос св мин макс сек ок прим изд гр инж к-сі жж"
    # English
    " mr mrs ms dr prof no nos jan feb mar apr jun jul aug sep sept oct nov dec vs approx gen col lt maj capt"
    " sen rep gov st mt ft fig vol dept est bros messrs hon rev al e.g i.e cf pp ave"
    # the Latin alphabets of the region and Turkish
    " tel ul t.h.k məs yy y.ý ş.t dos av doç sn hz bkz örn".split()
)
_SCALES = frozenset("тыс млн млрд трлн мыл млр mln mlrd mrd trln mlyn bn mn trn ming mlyn".split())
_ENDS_OFTEN = frozenset(
    "inc ltd co corp plc jr sr u.s u.k u.n e.u a.m p.m etc d.c г гг в вв йил й yil ý".split()
)
_STARTERS = frozenset(
    "the it its he she they this that these those in on at by for a an but and as we our there under since after"
    " в на по при к он она они это эти этот компания президент министр также кроме для с за из об о".split()
)


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
    if key in _ABBREVIATIONS:
        return False
    if key in _SCALES:  # "8 mln. AQSH dollari", "5 млрд. 300 млн" go on
        return not re.match(r"\d|[^\W\d_]{2,}", following) or following[1:2].islower()
    if key in _ENDS_OFTEN:
        return before.rstrip()[-1:].isdigit() or _next_word(following) in _STARTERS
    if len(word) == 1 and word.isalpha():  # an initial, or "ж." of a year
        return word.islower() and before.rstrip()[-1:].isdigit()
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):  # J.P., А.В., т.д.
        return key in {"т.д", "т.п", "h.k", "s.k", "ş.m", "ve.b"} or _next_word(following) in _STARTERS
    numbered = key.isdigit() and len(key) < 3  # "1. First item", "am 22. November"
    return not (numbered and (not before.strip() or _MONTH.match(following)))


def _next_word(following: str) -> str:
    found = re.match(r"\w+", following)
    return found[0].casefold() if found else ""
