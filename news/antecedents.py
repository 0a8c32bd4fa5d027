"""Who is meant by "the company", "the state concern", «в ведомстве»: the body that was named before."""

import re
from collections.abc import Sequence
from functools import cache

from news.bodies import is_body, words_of
from news.names import name_after, name_before
from news.subjects import first_person

KIND = 6  # letters of a word that tell a kind of body whatever its ending
LONGEST_OPENER = 4  # words: a longer name that opens a report is a sentence's beginning
_PRONOUN = re.compile(r"\b(?:he|she|он|она|u|ol|ол|ал|o|ӯ)\W*$", re.IGNORECASE)
_QUOTED = re.compile(r"[«“„]([^«»“”„]{2,40})[»”]")
_CAPITALS = re.compile(r"[^\W\d_a-zа-яё][\w’'‘ʻ-]+(?: (?=[^\W\d_a-zа-яё])[\w’'‘ʻ-]+)*")
_POSSESSIVE = re.compile(r"[’'‘](?:s|n?[ıiuü]n|n[ıi]n)?$")


@cache
def _firm() -> re.Pattern[str]:
    return re.compile(words_of("firms"), re.IGNORECASE)


@cache
def _filler() -> re.Pattern[str]:
    """Words that tell no name: "the", "state", "press service", "spokesperson"."""
    return re.compile(rf"(?:{words_of('fillers')}|{words_of('offices')})", re.IGNORECASE)


def in_full(name: str, before: Sequence[str]) -> str:
    """The name, or for a mere kind of body ("agency", "the company's press office") the one named before.

    `before` are the title and the sentences before the one that cites. "Press service of the ministry"
    stays as it is written: it says what it is.
    """
    if " " not in name and is_body(name) and (known := named_before(name, before)):
        return known
    words = [_POSSESSIVE.sub("", word.strip("«»“”\"',.;:")) for word in name.split()]
    kinds = [word for word in words if _firm().fullmatch(word)]
    if not kinds or any(not _firm().fullmatch(w) and not _filler().fullmatch(w) for w in words):
        return name
    return named_before(kinds[-1], before) or _opener(before) or name


def firm_meant(words: str, before: Sequence[str]) -> str:
    """The firm that "the company" means, where these few words end in it; "" for anybody else."""
    last = words.split()[-1:] if words else []
    if not last or not _firm().fullmatch(last[0].strip("«»“”\"',.;:")):
        return ""
    return named_before(last[0], before) or _opener(before)


def meant(words: str, sentences: Sequence[str]) -> str:
    """Who is meant by "the ministry" (the one named before) or by "he" (who opens the report)."""
    for word in words.split():
        if _firm().fullmatch(word.strip("«»“”\"',.;:")):
            return named_before(word, sentences) or _opener(sentences)
        if is_body(word):
            return named_before(word, sentences)
    if _PRONOUN.search(words) and (person := first_person(sentences)):
        return person
    opener = name_before(sentences[0], opening=True)
    return opener if len(opener.split()) > 1 and all(word[0].isupper() for word in opener.split()) else ""


def _opener(sentences: Sequence[str]) -> str:
    """The body that opens one of the sentences, the first that does; never a person with an office.

    A single word counts when it has a capital elsewhere too: any word has one that opens a sentence.
    """
    inside = " ".join(sentence.partition(" ")[2] for sentence in sentences)
    for sentence in sentences:
        if quoted := _QUOTED.search(sentence[:120]):
            return quoted[0]
        opening = _CAPITALS.match(sentence.removeprefix("The "))
        name = _POSSESSIVE.sub("", opening[0]) if opening else ""
        person = any(re.fullmatch(words_of("offices"), word, re.IGNORECASE) for word in name.split())
        if name and not person and len(name.split()) <= LONGEST_OPENER and (" " in name or name in inside):
            return name
    return ""


def named_before(body: str, sentences: Sequence[str]) -> str:
    """The full name of a body of this kind: in quotes or capitals beside it; "" if there is none."""
    kind = re.escape(body.strip(".,;:«»“”\"'")[:KIND])
    quoted, capital = r"[«“„][^«»“”„]{2,40}[»”]", r"(?!The\b)(?-i:[A-ZА-ЯЁ])"
    named = rf"(?:(?: (?:of|for|and))* {capital}[\w’'‘ʻ-]+| [а-яё]+){{1,6}}"  # "… of Digital Development"
    told = re.compile(
        rf"{quoted}(?: \w+)? {kind}\w*|\b{kind}\w* {quoted}|(?:{capital}[\w’'‘ʻ-]+ ){{1,5}}{kind}\w*"
        rf"(?: {capital}[\w-]+)?"
        rf"|\b{capital}(?<={kind[:1]}){kind[1:]}\w*{named}",
        re.IGNORECASE,
    )
    for sentence in sentences:
        if found := told.search(sentence):
            return name_after(found[0])
    return ""
