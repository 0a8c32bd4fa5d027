"""Numbers as desks write them: digits with any separators, words in ten languages, scales."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SPACES = " \u00a0\u2009\u202f"  # as thousands are parted
_APOSTROPHES = "'’ʻ‘ʼ`"
_DIGITS = (
    rf"\d{{1,3}}(?:[{SPACES}']\d{{3}})+(?:[.,]\d{{1,2}}(?!\d)|[.,]\d+(?=\s?[^\W\d]))?(?!\d)|\d+(?:[.,]\d+)*"
)
CODES = (  # of currencies, three letters each, as a look behind needs them
    "USD|EUR|RUB|CNY|UZS|TMT|KZT|KGS|TJS|AZN|TRY|GBP|CHF|JPY|KRW|AED|SAR|INR|PKR|IRR|AFN|BYN|UAH|AUD|CAD|HKD|SEK"
)
_BEFORE = rf"(?:(?<![\w№#@/])|(?<=[^\W\d_]/)|(?<=\b(?:{CODES})))(?<!№\s)(?<![^\W\d_][-‑])(?<!\d[.,:])"
_BARE = {  # a scale that needs no number: «свыше миллиона тонн»
    "ru": "(?:миллион|миллиард|триллион)а?",
    "kk": "миллион|миллиард",
    "ky": "миллион|миллиард",
}
_PARTS = {"half": 0.5, "quarter": 0.25}
_HALF = {"en": " and a half", "ru": " с половиной"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a sentence: `sentence[start:end]`, its scale not read yet."""

    text: str
    start: int
    end: int
    worth: float | None = None  # of number words; digits are read when the unit is known


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language writes numbers."""

    number: re.Pattern[str]
    scale: re.Pattern[str]
    words: Mapping[str, float]


@cache
def _data() -> dict[str, dict[str, dict[str, float]]]:
    data: dict[str, dict[str, dict[str, float]]] = tomllib.loads(
        files("news").joinpath("numbers.toml").read_text("utf-8")
    )
    return data


@cache
def _times() -> tuple[re.Pattern[str], tuple[float, ...]]:
    table: dict[str, list[str]] = _data()["times"]  # type: ignore[assignment]
    named = "|".join(f"(?P<n{n}>{'|'.join(forms)})" for n, forms in enumerate(table.values()))
    return re.compile(rf"\b(?:{named})\b", re.IGNORECASE), tuple(map(float, table))


@cache
def _times_beginnings() -> frozenset[str]:
    """Four letters of every such word: most sentences hold none of them, and looking for them is quick."""
    table: dict[str, list[str]] = _data()["times"]  # type: ignore[assignment]
    return frozenset(re.sub(r"^\(.*?\)", "", form)[:4] for forms in table.values() for form in forms)


def times_words(sentence: str) -> Iterator[Number]:
    """Words that say how many times by themselves: "fivefold" is 5."""
    pattern, worth = _times()
    small = sentence.lower()
    if not any(beginning in small for beginning in _times_beginnings()):
        return
    for found in pattern.finditer(sentence):
        yield Number(found[0], found.start(), found.end(), worth[int((found.lastgroup or "n0")[1:])])


@cache
def _parts(language: str) -> tuple[tuple[str, ...], re.Pattern[str], tuple[float, ...]]:
    """Letters that a sentence with a part must hold, the parts' words, and their worths in percent."""
    table: dict[str, list[str]] = dict(_data()["parts"].get(language, {"hint": []}))  # type: ignore[arg-type]
    hints = tuple(table.pop("hint"))
    named = "|".join(f"(?P<n{n}>{'|'.join(forms)})" for n, forms in enumerate(table.values()))
    return hints, re.compile(rf"\b(?:{named})\b", re.IGNORECASE), tuple(map(float, table))


