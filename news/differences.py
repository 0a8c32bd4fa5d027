"""One amount of a story that its outlets tell differently: every value, and who tells it.

Only what is surely one amount counts: two values that the other outlet does not tell, of one unit and period,
near each other, in sentences about the same things. That one outlet rounds what another tells exactly is no
difference. A difference that is not shown costs less than one that is none.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from model import Figure, Report, Saying
from news.concepts import listed
from news.text import concepts
from news.units import VAGUE

MOST = 2
COMPARED = 12  # reports: each is compared with each
NEAR, SURE = 1.5, 1.2  # times: amounts further apart are of different things; so near if one has no period
SLIP = 1e3  # times: a million taken for a billion
ROUNDED = 0.1  # of the exact amount
SAME = 0.5  # of the things that either of two sentences names: they speak of one


@dataclass(frozen=True, slots=True)
class _Told:
    figure: Figure
    outlet: str
    language: str


def differences(reports: Sequence[Report], language: str) -> tuple[tuple[Saying, ...], ...]:
    """Each amount that outlets tell differently, by its values; in this language where one writes it."""
    told = [[_Told(f, r.article.outlet, r.understanding.language) for f in r.understanding.figures]
            for r in reports[:COMPARED]]  # fmt: skip
    groups: list[list[_Told]] = []
    for mine, theirs in combinations(told, 2):
        for pair in _at_odds(mine, theirs):
            group = next((g for g in groups if any(_is_one(one, other) for one in g for other in pair)), None)
            if group is None:
                groups.append(group := [])
            group += pair
    return tuple(_sayings(group, told, language) for group in groups[:MOST])


def _at_odds(mine: Sequence[_Told], theirs: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """The figures of two reports that should be one."""
    left = [one for one in mine if not any(_is_one(one, other) for other in theirs)]
    right = [one for one in theirs if not any(_is_one(one, other) for other in mine)]
    for one in left:
        same = [other for other in right if _may_be_one(one, other) and _speak_of_one(one, other)]
        if len(same) == 1:
            yield one, same[0]


def _is_one(one: _Told, other: _Told) -> bool:
    return one.figure.unit == other.figure.unit and is_rounded(one.figure.value, other.figure.value)


def is_rounded(one: float, other: float) -> bool:
    """Whether two values are one, perhaps less exact: 1.2 million of 1,155,000 or, cut off, of 1,230,000."""
    if math.isclose(one, other, rel_tol=1e-9):
        return True
    if not one or not other or abs(one - other) > ROUNDED * max(abs(one), abs(other)):
        return False
    digits, exact = min((_digits(one), other), (_digits(other), one))
    step = 10.0 ** (math.floor(math.log10(abs(exact))) - digits + 1)
    coarse = other if exact == one else one
    return any(math.isclose(coarse, made(exact / step) * step, rel_tol=1e-9) for made in (round, math.floor))


def _digits(value: float) -> int:
    """How many digits of a value tell something: two of 1,200,000."""
    return len(f"{abs(value):.9e}".partition("e")[0].rstrip("0").replace(".", ""))


def _may_be_one(one: _Told, other: _Told) -> bool:
    """Whether the values may stand for one amount."""
    mine, theirs = one.figure, other.figure
    if one.outlet == other.outlet or mine.unit != theirs.unit or mine.unit in VAGUE:
        return False
    if mine.change != theirs.change or (mine.unit in {"%", "x"} and not mine.change):
        return False
    if mine.period and theirs.period and mine.period != theirs.period:
        return False
    least, most = sorted((abs(mine.value), abs(theirs.value)))
    near = NEAR if mine.period == theirs.period else SURE
    return least > 0 and (most <= near * least or math.isclose(most, SLIP * least))


def _speak_of_one(one: _Told, other: _Told) -> bool:
    mine, theirs = _things(one.figure), _things(other.figure)
    return len(mine & theirs) >= max(1.0, SAME * len(mine | theirs))


def _things(figure: Figure) -> frozenset[str]:
    """What the sentence names, without numbers and units."""
    named = {one for one in concepts(figure.sentence) if one.startswith("concept:")}
    return frozenset(named - _measures())


@cache
def _measures() -> frozenset[str]:
    return frozenset(f"concept:{one}" for one in listed("money", "units"))


def _sayings(group: Sequence[_Told], told: Sequence[Sequence[_Told]], language: str) -> tuple[Saying, ...]:
    """The values of a group, that of most outlets first, each with everybody who tells it."""
    values: list[list[_Told]] = []
    for one in group:
        if not any(_is_one(one, value[0]) for value in values):
            values.append([other for report in told for other in report if _is_one(one, other)])
    ranked = sorted(values, key=lambda value: -len({one.outlet for one in value}))
    return tuple(_saying(value, language) for value in ranked)


def _saying(value: Sequence[_Told], language: str) -> Saying:
    best = min(value, key=lambda one: (one.language != language, not one.figure.what)).figure
    return Saying(best.text, tuple(dict.fromkeys(one.outlet for one in value)), best.what)
