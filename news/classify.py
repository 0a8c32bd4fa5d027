"""Article -> labels, each with the words that led to it.

Countries: every mention counts, but those from beyond the region only where a report is about them.
Sectors and topics: what speaks for a code, where it stands and what else the report speaks of is put into
a few signs; a logistic model weighs them. Its weights stand in classify.toml and were fitted once on
labelled reports (tests/news/fit_labels.py).
"""

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from model import Label, LabelKind
from news.passing import in_passing
from news.taxonomy import Mention, Taxonomy

LONGEST_EVIDENCE = 5  # different words kept for one label
TITLE, LEAD, BODY = 2.5, 1.5, 1.0  # what a word weighs in the title, in the first sentence, further down
TOLD = 2.0  # the weight of a word that tells a code alone; what weighs less is a hint
LIKELY = 0.39  # a sector or topic from this probability on: where F1 is best on stories left out of the fit
# Weights at which a report is about a country beyond the region, and about any where it is a long one; there
# half of what the strongest has and a little more than a mention is enough.
ABOUT, NOT_IN_PASSING, BESIDE = 4.0, 3.0, (2.5, 0.5)
UNIONS = frozenset({"CIS", "EAEU"})  # named mostly to say where a country belongs
LONG = 6  # sentences of a report in which a country is easily named in passing
LIST = 3  # fields that a report of talks names one after the other
BRIEF = 3  # sentences of a report that says nothing by the way
# Branches that make something: a report that names three of them is about industry.
BRANCHES = ("agri", "auto_machinery", "chemicals", "construction", "mining", "pharma", "textiles")
SIGNS = (
    *("titled", "lead", "body", "hints", "told", "share", "others", "different", "many"),
    *("brief", "talks_many", "talks_titled", "talks_lists", "talks_others", "sales_many", "trade_figures"),
)  # fmt: skip
_DATELINE = re.compile(
    r"(?:[A-ZА-ЯЁЎҚҒҲӘІҢӨҰҮҺӢӮҶƏÇŞÝÖÜĞİ][\w’‘'ʻ.-]*[ ,./]*){1,4}"
    r"(?:\(?\d[\w ./,-]{0,20}|[A-ZА-Я][\w]{2,9} \d{1,2}[^\w]{1,3})?"
    r"(?:[ ,./(«\"]*[\w .’'-]{2,24}[»\")/]*)?\s?(?:[—–]|--?(?= )|(?<=\d)\.(?= )|(?<=/)\.|\.$)"
)


@dataclass(slots=True)
class Case:
    """What speaks for one label: how often it is told where, and the words."""

    weight: float = 0.0
    explicit: bool = False
    title: int = 0
    lead: int = 0
    body: int = 0
    hints: float = 0.0
    words: dict[str, float] = field(default_factory=dict)

    def add(self, mention: Mention, place: float) -> None:
        """Count a mention; a word that comes again counts a quarter."""
        self.explicit = self.explicit or not mention.implied
        counted = self.words.get(mention.words, 0.0)
        weight = mention.weight * place
        self.weight += max(0.0, weight - counted) + (0.25 * mention.weight if counted else 0.0)
        self.words[mention.words] = max(counted, weight)
        if mention.weight < TOLD:
            self.hints += place if place < TITLE else 2.0
        elif place == TITLE:
            self.title += 1
        elif place == LEAD:
            self.lead += 1
        else:
            self.body += 1

    @property
    def told(self) -> bool:
        """Whether a word stands for the code alone."""
        return self.title + self.lead + self.body > 0

    @property
    def strength(self) -> float:
        """How much speaks for it, repetition left out."""
        told = 3 * min(self.title, 2) + 1.5 * min(self.lead, 3) + min(self.body, 3)
        return told + 0.5 * min(self.hints, 4)

    def evidence(self) -> str:
        """The strongest words, those of the title first."""
        return ", ".join(sorted(self.words, key=lambda word: -self.words[word])[:LONGEST_EVIDENCE])


Cases = Mapping[LabelKind, dict[str, Case]]
_NOTHING = Case()


def labels(title: str, sentences: Sequence[str], language: str, taxonomy: Taxonomy) -> tuple[Label, ...]:
    """Countries, sectors and topics of a report, strongest of each kind first.

    `sentences` are what the report itself says: without background, without what the page put around it.
    A dateline in front of the first sentence counts for nothing.
    """
    found = cases(title, sentences, language, taxonomy)
    about = _countries(found[LabelKind.COUNTRY], taxonomy, len(sentences))
    likely = (_likely(kind, found, len(sentences)) for kind in (LabelKind.SECTOR, LabelKind.TOPIC))
    return (*about, *chain.from_iterable(likely))


def cases(title: str, sentences: Sequence[str], language: str, taxonomy: Taxonomy) -> Cases:
    """All that speaks for any label."""
    found: Cases = {kind: defaultdict(Case) for kind in LabelKind}
    for mention, place in _weighed(title, sentences, language, taxonomy):
        found[mention.kind][mention.code].add(mention, place)
    _told_by_others(found)
    return found


