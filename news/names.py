"""Names of sources in a sentence: where one ends, whose it is, what kind of source it names."""

import re
import tomllib
from functools import cache
from importlib.resources import files

LONGEST_NAME = 90  # characters
LONGEST_CLAUSE = 9  # words before a verb among which its subject is looked for
_CAPITAL = re.compile(r"[«“„\"'‘]*[^\W\d_a-zа-яёəӣӯҷқғўҳөүңұіәһýžäöüşçğıñňāīū]")
_THIS = re.compile(
    r"^\W*(?:Bu (?:barada|haqda|barədə|konuda)|Бу ҳақда|Бұл (?:туралы|жайында|жөнінде)|Бул тууралуу|"
    r"Об этом|Muny|"
    r"Мұны|Аны|Buni|Буни) "
)
_AUXILIARIES = re.compile(r"\s+(?:has|have|had|also|was|is|will|then|earlier)$")
_PARTICLES = frozenset(
    {"ибни", "ибн", "бин", "bin", "ibn", "al", "al-", "аль", "de", "von", "og'li", "o‘g‘li", "қизи"}
)
_PLACE = re.compile(r"[^\W\d_]{3}(?:те|де|та|да|te|de|ta|da)$")  # "… Toqaev Bishkekte"
_THAT = frozenset({"bunu", "muny", "buni", "буни", "муну", "мұны"})  # the object of a verb of telling
_PLACED = frozenset({"в", "дар", "in"})
_CLAUSE_STARTS = re.compile(r"[,;:(]\s|\s[—–-]\s|\.\s")
_ENDS = re.compile(
    r"[,;:()]|\.(?=\s|$)|\s[—–-]\s|\s(?:в|дар|in)\s(?!\w+ [A-ZА-ЯҚҒЎҲ])|\s(?:на|во|о|об|со|при|после|"
    r"приводит|"
    r"публикует|опубликовал\w*|from|at|on|that|during|after|when|who|as|for|by|to|while|va|ва|ки|ki|via|"
    r"citing|"
    r"по (?:итогам|его|её)|сілтеме|orqali|tayanib|таяниб|penşenbe|duşenbe|güni)\s"
)
_SUFFIX = re.compile(
    r"[-’'](?:n?[yiıuü][nň]|nyň|niň|nin|nın|nun|nün|in|ın|ga|ge|ға|ге|ке|қа|е|a|e|dan|den)$", re.IGNORECASE
)
HOST = re.compile(
    r"\b((?:[a-z0-9-]+\.)+(?:uz|kz|kg|tj|tm|az|tr|ru|com|org|media|info|net|asia|int))\b", re.IGNORECASE
)


@cache
def words_of(kind: str) -> str:
    """The words of a kind as one alternation."""
    table: dict[str, list[str]] = tomllib.loads(files("news").joinpath("names.toml").read_text("utf-8"))
    return f"(?:{'|'.join(table[kind])})"


@cache
def _pattern(kind: str, shape: str) -> re.Pattern[str]:
    return re.compile(shape.replace("WORDS", words_of(kind)), re.IGNORECASE)


def is_media(name: str) -> bool:
    """Whether the name is an outlet's or an agency's, which passes news on."""
    told = _pattern("media", r"\bWORDS").search(name) or HOST.search(name)
    return told is not None and "sources" not in name


def is_state(name: str) -> bool:
    """Whether the name speaks for a state: a ministry, an embassy, an official."""
    return _pattern("state", "WORDS").search(name) is not None


def name_after(text: str) -> str:
    """The name that a text begins with; "" if none."""
    words = _ENDS.split(text, maxsplit=1)[0].split()
    named = next((n for n, word in enumerate(words) if _CAPITAL.match(word)), 99) <= 6
    body = 0 < len(words) <= 6 and (
        _pattern("bodies", "WORDS").search(" ".join(words)) or HOST.search(words[-1])
    )
    return _tidy(words) if named or body else ""


