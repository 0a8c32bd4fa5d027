"""One Latin spelling for every script: Тошкент, Toshkent and Toşkent are the same letters afterwards.

`latin` spells a word letter by letter; `fold` also levels what the region's spellings disagree on
(kh/x/h, zh/dj/j, q/k, w/v, y/i, doubled consonants). Both give [a-z0-9]+ for any word.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST = 40  # letters of a term that count: no word of the region is longer, and hostile ones end here

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
    "ў": "o", "қ": "k", "ғ": "g", "ҳ": "h",  # Uzbek
    "ә": "a", "і": "i", "ң": "n", "ү": "u", "ұ": "u", "ө": "o", "һ": "h",  # Kazakh, Kyrgyz
    "ӣ": "i", "ӯ": "u", "ҷ": "j",  # Tajik
    "є": "e", "ї": "i", "ґ": "g", "ҫ": "s", "җ": "j", "ҝ": "g", "ҹ": "j", "ј": "y",
}  # fmt: skip
_LATIN = {
    "ə": "a", "ı": "i", "ş": "sh", "ș": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ý": "y",
    "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ŋ": "n", "ñ": "n",
}  # fmt: skip
_LOOKALIKES = dict(zip("авекмнорстухіјѕһ", "abekmhopctyxijsh", strict=True))
_TO_LATIN = str.maketrans(_LOOKALIKES)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _LOOKALIKES.items() if cyrillic < "ѐ"})
# What stands inside words without being a letter: apostrophes, soft hyphens, joiners, marks of direction.
APOSTROPHES = "'‘’ʻʼʽ`´ʹ′ˈ＇"
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_DROPPED = re.compile(f"[{APOSTROPHES}{UNSEEN}]")

# Uzbek: the letters that an apostrophe makes, and those of its Cyrillic and of its new Latin alphabet.
_TURNED = re.compile(f"([OoGg])[{APOSTROPHES}]")
_OF_TURNED = {"o": "ö", "g": "ğ"}
_UZBEK = str.maketrans(
    _CYRILLIC | {"ў": "ö", "қ": "q", "ғ": "ğ", "х": "x", "ц": "s", "ё": "yo", "ş": "sh", "ç": "ch", "õ": "ö"}
)

_LEVELLED = (
    (re.compile("yo"), "ye"),
    (re.compile("(?<=[b-df-hj-np-tvwxz])ye(?!$)"), "e"),
    (re.compile("dzh|dj|zh"), "j"),
    (re.compile("kh|x"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("ck|q"), "k"),
    (re.compile("ts"), "s"),
    (re.compile("c(?![heiy])"), "k"),
    (re.compile("w"), "v"),
    (re.compile("^ye(?=[a-z]{4})"), "e"),
    (re.compile("[iy]+"), "i"),
    (re.compile("(?<=[aeou])i(?=[aeou])"), ""),
    (re.compile(r"(?<=[aeiou])([b-df-hj-np-tv-z])\1+"), r"\1"),  # not in QQS, an abbreviation
)


def in_cyrillic(text: str) -> bool:
    """Whether most letters of a text are Cyrillic: its script, where a language is written in two."""
    return 2 * sum("Ѐ" <= letter <= "ӿ" for letter in text) > sum(map(str.isalpha, text))


def is_cyrillic(word: str) -> bool:
    """Whether the word is written in Cyrillic; a look-alike letter of the other script does not count."""
    if word.isascii():
        return False
    cyrillic = [letter for letter in word if "Ѐ" <= letter <= "ӿ"]
    latin = [letter for letter in word if "a" <= letter <= "z"]
    if not cyrillic or not latin:
        return bool(cyrillic)
    if all(letter in _LOOKALIKES for letter in cyrillic):
        return False
    return all(letter in _LOOKALIKES.values() for letter in latin)


def plain(word: str) -> str:
    """The word in lower case and one script, without apostrophes and what cannot be seen."""
    if word.isascii():
        return _DROPPED.sub("", word).casefold()
    low = unicodedata.normalize("NFKC", _DROPPED.sub("", word)).replace("İ", "i").casefold()
    if is_cyrillic(low):
        return low.translate(_TO_CYRILLIC)
    if any("a" <= letter <= "z" for letter in low):
        return low.translate(_TO_LATIN)
    return low


def latin(word: str) -> str:
    """The word, as `plain` gives it, in Latin letters and digits; other scripts as their numbers."""
    if word.isascii() and word.isalnum():
        return word[:LONGEST]
    return "".join(_letter(letter) for letter in word)[:LONGEST]


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() else ""
    known = _CYRILLIC.get(letter) or _LATIN.get(letter)
    if known is not None or letter in "ъь":
        return known or ""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    base = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    if base != letter:
        return "".join(_letter(c) for c in base.casefold())
    return f"u{ord(letter):x}" if letter.isalnum() else ""


def uzbek(word: str) -> str:
    """The word in the letters of Uzbek, one for both of its scripts and both of its Latin alphabets.

    What Uzbek sets apart stays apart, which `level` would not leave so: qon (blood) and kon (mine), to‘la
    (full) and tola (fibre), g‘alaba (victory) and g‘alla (grain).
    """
    low = plain(_TURNED.sub(lambda found: _OF_TURNED[found[1].lower()], word))
    return low.translate(_UZBEK).replace("ts", "s").replace("ye", "e")


def level(spelled: str) -> str:
    """One spelling where the region has several; takes and gives [a-z0-9]*."""
    for pattern, single in _LEVELLED:
        spelled = pattern.sub(single, spelled)
    return spelled


@lru_cache(1 << 15)  # words are asked for again, by concepts, names and labels
def fold(word: str) -> str:
    """The word in the spelling that all scripts share, unstemmed."""
    return level(latin(plain(word)))
