"""The amounts of a sentence: from number to scale to unit, with everything that goes on with it.

A number is followed by its scale and any smaller number and scale ("1 million 155 thousand"), then by
the unit, perhaps behind an ending and "more than". A number with neither unit nor scale is no amount;
one with a scale only gets its unit from the list it stands in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from news.moves import leaves
from news.numbers import SPACES, Number, number_at, numbers, parts_words, scale, times_words, value
from news.units import VAGUE, Unit, unit_at, unit_before

LIKE_NEXT = "like the next"  # the unit of what something moved from, told only of where it moved to
OF_IT = "of it"  # the unit of a part whose whole was told before
ROADS_BEGIN = 100  # metres: from here on a length is told in kilometres
_SHARES = frozenset({"%", "x"})
_UNTOLD = _SHARES | {"", OF_IT, LIKE_NEXT}
_PRICED = frozenset({"t", "kg", "kWh", "m2", "m3", "ha", "bbl", "oz", "USD", "EUR", "RUB"})  # by the one
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}
_GAP = " \u00a0\u2009\u202f‑-"
_FILL = re.compile(
    r"(?:[-‑–'’][^\W\d]\w{0,5}\b)?\.?(?:\s?\b(?:dan|дан|ден|den|нан|нен|дон|тан|тен)\b)?"
    r"(?:\s?\b(?:ortiq|ziyod|ko.proq|yaqin|зиёд|ортиқ|кўпроқ|яқин|gowra\w+|artykmaç|köp|golaý|çemesi|"
    r"астам|аса|"
    r"артық|жуық|ашык|ашуун|көп|жакын|çox|artıq|yaxın|fazla|aşkın|yakın|зиёда|plus)\w*)?[\s‑-]*"
    r"(?:\b(?:metri[ck]|метри[ч\w]+|условных|нетто|short|long|equivalent|estimated)\s+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:[-–—−]|(?:to|till|and|до|дан|ден|нан)\b|[-‑]?(?:dan|den|dən|дан|ден|тен|тан|нан|"
    r"нен)\b)\s*[$€]?\s?\d",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?[-–—−]\s?(?=\d)|\s(?:to|до)\s(?=\d)|\s(?:ile|ilə)\s(?=\d[\d,.]*\sara)")
_BENT = frozenset({"uz", "tk", "kk", "ky", "az", "tr"})
_PART_OF_IT = re.compile(
    r"(?:n|d|н|д)(?:i(?:ni|ning)?|y(?:ny|nyň)?|u(?:nu|nun)?|ı(?:nı|nın)?|и(?:ни|нинг)?|ы(?:н|ның|нын)?|у(?:н|нун)?)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:dan|den|тен|тан|дан|ден|нан|нен|dən)$", re.IGNORECASE)
_DIGIT_NEXT = re.compile(r"\s*\d")
_GROUPED = re.compile(r"\d{1,3}(?:[ ,\u00a0\u2009\u202f]\d{3})+")
_PHONE = re.compile(r"(?!\+\d{1,3}(?:[ \u00a0]\d{3})+(?![\d -]))(?:\+\d|\(\d{2,4}\)\s?\d)[\d ()-]{6,}")
_COUNTED = re.compile(r"(?:[-\w]* )?\s*\w")
_LETTER = re.compile(r"\s?([mbk])\b", re.IGNORECASE)
_BARE_ENDS = re.compile(
    r"\s*(?:$|[,;.:)(]|[—–]\s|(?:and|и|va|ва|we|və|ve|мен|пен|бен|және|жана|менен|против|до|to|из|от|from|edi|"
    r"эди|еді|эле)\b)"
)
_VERB_NEXT = re.compile(  # «ещё 150 млн выделит банк»: a verb follows, nothing that could be counted
    r"\s+[а-яё]{2,}(?:ит|ят|ут|ют|ает|яет|ует|ал[аи]?|ил[аи]?|ел[аи]?|ено|ены|ана|аны|ано|ется|ются|"
    r"лась|лось|лись)\b"
)
_METRES = re.compile(
    r"\s*(?:(?:and|we|va|və|ve|и|жана|және|мен|менен|ва)\s+)?(\d{1,3})\s*(?:m\b|met\w*|м\b|метр\w*)",
    re.IGNORECASE,
)
_FEW_WORDS = r"(?:\s+[\w-]+){0,4}?[\s/]*"
_TIMES_AFTER = re.compile(r"[\s-](?:times|раза?)\b", re.IGNORECASE)
_GREW_BEFORE = re.compile(
    r"\bв\s(?:(?:почти|более|менее|чем|не|примерно|около|свыше|целых)\s)*(?:\d[\d,.]*\s?[-–—]\s?)?$|\b(?:grew|grown?|grows|rose|risen|rise|increased?|multiplied|expanded|jumped|soared|surged|up)\W+"
    r"(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_FACTOR_BEFORE = re.compile(r"\bby a factor of (?:\w+ ){0,2}$", re.IGNORECASE)
_DECIMAL_FORM = re.compile(
    r"\s?(?:тонны|метра|\w+метра|гектара|грамма|\w+грамма|барреля|унции|доллара|рубля)\b"
)
_DAILY_AFTER = re.compile(
    _FEW_WORDS + r"(?:per day|a day|daily|each day|/day|в сутки|в день|ежесуточно|/сут\w*|/d\b)",
    re.IGNORECASE,
)
_YEARLY_AFTER = re.compile(
    _FEW_WORDS + r"(?:per year|a year|annually|yearly|per annum|в год|ежегодно|/год|/y\b)", re.IGNORECASE
)
_YEARLY_BEFORE = re.compile(
    r"(?:annually|yearly|ежегодно|в год|ýylda|her ýyl|yiliga|йилига|жылына|дар як сол|ildə|yılda|yıllık)"
    r"\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_FLOWING = frozenset({"t", "bbl", "m3"})
_UPRIGHT = re.compile(
    r"\b(?:deep|depth|height|high|tall|altitude|elevation|wide|width|diameter|drill\w*|wells?)\b|"
    r"глубин|высот|ширин|диаметр|уровн\w+ моря|бур(?:ов|ил|ен|ят)|пробур|скважин|"
    r"chuqurli|balandli|kengli|burg.|quduq|чуқурли|баландли|кенгли|бурғ|қудуқ|"
    r"çuňlu|beýikli|burawla|guý[uy]|тереңді|биікті|бұрғы|ұңғыма|тереңди|бийикти|скважина|чуқури|баландии|чоҳ|"
    r"dərinli|hündürl|eni |qazıl|quyu|derinli|yüksekli|kuyu|sondaj",
    re.IGNORECASE,
)
_DAILY_BEFORE = re.compile(
    r"(?:за сутки|за день|күндік|суткалык|kunlik|кунлик|gündəlik|sutkada|"
    r"тәулігіне|күніне|суткасына|күнүнө|kuniga|sutkasiga|sutkada|кунига|суткасига|суткада|günde|günlük|"
    r"gündelik|gündə|günə|рӯзона|дар як шабонарӯз|дар як рӯз|ежесуточно|ежедневно|в сутки|"
    r"daily|gije-gündiz\w*)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something: `sentence[start:end]`, in base units. `unit` is "" until it is inherited."""

    start: int
    end: int
    value: float
    unit: str


