"""Many words looked for at once: a table of patterns, asked with a text, answers with their places.

How a pattern is written, so that operators need no code:

    refinery        the word with any ending that the region's languages put behind a noun
    нефт*           any word that begins so
    =газ            this word and no ending
    demir yol*      several words in a row
    Mary            a capital letter in the pattern must be one in the text; ETO: capitals throughout
    Mary (велаят*|welaýat*)   counts only where one of the words in brackets stands in the same text

Names are levelled first (news/spelling.py): Toşkent, Toshkent and Тошкент are one pattern. Words of one
language are only put in small letters, or plants would be plans; those of Uzbek in the letters that both of
its scripts share. A pattern belongs to the script it is written in unless its owner says that it holds in
every script.
At one place the longest pattern of its group wins, of equal ones the weightiest; a pattern without a group
silences all shorter ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from news.spelling import APOSTROPHES, fold, is_cyrillic, latin, level, plain, uzbek

LONGEST_TEXT = 100_000  # characters that are looked at: a label of a longer text stands before
SHORT = 3  # letters that a word needs to carry endings: "un" and "et" would be half the dictionary
HYPHENS = ("-", "–", "‑")
CLOSING = ("”", "»", '"')  # of quotation marks
UZBEK = "uz"  # written in two scripts
REMEMBERED = 100_000  # different words whose patterns are kept at hand, about 20 MB at most
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}|[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_APART = re.compile(r"[.,;:!?\n()]")
_PLURAL = "(?:lar|ler|dar|der|tar|ter|nar|lor|dor|tor|ho)?"
_OWNER = "(?:i|u|si|su|sa|im|in|imiz|ing|mi)?"
_CASE = (
    "(?:n?[iu]n|n?[iu]ng|[dt][iu]n|[dt][iu]ng|ning|n?i|ni|nu|[dt]i|n?a|n?e|ga|ge|ka|ke|ha|go|no|ia|ie|iu|"
    "n?[dt][aeo]|n?[dt][aeo]n|n?[dt]agi|n?[dt]eg?i|[dt]aki|[dt]eki|nde[kg]i|nda[kg]i|la|le|lan|len|men|ben|"
    "pen|lik|lig|luk|lig[iu]|li|lu|ro|dir|dur|dur|gacha|chi|cha|che)?"
)
_RUSSIAN = (
    "s|es|ing|ed|an|a|u|om|em|am|ami|ah|ov|ev|ei|oi|oiu|aia|iu|o|ih|im|imi|ogo|omu|ie|iam|iami|iah|ii|"
    "sk[a-z]{1,4}|n[aio]?[a-z]{1,3}"
)
_ENDING = re.compile(f"{_PLURAL}{_OWNER}{_CASE}|{_RUSSIAN}")
# Kazakov and Isroilov are people, not lands; казахов in small letters is many of a people.
_SURNAME = re.compile("[a-z]{0,4}(?:ov|ev)(?:a|u|i|oi|im|om|e|ih|ning|ni|ga|nin)?")
_ENDINGS = {"en": re.compile("s|es|d|ed|ing|ings|ly"), "ru": re.compile(_RUSSIAN)}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a pattern speaks for. `group` "" silences instead of finding; `language` "" holds in all."""

    group: str
    code: str
    weight: float = 1.0
    implied: bool = False
    language: str = ""
    any_script: bool = False

    @property
    def close(self) -> str:
        """The language whose letters its words are compared by, one by one; "" where names are levelled."""
        return UZBEK if self.language == UZBEK else "any" if self.language else ""


SAYS = Owner("", "")  # the owner of words that must stand in the same text


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a pattern, in the levelled spelling, or letter by letter where `close` names by which."""

    spelled: str
    begins: bool = False
    exact: bool = False
    capital: bool = False
    capitals: bool = False
    cyrillic: bool = False
    close: str = ""
    lone: bool = False  # a name of one word
    language: str = ""

    def accepts(self, word: "Word") -> bool:
        """Whether the word is this one."""
        spelled = word.uzbek if self.close == UZBEK else word.close if self.close else word.levelled
        if not spelled.startswith(self.spelled):
            return False
        if (self.capitals and not _is_upper(word.text)) or (self.capital and not word.text[0].isupper()):
            return False
        rest = spelled[len(self.spelled) :]
        if rest and self.lone and word.text[0].isupper() and _SURNAME.fullmatch(rest):
            return False
        return self.begins or not rest or (not self.exact and self._ends_with(rest))

    def _ends_with(self, rest: str) -> bool:
        ending = level(latin(rest)) if self.close and self.language != "en" else rest
        return _ENDINGS.get(self.language, _ENDING).fullmatch(ending) is not None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase to be found, its owner, and the words one of which must stand in the same text."""

    owner: Owner
    parts: tuple[Part, ...]
    near: tuple[Part, ...] = ()
    size: tuple[int, int] = field(default=(0, 0))

    @staticmethod
    def read(written: str, owner: Owner) -> "Pattern":
        """Read a pattern as described above. Raises ValueError when nothing is left to look for."""
        phrase, _, context = written.partition("(")
        words = tuple(_pieces(phrase))
        parts = tuple(_part(word, owner, lone=len(words) == 1) for word in words)
        if not parts:
            raise ValueError(f"no word in the pattern {written!r} of {owner.code or 'the silent ones'}")
        near = tuple(
            _part(piece, SAYS) for word in context.rstrip(") ").split("|") for piece in _pieces(word)
        )
        return Pattern(owner, parts, near, (len(parts), sum(len(part.spelled) for part in parts)))


def _pieces(phrase: str) -> Iterator[str]:
    for match in re.finditer(rf"=?(?:{_WORD.pattern})\*?", phrase):
        if fold(match[0]):
            yield match[0]


