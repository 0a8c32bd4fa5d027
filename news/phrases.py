"""Many words looked for at once: a table of patterns, asked with a text, answers with their places.

How a pattern is written, so that operators need no code:

    refinery        the word with any ending that the region's languages put behind a noun
    нефт*           any word that begins so
    =газ            this word and no ending
    demir yol*      several words in a row
    Mary            a capital letter in the pattern must be one in the text; ETO: capitals throughout
    Mary (велаят*|welaýat*)   counts only where one of the words in brackets stands in the same text

Spelling is levelled first (news/spelling.py): Toşkent, Toshkent and Тошкент are one pattern, but a pattern
belongs to the script it is written in unless its owner says that it holds in every script.
At one place the longest pattern of its group wins; a pattern without a group silences all shorter ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from news.spelling import APOSTROPHES, fold, is_cyrillic

LONGEST_TEXT = 100_000  # characters that are looked at: a label of a longer text stands before
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


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a pattern speaks for. `group` "" silences instead of finding; `language` "" holds in all."""

    group: str
    code: str
    weight: float = 1.0
    implied: bool = False
    language: str = ""
    any_script: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a pattern, in the levelled spelling."""

    spelled: str
    begins: bool = False
    exact: bool = False
    capital: bool = False
    capitals: bool = False
    cyrillic: bool = False

    def accepts(self, word: str, spelled: str) -> bool:
        """Whether the word, spelled levelled as given, is this one."""
        if not spelled.startswith(self.spelled):
            return False
        if (self.capitals and not _is_upper(word)) or (self.capital and not word[0].isupper()):
            return False
        rest = spelled[len(self.spelled) :]
        return self.begins or not rest or (not self.exact and _ENDING.fullmatch(rest) is not None)


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
        parts = tuple(_part(word) for word in _pieces(phrase))
        if not parts:
            raise ValueError(f"no word in the pattern {written!r} of {owner.code or 'the silent ones'}")
        near = tuple(part for word in context.rstrip(") ").split("|") for part in map(_part, _pieces(word)))
        return Pattern(owner, parts, near, (len(parts), sum(len(part.spelled) for part in parts)))


def _pieces(phrase: str) -> Iterator[str]:
    for match in re.finditer(rf"=?(?:{_WORD.pattern})\*?", phrase):
        if fold(match[0]):
            yield match[0]


def _part(word: str) -> Part:
    bare = word.strip("=*")
    return Part(
        spelled=fold(bare),
        begins=word.endswith("*"),
        exact=word.startswith("="),
        capital=bare[0].isupper(),
        capitals=_is_upper(bare),
        cyrillic=is_cyrillic(bare.casefold()),
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
class _Word:
    text: str
    spelled: str
    start: int
    end: int


class Phrases:
    """Patterns, asked with whole texts. Its answers depend on the text alone."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Arrange the patterns by how their first word begins."""
        self._by_start: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            self._by_start[pattern.parts[0].spelled].append(pattern)
        self._longest = max(map(len, self._by_start), default=0)
        self._seen: dict[str, tuple[str, tuple[Pattern, ...]]] = {}

    def find(self, text: str, language: str = "") -> Iterator[Found]:
        """The places of all patterns in order; with a language, those of other languages stay out."""
        text = text[:LONGEST_TEXT]
        words: list[_Word] = []
        hits: list[tuple[int, tuple[Pattern, ...]]] = []
        for match in _WORD.finditer(text):
            spelled, patterns = self._look_up(match[0])
            if patterns:
                hits.append((len(words), patterns))
            words.append(_Word(match[0], spelled, match.start(), match.end()))
        taken: dict[str, int] = {}
        for place, patterns in hits:
            matching = [p for p in patterns if _speaks(p, language) and _matches(p, text, words, place)]
            for pattern in _longest(matching, place, taken):
                yield Found(pattern.owner, words[place].start, words[place + len(pattern.parts) - 1].end)

    def _look_up(self, word: str) -> tuple[str, tuple[Pattern, ...]]:
        """The word's levelled spelling and the patterns that may start with it."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            spelled = fold(word)
            known = self._seen[word] = (spelled, tuple(self._starting(word, spelled)))
        return known

    def _starting(self, word: str, spelled: str) -> Iterator[Pattern]:
        cyrillic = is_cyrillic(word.casefold())
        for length in range(1, min(len(spelled), self._longest) + 1):
            for pattern in self._by_start.get(spelled[:length], ()):
                first = pattern.parts[0]
                if (first.cyrillic == cyrillic or pattern.owner.any_script) and first.accepts(word, spelled):
                    yield pattern


def _speaks(pattern: Pattern, language: str) -> bool:
    return not language or not pattern.owner.language or pattern.owner.language == language


def _matches(pattern: Pattern, text: str, words: Sequence[_Word], place: int) -> bool:
    """Whether the pattern's other words follow, and what it needs beside it is there."""
    if place + len(pattern.parts) > len(words):
        return False
    for number, part in enumerate(pattern.parts[1:], start=place + 1):
        word = words[number]
        if not part.accepts(word.text, word.spelled) or _APART.search(
            text, words[number - 1].end, word.start
        ):
            return False
    return not pattern.near or any(part.accepts(w.text, w.spelled) for part in pattern.near for w in words)


def _longest(matching: Sequence[Pattern], place: int, taken: dict[str, int]) -> Iterator[Pattern]:
    """The longest patterns of each group that has not passed this place; silent ones count in all."""
    silenced = taken.get("", 0)
    silent = max((p.size for p in matching if not p.owner.group), default=(0, 0))
    for group in dict.fromkeys(p.owner.group for p in matching if p.owner.group):
        mine = [p for p in matching if p.owner.group == group]
        size = max(p.size for p in mine)
        if max(taken.get(group, 0), silenced) <= place and size > silent:
            taken[group] = place + size[0]
            yield from {p.owner.code: p for p in mine if p.size == size}.values()
    if silent[0]:
        taken[""] = max(silenced, place + silent[0])