def parts_words(sentence: str, language: str) -> Iterator[Number]:
    """Parts by which something changed, in percent: "by a third" is 33.33."""
    hints, pattern, worth = _parts(language)
    small = sentence.lower()
    if any(hint in small for hint in hints):
        for found in pattern.finditer(sentence):
            yield Number(found[0], found.start(), found.end(), worth[int((found.lastgroup or "n0")[1:])])


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; an unknown one has digits and the scales of all."""
    table: dict[str, str] = _data()["words"].get(language, {})  # type: ignore[assignment]
    words = {word: float(worth) for worth, several in table.items() for word in several.split()}
    any_word = "|".join(sorted(map(_apostrophes, words), key=len, reverse=True)) or "(?!)"
    bare, half = _BARE.get(language, "(?!)"), _HALF.get(language, "(?!)")
    number = (
        rf"{_BEFORE}(?:(?P<digits>{_DIGITS})"
        rf"|(?P<words>(?:{any_word})(?:(?:[ -]|(?<=сот)|(?<=пол))(?:{any_word}))*(?:{half})?)(?=[ -])"
        rf"|(?P<half>пол)(?=миллион|миллиард)"
        rf"|(?P<quarter>(?:(?:a|one) )?quarter(?=[ -][mb]illion)|четверть(?= (?:миллион|миллиард)))"
        rf"|(?P<bare>)(?=(?:{bare})\s))"
    )
    scales: dict[str, list[str]] = _data()["scales"]  # type: ignore[assignment]
    own: str = _data()["own"].get(language, "")  # type: ignore[assignment]
    named = "|".join(
        f"(?P<{name}>{'|'.join([*forms, own] if own and name == 'thousand' else forms)})"
        for name, forms in scales.items()
    )
    return Grammar(
        re.compile(number, re.IGNORECASE),
        re.compile(rf"[{SPACES}-]?(?:{named})", re.IGNORECASE),
        {key.translate(str.maketrans("", "", _APOSTROPHES)): value for key, value in words.items()},
    )


def _apostrophes(word: str) -> str:
    return re.escape(word).replace("'", f"[{_APOSTROPHES}]")


def numbers(sentence: str, language: str) -> Iterator[Number]:
    """The numbers of a sentence, in order."""
    rules = grammar(language)
    for found in rules.number.finditer(sentence):
        worth = None
        if found.lastgroup == "words":
            worth = _worth(found[0], rules.words)
        elif found.lastgroup != "digits":
            worth = _PARTS.get(found.lastgroup or "", 1.0)
        yield Number(found[0], found.start(), found.end(), worth)


def number_at(sentence: str, at: int, language: str) -> Number | None:
    """The digits that begin at a place."""
    found = grammar(language).number.match(sentence, at)
    return Number(found[0], found.start(), found.end()) if found and found.lastgroup == "digits" else None


def _worth(text: str, words: Mapping[str, float]) -> float:
    """What words are worth: "twenty five" is 25, "iki yüz" 200, "bir yarım" 1.5, "half a" one half."""
    total = 0.0
    for word in re.split(
        "[ -]", text.replace("İ", "i").casefold().translate(str.maketrans("", "", _APOSTROPHES))
    ):
        value = words.get(word, 0.0)
        if value == 100 and 0 < total < 10:
            total *= 100
        elif not (word in {"a", "an"} and total):
            total += value
    return total


def scale(sentence: str, at: int, language: str) -> tuple[int, int]:
    """The scale that stands at a place and where it ends; (1, at) when there is none."""
    found = grammar(language).scale.match(sentence, at)
    return (_SCALES[found.lastgroup or ""], found.end()) if found else (1, at)


def value(digits: str, language: str, scaled: int = 1, *, measured: bool = True, dots: bool = False) -> float:
    """What digits are worth.

    A comma or point before exactly three digits is the question: with a scale it is decimal ("1,155
    million"), without one it parts thousands ("51,314 tonnes"), and never in percent (`measured` False).
    `dots` says that the report writes decimals with a point, so that its commas part thousands.
    """
    plain = re.sub(rf"[{SPACES}{_APOSTROPHES}]", "", digits)
    comma, dot = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and dot >= 0:
        whole, part = plain[: max(comma, dot)], plain[max(comma, dot) + 1 :]
        return _float(f"{re.sub('[.,]', '', whole)}.{part}")  # versions have several of both marks
    mark = "," if comma >= 0 else "."
    parts = plain.split(mark)
    if len(parts) > 2:
        return _float("".join(parts))
    if len(parts) == 2 and _parts_thousands(parts, mark, language, scaled, measured=measured, dots=dots):
        return _float("".join(parts))
    return _float(".".join(parts))


def _parts_thousands(
    parts: list[str], mark: str, language: str, scaled: int, *, measured: bool, dots: bool
) -> bool:
    if len(parts[1]) != 3 or parts[0] == "0" or not measured:
        return False
    if mark == ".":
        return scaled == 1 and language not in {"en", ""}
    return scaled == 1 or (language == "en" and (dots or scaled == 1000))


def _float(text: str) -> float:
    return float(Decimal(text))