def _told_by_others(found: Cases) -> None:
    """Several branches together speak of industry; talks between countries may be about trade."""
    sectors = found[LabelKind.SECTOR]
    branches = {code: case for code in BRANCHES if (case := sectors.get(code)) and case.told}
    if len(branches) >= 3:
        for case in branches.values():
            word = next(iter(case.words))
            sectors["industry"].add(Mention(LabelKind.SECTOR, "industry", 0, 0, word, weight=TOLD), BODY)
    talks = found[LabelKind.TOPIC].get("talks")
    if talks and talks.told and len(found[LabelKind.COUNTRY]) >= 2:
        for word in list(talks.words)[:3]:
            place = TITLE if talks.words[word] >= TOLD * TITLE else BODY
            sectors["trade"].add(Mention(LabelKind.SECTOR, "trade", 0, 0, word), place)


def _weighed(
    title: str, sentences: Sequence[str], language: str, taxonomy: Taxonomy
) -> Iterator[tuple[Mention, float]]:
    """All mentions of a report, each with the weight of its place."""
    headline = title.title() if title.isupper() else title
    lead = sentences[0] if sentences else ""
    start = len(headline) + 1 + _dateline(lead)
    text = "\n".join((headline, *sentences))
    second = len(headline) + 1 + len(lead)
    aside = tuple(in_passing(text))
    for mention in taxonomy.mentions(text, language):
        if mention.kind is LabelKind.COUNTRY and any(mention.start in span for span in aside):
            continue
        if mention.end <= len(headline):
            yield mention, TITLE
        elif mention.start >= start:
            yield mention, LEAD if mention.start < second else BODY


def _dateline(sentence: str) -> int:
    """How many characters at the front say only where and when the outlet wrote this."""
    found = _DATELINE.match(sentence[:80])
    return found.end() if found else 0


def _countries(found: Mapping[str, Case], taxonomy: Taxonomy, sentences: int) -> Iterator[Label]:
    best = max((case.weight for case in found.values()), default=0.0)
    for code, case in _ranked(found.items()):
        region = taxonomy.countries[code].region
        beside = sentences >= LONG and case.weight >= max(BESIDE[0], BESIDE[1] * best)
        passing = sentences >= LONG or code in UNIONS
        enough = (NOT_IN_PASSING if passing else 0.0) if region else ABOUT
        if case.weight >= enough or beside or len(found) == 1:
            yield Label(LabelKind.COUNTRY, code, case.evidence(), implied=not case.explicit)


def signs(kind: LabelKind, found: Cases, sentences: int) -> dict[str, tuple[float, ...]]:
    """The signs of every code of a kind, in the order of SIGNS, each about 0 to 2.

    Reports of talks, of exports and of trade figures are told apart: they list many fields, the first because
    they are about them, the second as goods.
    """
    of_kind = found[kind]
    talks, sales, trade = (_topic(found, code) for code in ("talks", "export_import", "trade_stats"))
    strength = {code: case.strength for code, case in of_kind.items()}
    told = min(sum(case.told for case in of_kind.values()), 5) / 5
    lists = talks.title > 0 and told >= LIST / 5
    best = max(strength.values(), default=0.0) or 1.0
    others = {
        code: max((other for rival, other in strength.items() if rival != code), default=0.0) / 6
        for code in of_kind
    }
    return {
        code: (
            float(case.title > 0), min(case.lead, 2), min(case.body, 2), min(case.hints, 3) / 3,
            float(case.told), strength[code] / best, others[code], min(len(case.words), 4) / 4, told,
            float(case.told and sentences <= BRIEF), talks.told * told,
            float(case.told and talks.title > 0), float(case.told and lists), talks.told * others[code],
            sales.told * told, float(code == "trade" and trade.told),
        )
        for code, case in of_kind.items()
    }  # fmt: skip


def _topic(found: Cases, code: str) -> Case:
    """What speaks for a topic; nothing where no word does."""
    return found[LabelKind.TOPIC].get(code, _NOTHING)


@cache
def _weights() -> dict[str, Any]:
    return tomllib.loads(files("news").joinpath("classify.toml").read_text("utf-8"))


def _likely(kind: LabelKind, found: Cases, sentences: int) -> Iterator[Label]:
    """The codes of a kind that are likely enough, likeliest first."""
    weights = _weights()[kind]
    seen = sorted(signs(kind, found, sentences).items())
    likely = {code: _probability(code, values, weights) for code, values in seen}
    for code in sorted(likely, key=lambda code: -likely[code]):
        if likely[code] >= LIKELY:
            yield Label(kind, code, found[kind][code].evidence())


def _probability(code: str, seen: Sequence[float], weights: Mapping[str, Any]) -> float:
    """How likely a report with these signs carries the code."""
    total = weights["codes"].get(code, 0.0) + weights["bias"]
    total += sum(weights[name] * value for name, value in zip(SIGNS, seen, strict=True))
    return 1 / (1 + math.exp(-total))


def _ranked(cases: Iterable[tuple[str, Case]]) -> list[tuple[str, Case]]:
    return sorted(cases, key=lambda item: (-item[1].weight, item[0]))
