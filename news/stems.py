"""Endings go: the term of a word is the same for its cases, numbers and possessors.

A word's term depends on its letters alone, never on a detected language: a query has none. Latin letters
get the English stemmer, Cyrillic ones the Russian, both then the endings that Turkic words and Tajik carry.
"""

import re
from functools import lru_cache

import snowballstemmer

from news.spelling import fold, is_cyrillic, latin, level, plain

_ENGLISH = snowballstemmer.stemmer("english")
_RUSSIAN = snowballstemmer.stemmer("russian")
_NOT_RUSSIAN = re.compile("[ўқғҳәіңүұөһӣӯҷ]")
# Genitives that only Turkmen and the Kazakh family write so.
_GENITIVE = re.compile("(?<=[^\\W\\d_]{4})(?:n?[yiuü]ň|[ндт][ыіиуү]ң)$")
# In the levelled spelling; short ones that would eat English (-ter, -men, -tan) are left out.
_TURKIC = re.compile(
    "(?<=[a-z]{4})(?:(?:lar|ler)(?:i(?:ni?n?)?|in|ni(?:n[g]?)?|[gd][ae](?:n|gi|ki)?|imiz)?"
    "|ning|nin|(?:i|s[iu])?n?d[ae](?:n|gi|ki)?|(?:i|si)n[ai]|s[iu]|ni|g[ae](?:cha)?|hoi?|roi?)$"
)
_LAST_VOWEL = re.compile("(?<=[a-z]{3}[b-df-hj-np-tv-z])[aeiou]$")
_LEFT_BY_ING = re.compile("(?<=[bdfhkmpstvz])n$")  # Toshkentning without -ing


@lru_cache(1 << 16)
def term(word: str) -> str:
    """The index term of one word: [a-z0-9]*, empty only when the word has no letter or digit."""
    low = _GENITIVE.sub("", plain(word))
    if is_cyrillic(low):
        low = low.replace("ё", "е")
        stem = low if _NOT_RUSSIAN.search(low) else _RUSSIAN.stemWord(low)
    else:
        stem = _english(latin(low))
    folded = level(latin(stem))
    if not folded:
        return fold(word)
    return _LAST_VOWEL.sub("", _TURKIC.sub("", folded))


def _english(spelled: str) -> str:
    if not spelled.isalpha():
        return spelled
    stem: str = _ENGLISH.stemWord(spelled)
    return _LEFT_BY_ING.sub("", stem) if spelled.endswith("ning") else stem


_SURNAME = re.compile(
    "(.{2,}[aeiou][v])(?:a|u|i|e|o[im]|im|ih|imi|in|ni|ning|nin|ga|ge|da|de|dan|den|lar|ler)?$"
)
_VOWELS = re.compile("[aeou]+")


@lru_cache(1 << 14)
def surname(word: str) -> str:
    """The key of a family name in -ov or -ev, one for every language and case; "" for other words.

    Annamämmedow, Аннамамедова and Annamamedov share one: the vowels are levelled as well.
    """
    found = _SURNAME.match(fold(word))
    if not found or len(found[1]) < 5:
        return ""
    return _VOWELS.sub("a", found[1])