def quantities(sentence: str, language: str, manat: str, *, dots: bool, lent: str = "") -> list[Quantity]:
    """The amounts of a sentence in order. `manat` is the currency of that name here, `lent` the unit of the
    last sum told before, of which this sentence may tell a part.

    `dots` says that decimals are written with a point, so that commas part thousands.
    """
    reader = _Reader(language, manat, dots)
    found = [*reader.amounts(sentence)]
    found += [Quantity(w.start, w.end, w.worth or 0.0, "x") for w in times_words(sentence)]
    found += [Quantity(w.start, w.end, w.worth or 0.0, "%") for w in parts_words(sentence, language)]
    return _daily(sentence, _inherited(found, lent)) if found else found


@dataclass(frozen=True, slots=True)
class _Reader:
    language: str
    manat: str
    dots: bool

    def amounts(self, sentence: str) -> Iterator[Quantity]:
        read = 0
        phones = (
            [phone.span() for phone in _PHONE.finditer(sentence)]
            if "(" in sentence or "+" in sentence
            else []
        )
        for number in numbers(sentence, self.language):
            if number.start < read or any(start <= number.start < end for start, end in phones):
                continue
            amount = self._amount(sentence, number)
            if amount:
                yield amount
                read = amount.end

    def _amount(self, sentence: str, number: Number) -> Quantity | None:
        before = unit_before(sentence, number.start)
        if before and (upper := self._upper(sentence, number.end)):
            number = replace(upper, start=number.start)
        total, end, scaled = self._total(sentence, number, money=before is not None and before[0].money)
        if before:
            unit, start = before
            return self._measured(sentence, replace(number, start=start), unit, (total, scaled), end)
        here = self._unit_after(sentence, number.start, end)
        if here is None:
            return self._without_unit(sentence, number, (total, scaled), end)
        unit, after = here
        if scaled == 1 and number.worth is not None and (number.worth == 1.0 or unit.name in VAGUE):
            return None  # "a tonne", "bir tonna" is the thing, "two people" no figure
        if number.text == "1" and scaled == 1 and unit.factor == 1 and unit.name in _PRICED:
            return None  # "500 dollars for 1 tonne"
        return self._measured(sentence, number, unit, (total, scaled), after)

    def _upper(self, sentence: str, end: int) -> Number | None:
        """The upper end of a range behind one sign: "$1.5-2 billion", "$1.5 to 2 billion"."""
        joined = _JOINED.match(sentence, end)
        upper = number_at(sentence, joined.end(), self.language) if joined else None
        if joined is None or upper is None:
            return None
        scaled = scale(sentence, upper.end, self.language)[0] > 1
        return upper if scaled or joined[0].strip() not in {"to", "до"} else None

    def _unit_after(self, sentence: str, start: int, end: int) -> tuple[Unit, int] | None:
        """The unit right after a number, or after an ending and "more than"; "grew five times" is one."""
        near = len(sentence) - len(sentence[end:].lstrip(_GAP))
        filled = _FILL.match(sentence, end)
        far = filled.end() if filled else near
        here = unit_at(sentence, near, self.language)
        times = _TIMES_AFTER.match(sentence, end)
        if here is None and times and _GREW_BEFORE.search(sentence[max(0, start - 40) : start]):
            return Unit("x"), times.end()
        return unit_at(sentence, far, self.language) if here is None and far != near else here

    def _measured(
        self, sentence: str, number: Number, unit: Unit, amount: tuple[float, int], after: int
    ) -> Quantity | None:
        total, scaled = amount
        if scaled > 1 and unit.name == "x":
            return None  # a population "of 3 million equals": no factor is that big
        if scaled == 1 and unit.name in _SHARES:
            total = self._worth(number, 1, measured=False)
        if scaled == 1 and self._is_decimal(number, sentence[number.end : after]):
            total = float(number.text.replace(",", "."))
        name, worth = self.manat if unit.name == "manat" else unit.name, _exact(total * unit.factor)
        if name == "m" and worth >= ROADS_BEGIN and not _is_upright(sentence, number.start, after):
            name, worth = "km", worth / 1000
        if name == "km" and (metres := _METRES.match(sentence, after)):
            worth, after = worth + int(metres[1]) / 1000, metres.end()
        return Quantity(number.start, after, worth, name)

    def _is_decimal(self, number: Number, unit: str) -> bool:
        """«12,513 тонны»: a Russian noun after 513 is «тонн», so that this one goes with a fraction."""
        return (
            self.language == "ru"
            and re.fullmatch(r"\d{1,3},\d{2}(?:[015-9]|(?<=1)[234])", number.text) is not None
            and _DECIMAL_FORM.fullmatch(unit) is not None
        )

    def _without_unit(
        self, sentence: str, number: Number, amount: tuple[float, int], end: int
    ) -> Quantity | None:
        """A number of a list, a counted thing, or nothing: the lower end of a range, a date."""
        total, scaled = amount
        if self.language == "en" and _FACTOR_BEFORE.search(sentence, 0, number.start):
            return Quantity(number.start, end, total, "x")
        if leaves(sentence, number.start, end):
            return Quantity(number.start, end, _exact(total), LIKE_NEXT)
        if scaled > 1 and self.language in _BENT and _PART_OF_IT.search(sentence, number.end, end):
            return Quantity(number.start, end, _exact(total), OF_IT)  # "bunun 5 milyonunu": of the sum before
        lower = _FROM.search(sentence, max(0, end - 6), end) and _DIGIT_NEXT.match(sentence, end)
        if lower or _RANGE.match(sentence, end):
            return None
        if scaled > 1 and (_BARE_ENDS.match(sentence, end) or _VERB_NEXT.match(sentence, end)):
            return Quantity(number.start, end, _exact(total), "")
        counted = scaled > 1 or _GROUPED.fullmatch(number.text)
        return (
            Quantity(number.start, end, _exact(total), "pcs")
            if counted and _COUNTED.match(sentence, end)
            else None
        )

    def _total(self, sentence: str, number: Number, *, money: bool) -> tuple[float, int, int]:
        """The number with its scale and what goes on with it, where it ends, its first scale."""
        factor, end = scale(sentence, number.end, self.language)
        if factor == 1 and money and (letter := _LETTER.match(sentence, number.end)):
            factor, end = _LETTERS[letter[1].lower()], letter.end()
        total, last = self._worth(number, factor) * factor, factor
        while last > 1 and not _FROM.search(sentence, max(0, end - 6), end):
            more = number_at(sentence, end + 1, self.language)
            if more is None or sentence[end] not in SPACES:
                break
            here, after = scale(sentence, more.end, self.language)
            worth = value(more.text, self.language, here) * here
            if here >= last or worth >= last:
                break
            total, end, last = total + worth, after, here
        return total, end, factor

    def _worth(self, number: Number, scaled: int, *, measured: bool = True) -> float:
        if number.worth is not None:
            return number.worth
        return value(number.text, self.language, scaled, measured=measured, dots=self.dots)


