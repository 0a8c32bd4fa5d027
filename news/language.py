"""Which language is this: a title with its lead, in one of the languages the region's outlets write.

Names and digits are set aside first, because "Turkmenistan, Uzbekistan" is the same in half of them. Then
letters that only some languages have, words that only one has, a trained detector, and last what the source
says of itself: a prior, never a verdict.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import pycld2

from news.spelling import APOSTROPHES
from news.taxonomy import Taxonomy

LANGUAGES = ("en", "ru", "tk", "uz", "kk", "ky", "tg", "az", "tr")
UNKNOWN = "und"
ENOUGH = 600  # characters that are enough to tell a language
REMEMBERED = 20_000  # different words whose languages are kept at hand
TITLE, DETECTOR, PRIOR = 2, 3.0, 0.75  # how much words of the title, the detector and the source weigh
FEW = 4  # words: of fewer the detector only guesses
NAME = 0.75  # for the language that spells a name so: others cite brands, so it is little
BARE = 0.25  # for the language whose letters everybody uses, where nothing else speaks
CYRILLIC = frozenset({"ru", "uz", "kk", "ky", "tg"})
LATIN = frozenset(LANGUAGES) - {"ru", "ky", "tg"}
_WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}-][^\W\d_]+)*")
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\b\w+\.(?:uz|kz|tm|ru|com|az|kg|tj|tr)\b")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b-\u200f\ufeff]")
_UZBEK_LETTER = re.compile(rf"[og][{APOSTROPHES}]")
_DIGITS = re.compile(r"\d+")
# Only Turkish cuts its endings from names and numbers with an apostrophe: Trump'ın, 2024'te.
# Uzbek has o' and g'.
_TURKISH_ENDINGS = re.compile(
    r"(?<=[\wçşğıöü])(?<![oOgG])['’](?:[ndy]?[ıiuü]n?|[sy][ıiuü]|[dt][ae]n?|[dt][ae]ki|[yn]?[ae]|l[ae]|n[dt][ae]n?)\b"
)


def detect(title: str, lead: str = "", declared: Sequence[str] = ()) -> str:
    """The language's code; the first declared one, or "und", where there is nothing to tell it by."""
    known = [code for code in declared if code in LANGUAGES]
    scores: dict[str, float] = defaultdict(float)
    for text, weight in ((title, TITLE), (lead, 1)):
        for code, score in _evidence(text[:ENOUGH]):
            scores[code] += weight * score
    if not any(scores.values()):
        return (known or [*declared, UNKNOWN])[0]
    for code in known:
        scores[code] += PRIOR
    return max(scores, key=lambda code: (scores[code], code in known, code))


def _evidence(text: str) -> Iterator[tuple[str, float]]:
    """(language, how much speaks for it), several times for some."""
    clean = _NOT_WORDS.sub(" ", _CONTROL.sub(" ", text))
    yield "tr", 1.5 * len(_TURKISH_ENDINGS.findall(clean))
    clean = _DIGITS.sub(" ", clean)
    every = _WORD.findall(clean)
    possible = _possible("".join(every))
    if not every or not possible:
        return
    words = _WORD.findall(_without_names(clean)) or every
    yield ("ru" if possible is CYRILLIC else "en"), BARE
    low = [word.casefold() for word in words if _is_of(word, possible)]
    named = " ".join(word for word in every if _is_of(word, possible))  # names in other letters say nothing
    for word in low:
        yield from ((code, weight) for code, weight in _says(word) if code in possible)
    yield from ((code, NAME) for code in _spelled(named.casefold()) if code in possible)
    yield from _letters_speak_for(low, possible)
    yield from _detector_says(" ".join(words), possible)


def _is_of(word: str, possible: frozenset[str]) -> bool:
    return ("Ѐ" <= word[0] <= "ӿ") == (possible is CYRILLIC)


@cache
def _table() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = tomllib.loads(
        files("news").joinpath("language.toml").read_text("utf-8")
    )
    return read


@cache
def _ending(code: str) -> re.Pattern[str]:
    return re.compile(rf"\w{{2,}}?(?:{_table()['endings'][code]})")


@cache
def _names() -> re.Pattern[str]:
    """The beginnings of names as one language writes them, a group each."""
    return re.compile(
        "|".join(rf"\b(?P<{code}>{'|'.join(n.split())})" for code, n in _table()["names"].items())
    )


def _spelled(text: str) -> Iterator[str]:
    """The languages that write names of the text so."""
    yield from (str(found.lastgroup) for found in _names().finditer(_plain(text)))


def _without_names(text: str) -> str:
    """The text without the names that the taxonomy knows; with them, where too little else is left."""
    rest, last = [], 0
    for found in Taxonomy.default().lands.find(text):
        if text[found.start].isupper() and found.start >= last:
            rest.append(text[last : found.start])
            last = found.end
    return " ".join((*rest, text[last:]))


def _possible(letters: str) -> frozenset[str]:
    """The languages of the script: where there is Cyrillic, Latin words are names. None of other scripts."""
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in letters)
    latin = sum(letter < "ɐ" or "Ḁ" <= letter <= "ỿ" for letter in letters)
    if 2 * (cyrillic + latin) < len(letters):
        return frozenset()
    return CYRILLIC if 4 * cyrillic > len(letters) else LATIN


@cache
def _word_table() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, listed in _table()["words"].items():
        for word in set(map(_plain, listed.split())):
            table[word] = (*table.get(word, ()), code)
    return table


@cache
def _letter_table() -> Mapping[str, tuple[str, ...]]:
    alone = {letter: (code,) for code, letters in _table()["alone"].items() for letter in letters}
    return alone | {letter: tuple(codes.split()) for letter, codes in _table()["shared"].items()}


def _plain(word: str) -> str:
    return re.sub(f"[{APOSTROPHES}]", "'", word)


@lru_cache(REMEMBERED)
def _says(word: str) -> tuple[tuple[str, float], ...]:
    """The languages that a word speaks for, by its ending and by being frequent in them."""
    frequent = _word_table().get(_plain(word), ())
    ended = (code for code in LANGUAGES if _ending(code).fullmatch(word))
    return (*((code, 0.5) for code in ended), *((code, 2.5 / len(frequent)) for code in frequent))


def _letters_speak_for(words: Sequence[str], possible: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Rare letters: those of one language alone weigh most, shared ones are divided."""
    letters = Counter("".join(words))
    for letter in sorted(letters.keys() & _letter_table().keys()):
        codes, often = _letter_table()[letter], min(letters[letter], 3)
        yield from ((code, often / len(codes) + (2.5 if len(codes) == 1 else 0)) for code in codes)
    if "uz" in possible and _UZBEK_LETTER.search(" ".join(words)):
        yield "uz", 2.0


def _detector_says(text: str, possible: frozenset[str]) -> Iterator[tuple[str, float]]:
    """What the trained detector thinks, as far as it knows our languages."""
    sure = DETECTOR * min(1.0, len(text.split()) / FEW)
    _, _, found = pycld2.detect(text.encode("utf-8", "replace"), isPlainText=True, bestEffort=True)
    for _, code, percent, _ in found:
        if code in possible:
            yield code, sure * percent / 100