def _close(word: str) -> str:
    return plain(word).replace("ё", "е")


def _part(word: str, owner: Owner, *, lone: bool = False) -> Part:
    bare = word.strip("=*")
    spelled = uzbek(bare) if owner.close == UZBEK else _close(bare) if owner.close else fold(bare)
    return Part(
        spelled=spelled,
        begins=word.endswith("*"),
        exact=word.startswith("=") or (bool(owner.close) and len(spelled) < SHORT),
        capital=bare[0].isupper(),
        capitals=_is_upper(bare),
        cyrillic=is_cyrillic(bare.casefold()),
        close=owner.close,
        lone=lone and not owner.close,
        language=owner.language,
    )


def _is_upper(word: str) -> bool:
    """Whether an abbreviation is meant: "АЭС", and "АЭСнинг" with its ending."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and letters[0].isupper() and letters[1].isupper()


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern's owner and the place of what it found in the text."""

    owner: Owner
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, and as patterns see it."""

    text: str
    levelled: str
    close: str
    uzbek: str  # "" in a text of another language
    cyrillic: bool


@dataclass(frozen=True, slots=True)
class _Place:
    word: Word
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word of some language, and the patterns that it may start there."""

    word: Word
    alone: tuple[Pattern, ...]  # that need nothing but the word
    longer: tuple[Pattern, ...]  # that need more of the text

    @property
    def is_short(self) -> bool:
        """Whether it could be the ending of a number."""
        return len(self.word.text) <= SHORT and self.word.text.islower()


class Phrases:
    """Patterns, asked with whole texts. Its answers depend on the text alone."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Arrange the patterns by how their first word begins."""
        self._by_start: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            self._by_start[pattern.owner.close, pattern.parts[0].spelled].append(pattern)
        self._longest = max((len(spelled) for _, spelled in self._by_start), default=0)
        self._seen: dict[tuple[str, str], _Entry] = {}

    def find(self, text: str, language: str = "") -> Iterator[Found]:
        """The places of all patterns in order; with a language, those of other languages stay out."""
        text = text[:LONGEST_TEXT]
        words: list[_Place] = []
        hits: list[tuple[int, _Entry]] = []
        for match in _WORD.finditer(text):
            entry = self._seen.get((language, match[0])) or self._look_up(language, match[0])
            if (entry.alone or entry.longer) and not (entry.is_short and _is_ending(text, match.start())):
                hits.append((len(words), entry))
            words.append(_Place(entry.word, match.start(), match.end()))
        taken: dict[str, int] = {}
        for place, entry in hits:
            longer = [p for p in entry.longer if _matches(p, text, words, place)]
            for pattern in _longest((*entry.alone, *longer), place, taken):
                yield Found(pattern.owner, words[place].start, words[place + len(pattern.parts) - 1].end)

    def _look_up(self, language: str, text: str) -> _Entry:
        """The word as patterns see it and the patterns of the language that may start with it."""
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        both = uzbek(text) if language in {UZBEK, ""} else ""
        word = Word(text, fold(text), _close(text), both, is_cyrillic(text.casefold()))
        starting = [p for p in self._starting(word) if p.owner.language in (language, "") or not language]
        alone = tuple(p for p in starting if len(p.parts) == 1 and not p.near)
        entry = _Entry(word, alone, tuple(p for p in starting if len(p.parts) > 1 or p.near))
        self._seen[language, text] = entry
        return entry

    def _starting(self, word: Word) -> Iterator[Pattern]:
        for close, spelled in (("", word.levelled), ("any", word.close), (UZBEK, word.uzbek)):
            for length in range(1, min(len(spelled), self._longest) + 1):
                for pattern in self._by_start.get((close, spelled[:length]), ()):
                    first = pattern.parts[0]
                    if (first.cyrillic == word.cyrillic or pattern.owner.any_script) and first.accepts(word):
                        yield pattern


def _is_ending(text: str, start: int) -> bool:
    """Whether a short word is an ending: 1000-нан is no bread (нан), “Azərkosmos”un no flour (un)."""
    before = text[max(0, start - 2) : start]
    return (before[:1].isdigit() and before[1:] in HYPHENS) or (
        before[:1].isalnum() and before[1:] in CLOSING
    )


def _matches(pattern: Pattern, text: str, words: Sequence[_Place], place: int) -> bool:
    """Whether the pattern's other words follow, and what it needs beside it is there."""
    if place + len(pattern.parts) > len(words):
        return False
    for number, part in enumerate(pattern.parts[1:], start=place + 1):
        here, before = words[number], words[number - 1]
        if not part.accepts(here.word) or _APART.search(text, before.end, here.start):
            return False
    return not pattern.near or any(part.accepts(w.word) for part in pattern.near for w in words)


def _longest(matching: Sequence[Pattern], place: int, taken: dict[str, int]) -> Iterator[Pattern]:
    """The longest patterns of each group that has not passed this place; silent ones count in all."""
    if not matching:
        return
    silenced = taken.get("", 0)
    silent = max((p.size for p in matching if not p.owner.group), default=(0, 0))
    for group in dict.fromkeys(p.owner.group for p in matching if p.owner.group):
        mine = [p for p in matching if p.owner.group == group]
        size = max(p.size for p in mine)
        if max(taken.get(group, 0), silenced) <= place and size > silent:
            taken[group] = place + size[0]
            longest = sorted((p for p in mine if p.size == size), key=lambda p: p.owner.weight)
            yield from {p.owner.code: p for p in longest}.values()
    if silent[0]:
        taken[""] = max(silenced, place + silent[0])
