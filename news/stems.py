"""Endings go: the term of a word is the same for its cases, numbers and possessors.

A word's term depends on its letters alone, never on a detected language: a query has none. Latin letters
get the English stemmer, Cyrillic ones the Russian, both then the endings that Turkic words and Tajik carry.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from news.spelling import fold, is_cyrillic, latin, level, plain

_ENGLISH = snowballstemmer.stemmer("english")
_RUSSIAN = snowballstemmer.stemmer("russian")
_NOT_RUSSIAN = re.compile("[ўқғҳәіңүұөһӣӯҷ]")
# Genitives that only Turkmen and the Kazakh family write so.
_GENITIVE = re.compile("(?<=[^\\W\\d_]{4})(?:(?:(?<!sta)n)?[yiuü]ň|[ндт][ыіиуү]ң)$")
# In the levelled spelling; short ones that would eat English (-ter, -men, -tan) are left out.
_TURKIC = re.compile(
    "(?<=[a-z]{4})(?:(?:lar|ler)(?:i(?:ni?n?)?|in|ni(?:n[g]?)?|[gd][ae](?:n|gi|ki)?|imiz)?"
    "|ning|nin|(?:i|s[iu])?(?:(?<!sta)n)?d[ae](?:n|gi|ki)?|(?:i|si)n[ai]|s[iu]|ni|g[ae](?:cha)?|hoi?|roi?)$"
)
_LAST_VOWEL = re.compile("(?<=[a-z]{3}[b-df-hj-np-tv-z])[aeiou]$")
_LEFT_BY_ING = re.compile("(?<=[bdfhkmpstvz])n$")  # Toshkentning without -ing


@lru_cache(1 << 16)
def term(word: str) -> str:
    """The index term of one word: [a-z0-9]*, empty only when the word has no letter or digit."""
    low = _GENITIVE.sub("", plain(word))
    if is_cyrillic(low):
        low = low.replace("ё", "е")
        stem = low if _NOT_RUSSIAN.search(low) else _unless_overdone(low, _RUSSIAN.stemWord(low))
    else:
        stem = _english(latin(low))
    folded = level(latin(stem))
    if not folded:
        return fold(word)
    return _LAST_VOWEL.sub("", _TURKIC.sub("", folded))


def _english(spelled: str) -> str:
    if not spelled.isalpha():
        return spelled
    stem = _unless_overdone(spelled, _ENGLISH.stemWord(spelled))
    return _LEFT_BY_ING.sub("", stem) if spelled.endswith("ning") else stem


def _unless_overdone(word: str, stem: str) -> str:
    """The stem, unless next to nothing is left: Кашаган is no каш, Алиев no ал, Boeing no bo."""
    return word if len(stem) < 3 or (len(stem) == 3 and len(word) > 6) else stem


_OPEN = re.compile("(?:[ийе]?[яа]|[иыеоую])$")


def adjectives(place: str) -> Iterator[str]:
    """What Russian may make of a place's name: бухарский, хивинский, навоийский. One is right."""
    low = place.casefold()
    if place.isupper() or not re.fullmatch("[а-яё-]{2,}", low):
        return
    if not _OPEN.search(low):
        yield from {low + "ский", low.removesuffix("ь") + "ский"}
        return
    stem = _OPEN.sub("", low)
    yield from (stem + ending for ending in ("ский", "инский", "ийский"))


_CASES = (
    ("ия", ("ии", "ию", "ией")),
    ("а", ("ы", "и", "е", "у")),
    ("я", ("и", "е", "ю")),
    ("й", ("я", "ю", "ем", "е")),
)


def cases(name: str) -> Iterator[str]:
    """Russian cases of a name in a vowel or й: of Китая a stemmer leaves less than of Китай."""
    low = name.casefold()
    if name.isupper() or not re.fullmatch("[а-яё]{4,}", low):
        return
    for ending, others in _CASES:
        if low.endswith(ending):
            yield from (low.removesuffix(ending) + other for other in others)
            return


_SURNAME = re.compile(
    "(.{2,}[aeiou][v])(?:a|u|i|e|o[im]|im|ih|imi|in|ni|ning|nin|ga|ge|da|de|dan|den|lar|ler)?$"
)
_VOWELS = re.compile("[aeiou]+")


@lru_cache(1 << 14)
def surname(word: str) -> str:
    """The key of a family name in -ov or -ev, one for every language and case; "" for other words.

    Annamämmedow, Аннамамедова and Annamamedov share one: the vowels are levelled as well.
    """
    found = _SURNAME.match(fold(word))
    if not found or len(found[1]) < 5:
        return ""
    return _VOWELS.sub("a", found[1])


_SOUNDS = str.maketrans("gqdbz", "kktps")
_AFFRICATES = re.compile("ch|zh|dj|j")
_SILENT = re.compile("(?<=.)[aeiouy]+")
_FEWEST_SOUNDS = 4


@lru_cache(1 << 16)
def sound(word: str) -> str:
    """The consonants of a word, levelled where the region's spellings of a name differ; "" for short words.

    Gumdag, Кумдаг and Qumdagʻ share one. It is a guess for names that no vocabulary knows.
    """
    consonants = _SILENT.sub("", _AFFRICATES.sub("c", fold(word)))
    if len(consonants) < _FEWEST_SOUNDS or not consonants.isalpha():
        return ""
    first = "a" if consonants[0] in "aeiouy" else consonants[0]
    return re.sub(r"(.)\1+", r"\1", (first + consonants[1:]).translate(_SOUNDS))
