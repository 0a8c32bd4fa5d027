"""Which language is this: a title with its lead, in one of the languages the region's outlets write.

Names and digits are set aside first, because "Turkmenistan, Uzbekistan" is the same in half of them. Then
letters that only some languages have, words that only one has, a trained detector, and last what the source
says of itself: a prior, never a verdict.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import pycld2

from news.spelling import APOSTROPHES
from news.taxonomy import Taxonomy

LANGUAGES = ("en", "ru", "tk", "uz", "kk", "ky", "tg", "az", "tr")
UNKNOWN = "und"
ENOUGH = 600  # characters that are enough to tell a language
TITLE, DETECTOR, PRIOR = 2, 4.0, 0.75  # how much words of the title, the detector and the source weigh
CYRILLIC = frozenset({"ru", "uz", "kk", "ky", "tg"})
LATIN = frozenset(LANGUAGES) - {"ru", "ky", "tg"}
# Letters and what they speak for. Cyrillic first, then Latin.
LETTERS = {
    "ў": "uz", "ҳ": "uz tg", "қ": "uz kk tg", "ғ": "uz kk tg", "ҷ": "tg", "ӣ": "tg", "ӯ": "tg",
    "ә": "kk", "і": "kk", "ұ": "kk", "һ": "kk", "ң": "kk ky", "ү": "kk ky", "ө": "kk ky", "щ": "ru",
    "ə": "az", "ň": "tk", "ý": "tk", "ž": "tk", "ä": "tk", "ğ": "az tr uz", "ı": "az tr", "ş": "tk az tr uz",
    "ç": "tk az tr uz", "ö": "tk az tr uz", "ü": "tk az tr",
}  # fmt: skip
"""Words that are frequent in one language and absent from its neighbours."""
WORDS = {
    "en": "the of to and in for with on from by at is are was will has have as its after over new says "
    "up an a that this be it not but more than which their were been can",
    "ru": "и в на с по за из от до для не что как это его или при также после более году о об к со их "
    "был была было были который которые чтобы может только",
    "tk": "we bilen üçin boýunça hem bu bir barada ýyl ýylda boldy eden bolan täze ýagny diýip edýär edildi "
    "bolup baradaky dürli ösüşi edil ýa-da olar onuň soň edip",
    "uz": "va bilan uchun bu bir yil haqida boʻyicha bo'yicha ham qildi etildi yangi yilda deb boʻldi emas kerak "
    "ega boʻlgan o'z qilish ular lekin оʻз ва билан учун бўйича ҳам қилди этилди янги йил ҳақида бўлган билди "
    "орқали эмас лекин ёки у бу бир бўлиб",
    "kk": "және мен бойынша үшін туралы жаңа деп екі осы бар болды жыл да де бұл ол емес бір болып немесе "
    "еді керек арқылы кейін",
    "ky": "жана менен боюнча үчүн тууралуу жаңы эки бар болду жыл бул эмес бир деп болуп же эле ошол кийин "
    "аркылуу эле ал алар болгон",
    "tg": "ва дар аз ба барои ки бо аст шуд ин ки то дигар аз ҷониби буд мешавад низ ӯ онҳо ё гардид кард",
    "az": "və ilə üçün bu bir də da haqqında görə olan olub edib il ən ki daha kimi edir olaraq sonra onun "
    "deyil var isə",
    "tr": "ve ile için bu bir da de göre olan olarak daha kadar yıl en çok ise gibi sonra oldu olduğu değil "
    "var ancak her",
}
_WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}-][^\W\d_]+)*")
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\b\w+\.(?:uz|kz|tm|ru|com|az|kg|tj|tr)\b")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff​-‏﻿]")
_DIGITS = re.compile(r"\S*\d\S*")


def detect(title: str, lead: str = "", declared: Sequence[str] = ()) -> str:
    """The language's code; the first declared one, or "und", where there is nothing to tell it by."""
    known = [code for code in declared if code in LANGUAGES]
    scores: Counter[str] = Counter()
    for text, weight in ((title, TITLE), (lead, 1)):
        for code, score in _evidence(text[:ENOUGH]):
            scores[code] += weight * score
    if not scores:
        return (known or [*declared, UNKNOWN])[0]
    for code in known:
        scores[code] += PRIOR
    return max(scores, key=lambda code: (scores[code], code in known, code))


def _evidence(text: str) -> Iterator[tuple[str, float]]:
    """(language, how much speaks for it), several times for some."""
    clean = _DIGITS.sub(" ", _NOT_WORDS.sub(" ", _CONTROL.sub(" ", text)))
    words = _WORD.findall(_without_names(clean)) or _WORD.findall(clean)
    possible = _possible(words)
    for word in words:
        for code in _word_speaks_for(word.casefold()):
            if code in possible:
                yield code, 1.0
    yield from _letters_speak_for(words, possible)
    yield from _detector_says(" ".join(words), possible)


def _without_names(text: str) -> str:
    """The text without the names that the taxonomy knows; with them, where too little else is left."""
    rest, last = [], 0
    for mention in Taxonomy.default().mentions(text):
        if mention.kind == "country" and text[mention.start].isupper() and mention.start >= last:
            rest.append(text[last : mention.start])
            last = mention.end
    return " ".join((*rest, text[last:]))


def _possible(words: Sequence[str]) -> frozenset[str]:
    """The languages of the script that most letters are written in."""
    letters = "".join(words)
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in letters)
    return CYRILLIC if 2 * cyrillic > len(letters) else LATIN


@cache
def _word_table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, listed in WORDS.items():
        for word in listed.split():
            key = _plain(word)
            table[key] = (*table.get(key, ()), code)
    return table


def _plain(word: str) -> str:
    return re.sub(f"[{APOSTROPHES}]", "'", word)


def _word_speaks_for(word: str) -> tuple[str, ...]:
    return _word_table().get(_plain(word), ())


def _letters_speak_for(words: Sequence[str], possible: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Rare letters: each speaks for its languages, and against the others of its script."""
    letters = Counter("".join(words).casefold())
    for letter, languages in LETTERS.items():
        if letters[letter]:
            spoken = [code for code in languages.split() if code in possible]
            for code in spoken:
                yield code, min(letters[letter], 3) * 1.5 / len(spoken)
    if any(re.search(rf"[oOgG][{APOSTROPHES}]", word) for word in words) and "uz" in possible:
        yield "uz", 2.0


def _detector_says(text: str, possible: frozenset[str]) -> Iterator[tuple[str, float]]:
    """What the trained detector thinks, as far as it knows our languages."""
    _, _, found = pycld2.detect(text.encode("utf-8", "replace"), isPlainText=True, bestEffort=True)
    for _, code, percent, _ in found:
        if code in possible:
            yield code, DETECTOR * percent / 100