def _exact(worth: float) -> float:
    """Without the dust of binary fractions: 8.2 times a billion is 8200000000."""
    return float(f"{worth:.12g}")


def _inherited(found: list[Quantity], lent: str) -> list[Quantity]:
    """Numbers of a list get the unit that stands at its end, or else the one before."""
    result: list[Quantity] = []
    for place, one in enumerate(found):
        if one.unit == LIKE_NEXT and place + 1 < len(found) and found[place + 1].unit:
            result.append(replace(one, unit=found[place + 1].unit))
            continue
        if one.unit not in {"", OF_IT, LIKE_NEXT}:
            result.append(one)
            continue
        later = next((f.unit for f in found[place + 1 :] if f.unit not in _UNTOLD), "")
        earlier = next((f.unit for f in reversed(result) if f.unit not in _UNTOLD), "")
        of_it = one.unit == OF_IT  # the whole stands before its part
        result.append(replace(one, unit=(of_it and (earlier or lent)) or later or earlier or "pcs"))
    return result


def _daily(sentence: str, found: list[Quantity]) -> list[Quantity]:
    """Tonnes, barrels and gas of a sentence that speaks of a day are so many a day."""
    flows = [one for one in found if one.unit in _FLOWING and not _is_yearly(sentence, one)]
    if not any(
        _DAILY_AFTER.match(sentence, f.end) or _DAILY_BEFORE.search(sentence, max(0, f.start - 60), f.start)
        for f in flows
    ):
        return found
    return [replace(one, unit=f"{one.unit}/d") if one in flows else one for one in found]


def _is_upright(sentence: str, start: int, end: int) -> bool:
    """Whether metres tell a depth, a height or a width: no road is measured so."""
    return _UPRIGHT.search(sentence, max(0, start - 60), min(len(sentence), end + 30)) is not None


def _is_yearly(sentence: str, one: Quantity) -> bool:
    after = _YEARLY_AFTER.match(sentence, one.end)
    return after is not None or _YEARLY_BEFORE.search(sentence, max(0, one.start - 40), one.start) is not None
