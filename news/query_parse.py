"""Text -> wishes. Never fails: what is not understood is told as a Problem, the rest is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from news.query_fields import FIELDS, Meant, read_field
from news.text import spellings, terms
from news.wishes import OPERATORS, Begun, Both, Either, Said, Wish, Without

LONGEST_QUERY = 4_000  # characters: a Telegram message; a canonical form is always shorter (see MOST_WORDS)
MOST_WORDS = 24  # words and fields together: each costs the database a walk
LONGEST_SAID = 100  # characters of one word or phrase
DEEPEST = 80  # open parentheses at once; MOST_WORDS words cannot need more

_QUOTE = '"“”„«»'
_NO_LETTERS = str.maketrans(dict.fromkeys(f"*{_QUOTE}", " "))
_DASHES = re.compile("[-–—−]+")
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\)) | (?P<or>\|+)
      | (?P<minus>[-−–—](?=[^\s)]))
      | (?P<field>[^\W\d_]+):(?P<value>[{_QUOTE}][^{_QUOTE}]*[{_QUOTE}]?|[^\s(){_QUOTE}|]*)
      | (?P<phrase>[{_QUOTE}][^{_QUOTE}]*(?P<closed>[{_QUOTE}])?)
      | (?P<word>[^\s(){_QUOTE}|]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood: where it stands, what it was, which sentence to say, what may help."""

    start: int
    text: str
    key: str  # of the sentence: views/ has the words
    suggestion: str = ""


