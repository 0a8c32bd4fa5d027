"""Units and currencies: what stands beside a number, and what one of it is worth in base units."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from news.numbers import CODES

VAGUE = frozenset({"pcs", "jobs", "people"})  # counted things: less telling than a measure
SIGNS = {"$": "USD", "€": "EUR", "₽": "RUB", "₸": "KZT", "₺": "TRY", "£": "GBP", "¥": "CNY", "₼": "AZN"}
_SIGN = re.compile(rf"(?:(?P<code>{CODES})|(?:US|U\.S\.)?\s?(?P<sign>[$€₽₸₺£¥₼]))\s?$")
_OTHER_DOLLAR = re.compile(
    r"\b(?:A(?=\$)|(?:[CS]|HK|NZ|CA|AU|AUD|CAD|HKD|SGD|NZD)\s?)\$\s?$"
)  # C$, A$, HK$; "a $ 5 bn deal"
_PERCENT_BEFORE = re.compile(r"(?:yüzde|%)\s?$", re.IGNORECASE)
_AZERBAIJAN = re.compile(
    r"az[eə]rba|азербайдж|озарбойжон|ozarbayjon|әзербайжан|bak[uı]\b|баку|SOCAR", re.IGNORECASE
)
_TURKMENISTAN = re.compile(r"t[uü]rkm|туркм|түрікм|түркм|турқм|ashgabat|aşgabat|ашхабад", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as figures carry it, and how many of it one of the written unit is."""

    name: str
    factor: float = 1.0
    money: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    pattern: re.Pattern[str]
    units: tuple[Unit, ...]


@cache
def _table(language: str) -> _Table:
    rows = tomllib.loads(files("news").joinpath("units.toml").read_text("utf-8"))["unit"]
    rows = [row for row in rows if language in row.get("languages", [language])]
    named = "|".join(f"(?P<u{n}>{'|'.join(row['forms'])})" for n, row in enumerate(rows))
    return _Table(
        re.compile(named, re.IGNORECASE),
        tuple(Unit(row["name"], float(row.get("factor", 1)), row.get("money", False)) for row in rows),
    )


def unit_at(sentence: str, at: int, language: str) -> tuple[Unit, int] | None:
    """The unit written at a place, and where it ends."""
    table = _table(language)
    found = table.pattern.match(sentence, at)
    if not found or not found.lastgroup or found.end() == at:
        return None
    return table.units[int(found.lastgroup[1:])], found.end()


def unit_before(sentence: str, start: int) -> tuple[Unit, int] | None:
    """The currency sign or percent word that stands right before a number, and where it begins."""
    head = sentence[max(0, start - 12) : start]
    if not head or head[-1] not in "$€₽₸₺£¥₼% eDRBYSTZNPFWHKG":
        return None
    if percent := _PERCENT_BEFORE.search(head):
        return Unit("%"), start - len(head) + percent.start()
    found = None if _OTHER_DOLLAR.search(head) else _SIGN.search(head)
    if not found:
        return None
    return Unit(found["code"] or SIGNS[found["sign"]], 1.0, money=True), start - len(head) + found.start()


def which_manat(language: str, text: str) -> str:
    """The currency a manat is: that of the country the report speaks of, else of its language."""
    azerbaijan, turkmenistan = (len(p.findall(text)) for p in (_AZERBAIJAN, _TURKMENISTAN))
    if azerbaijan != turkmenistan:
        return "AZN" if azerbaijan > turkmenistan else "TMT"
    return "AZN" if language == "az" else "TMT"