def name_before(text: str, *, opening: bool) -> str:
    """The name that a text ends with, or with `opening` the one that its sentence opens with; "" if none."""
    head = _THIS.sub("", text)
    clauses = _CLAUSE_STARTS.split(head)
    if head.rstrip().endswith((",", "—", "–")):  # "Tengizchevroil, the operator, said"
        apposed = len(clauses) > 1 and clauses[-1].startswith(("the ", "a "))
        return _from_capital(clauses[-2].split()) if apposed else ""
    far = len(clauses[-1].split()) > LONGEST_CLAUSE  # the subject stands where the clause begins
    return _from_capital(_opening(clauses[0 if opening else -1]) if opening or far else _last(clauses[-1]))


def _last(clause: str) -> list[str]:
    """What follows an outlet named before: "Tizgin.kz kaz.inform.kz" leans on the second."""
    words = clause.split()
    outlet = max((n for n, word in enumerate(words[:-1]) if HOST.fullmatch(word)), default=-1)
    return words[outlet + 1 :]


def _opening(text: str) -> list[str]:
    """The words that open a sentence, to the last name among the first seven."""
    words = text.split()[:7]
    last = max((n for n, word in enumerate(words) if _CAPITAL.match(word)), default=-1)
    while 0 <= last < len(words) - 1 and _pattern("body_words", r"WORDS\w*").fullmatch(words[last + 1]):
        last += 1
    return words[: last + 1]


def _from_capital(words: list[str]) -> str:
    """The name in the words before a verb: from its first capital on, behind any earlier telling."""
    while words and _is_told(words[-1]):
        words = words[:-1]
    words = words[max((n + 1 for n, word in enumerate(words) if word in _THAT), default=0) :]
    start = next((n for n, word in enumerate(words) if _CAPITAL.match(word)), None)
    body = _pattern("bodies", "WORDS").search(" ".join(words)) and len(words) <= 6
    return _tidy(words[start or 0 :]) if start is not None or body else ""


def _tidy(words: list[str]) -> str:
    """A person without the office, no ending behind a hyphen; "" for nobody in particular."""
    name = " ".join(_person(_until_told(words))).strip(" .,;:—–-")
    name = _AUXILIARIES.sub("", _SUFFIX.sub("", name)).removeprefix("The ")
    nobody = _pattern("nobody", r"WORDS\W*").fullmatch(name)
    return "" if nobody or not 3 <= len(name) <= LONGEST_NAME else name


def _until_told(words: list[str]) -> list[str]:
    """The words before a date, a day or the verb of telling."""
    return words[: next((n for n, word in enumerate(words) if n and _is_told(word)), None)]


def _is_told(word: str) -> bool:
    return word[0].isdigit() or _pattern("told", "WORDS").fullmatch(word) is not None


def _person(words: list[str]) -> list[str]:
    """A person's names, which stand after the last word of office, else everything."""
    office = _pattern("offices", "WORDS")
    last = max((n for n, word in enumerate(words) if office.fullmatch(word.strip("«»“”\"',"))), default=-1)
    rest = words[last + 1 :]
    named = next(
        (n for n, word in enumerate(rest[:4]) if _CAPITAL.match(word)), 0
    )  # "head of the plant Ann Lee"
    rest = rest[named:]
    if last < 0 or len(rest) < 2 or not all(_CAPITAL.match(word) for word in rest[: 2 if named else 1]):
        return words
    end = next(
        (n for n, word in enumerate(rest) if not (_CAPITAL.match(word) or word in _PARTICLES)), len(rest)
    )
    if (
        rest[end : end + 1] and rest[end] in _PLACED and len(rest) > end + 3
    ):  # "ambassador of Italy in Rome Ann Lee"
        return rest[end + 2 :]
    return rest[: end - 1] if end > 2 and _PLACE.search(rest[end - 1]) else rest[:end]