@dataclass(slots=True)
class _Reader:
    """The tokens of a query, and what was noticed on the way."""

    tokens: list[re.Match[str]]
    place: int = 0
    words: int = 0
    too_deep: int = 0
    meant: Meant = field(default_factory=Meant)
    problems: list[Problem] = field(default_factory=list)

    def next(self) -> re.Match[str] | None:
        """The next token, which stays."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def complain(self, token: re.Match[str], key: str, suggestion: str = "") -> None:
        """Remember what was not understood: each thing once, and nothing of what is left out anyway."""
        text = token[0][:LONGEST_SAID]
        known = any((problem.key, problem.text) == (key, text) for problem in self.problems)
        if not known and (self.words <= MOST_WORDS or key == "too-many"):
            self.problems.append(Problem(token.start(), text, key, suggestion))


def read(text: str) -> tuple[Wish | None, Meant, tuple[Problem, ...]]:
    """What is wanted (None: anything), its dates and order, and what was not understood."""
    tokens = [token for token in _TOKEN.finditer(text[:LONGEST_QUERY]) if token.lastgroup != "space"]
    reader = _Reader(tokens)
    wish = _sequence(reader, 0)
    if len(text) > LONGEST_QUERY:
        reader.problems.append(Problem(LONGEST_QUERY, "", "too-long"))
    problems = sorted(reader.problems, key=lambda problem: problem.start)
    return wish, reader.meant, tuple(problems[:MOST_WORDS])


def _sequence(reader: _Reader, depth: int) -> Wish | None:
    """Parts up to a closing parenthesis or the end. OR joins its two neighbours."""
    parts: list[Wish] = []
    joining: re.Match[str] | None = None
    while token := reader.next():
        reader.place += 1
        if token["close"]:
            if _closes(reader, token, depth):
                break
        elif _is_or(token):
            if not parts or joining:
                reader.complain(token, "or-alone")
            joining = token if parts else None
        else:
            part = _choice(reader, token, depth) if joining else _part(reader, token, depth)
            if part is not None:
                alternatives = [parts.pop(), part] if joining else [part]
                parts.append(_either(alternatives) or part)
            joining = None
    if joining:
        reader.complain(joining, "or-alone")
    return _both(parts)


def _choice(reader: _Reader, token: re.Match[str], depth: int) -> Wish | None:
    """What stands behind OR."""
    dates = reader.meant.dates()
    part = _part(reader, token, depth)
    if part is None and reader.meant.dates() != dates:
        reader.complain(token, "date-everywhere")
    return part


def _closes(reader: _Reader, token: re.Match[str], depth: int) -> bool:
    if reader.too_deep:
        reader.too_deep -= 1
        return False
    if not depth:
        reader.complain(token, "close-alone")
    return bool(depth)


def _is_or(token: re.Match[str]) -> bool:
    return bool(token["or"]) or token["word"] == "OR"


def _part(  # noqa: PLR0911  a case a kind
    reader: _Reader, token: re.Match[str], depth: int
) -> Wish | None:
    """One operand that begins with this token; None when there is nothing in it to search for."""
    if token["minus"] or token["word"] == "NOT":
        return _without(reader, token, depth)
    if token["open"]:
        return _group(reader, token, depth)
    if token["word"] in OPERATORS:
        return None  # AND is what we do anyway
    reader.words += 1
    if reader.words > MOST_WORDS:
        if reader.words == MOST_WORDS + 1:
            reader.complain(token, "too-many")
        return None
    if token["field"]:
        return _field(reader, token)
    if token["phrase"]:
        if not token["closed"] or token.end() - token.start() == 1:
            reader.complain(token, "quote-open")
            if not terms(token["phrase"]):
                return None
        return _said(reader, token, token["phrase"].strip(_QUOTE))
    return _said(reader, token, token["word"])


def _without(reader: _Reader, token: re.Match[str], depth: int) -> Wish | None:
    unwanted = reader.next()
    if unwanted is None or unwanted["close"] or _is_or(unwanted):
        reader.complain(token, "not-alone")
        return None
    negations = 1
    while unwanted is not None and (unwanted["minus"] or unwanted["word"] == "NOT"):
        negations += 1
        reader.place += 1
        unwanted = reader.next()
    if unwanted is None or unwanted["close"] or _is_or(unwanted):
        return None
    reader.place += 1
    dates = reader.meant.dates()
    part = _part(reader, unwanted, depth)
    if reader.meant.dates() != dates:
        reader.complain(unwanted, "date-everywhere")
    return _opposite(part) if part is not None and negations % 2 else part


def _opposite(part: Wish) -> Wish:
    return part.part if isinstance(part, Without) else Without(part)


def _group(reader: _Reader, token: re.Match[str], depth: int) -> Wish | None:
    if depth >= DEEPEST:
        reader.too_deep += 1
        if reader.too_deep == 1:
            reader.complain(token, "too-deep")
        return None
    before = reader.place
    wish = _sequence(reader, depth + 1)
    if not reader.tokens[reader.place - 1]["close"] or reader.place == before:
        reader.complain(token, "open-alone")
    elif reader.place == before + 1:
        reader.complain(token, "empty-group")
    return wish


def _said(reader: _Reader, token: re.Match[str], text: str) -> Wish | None:
    said = _cleaned(text)
    if not terms(said):
        reader.complain(token, "not-alone" if _DASHES.fullmatch(token[0]) else "nothing-in-it")
        return None
    if "*" not in text:
        return Said(said)
    first, *more = spellings(said)
    if not more and text.find("*") == len(text.rstrip()) - 1 and len(terms(said)[0]) > 1:
        return Begun(first)
    reader.complain(token, "star", f"{first}*" if len(first) > 1 else "")
    return Said(said)


def _cleaned(text: str) -> str:
    """The text without stars and quotes, what no reader sees, and its end if it is too long."""
    said = text.translate(_NO_LETTERS)
    seen = "".join(letter for letter in said if letter.isprintable() or letter.isspace())
    return " ".join(seen.split())[:LONGEST_SAID].strip()


def _field(reader: _Reader, token: re.Match[str]) -> Wish | None:
    name = FIELDS.get(token["field"].casefold())
    value = token["value"].strip(_QUOTE).strip()
    if name is None:
        return _unknown_field(reader, token, value)
    wishes, problem, suggestion = read_field(reader.meant, name, value)
    if problem:
        reader.complain(token, problem, suggestion)
    if problem and not wishes:
        said = _cleaned(value)
        return Said(said) if terms(said) and name not in DATES else None
    reader.words += max(0, len(wishes) - 1)
    if reader.words > MOST_WORDS:
        reader.problems.append(Problem(token.start(), token[0][:LONGEST_SAID], "too-many"))
        return None
    return _both(wishes) if name == "between" else _either(wishes)


def _unknown_field(reader: _Reader, token: re.Match[str], value: str) -> Wish | None:
    """Most things with a colon are no fields: an address, a pasted headline. All are searched as words."""
    if terms(value) and not value.startswith("//"):
        near = get_close_matches(token["field"].casefold(), FIELDS, n=1, cutoff=0.8)
        reader.complain(token, "unknown-field", f"{FIELDS[near[0]]}:{value}" if near else "")
    return _said(reader, token, token[0])


DATES = ("since", "after", "before", "sort", "has")


def _both(parts: Sequence[Wish]) -> Wish | None:
    flat = dict.fromkeys(
        inner for part in parts for inner in (part.parts if isinstance(part, Both) else (part,))
    )
    return _one_or(Both, list(flat))


def _either(parts: Sequence[Wish]) -> Wish | None:
    flat = dict.fromkeys(
        inner for part in parts for inner in (part.parts if isinstance(part, Either) else (part,))
    )
    return _one_or(Either, list(flat))


def _one_or(many: type[Both] | type[Either], parts: list[Wish]) -> Wish | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return many(tuple(parts))
