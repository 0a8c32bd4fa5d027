"""Article -> labels, each with the words that led to it.

Countries: every mention counts, but those from beyond the region only where a report is about them.
Sectors and topics: what speaks for a code, where it stands and what else the report speaks of is put into
a few signs; a logistic model weighs them. Its weights stand in classify.toml and were fitted once on
labelled reports (tests/news/fit_labels.py).
"""

import math
import re
import tomllib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from model import Label, LabelKind
from news.passing import in_passing
from news.taxonomy import Mention, Taxonomy

LONGEST_EVIDENCE = 5  # different words kept for one label
TITLE, LEAD, BODY = 2.5, 1.5, 1.0  # what a word weighs in the title, in the first sentence, further down
TOLD = 2.0  # the weight of a word that tells a code alone; what weighs less is a hint
LIKELY = 0.38  # a sector or topic from this probability on: where F1 is best on projects left out of the fit
# Weights at which a report is about a country beyond the region, and about any where it is a long one; in one
# that is not brief half of what the strongest has and a little more than a mention is enough.
ABOUT, NOT_IN_PASSING, BESIDE = 4.0, 3.0, (2.5, 0.5)
# Of these we write: in a report that names one of them, every country of the region counts.
HOME = frozenset({"TM", "UZ", "KZ", "KG", "TJ", "AZ", "AF"})
UNIONS = frozenset({"CIS", "EAEU"})  # named mostly to say where a country belongs
LONG = 4  # sentences of a report in which a country is easily named in passing
BRIEF = 3  # sentences of a report that says nothing by the way
LATE = 4  # sentences behind which nothing stands later still
# Branches that make something: a report that names three of them is about industry.
BRANCHES = ("agri", "auto_machinery", "chemicals", "construction", "mining", "pharma", "textiles")
SIGNS = (
    *("titled", "lead", "late", "alone_in_sentence", "alone_in_report", "share", "different", "brief"),
    *("covers", "talks_titled", "trade_figures"),
)  # fmt: skip
_DATELINE = re.compile(
    r"(?:[A-ZА-ЯЁЎҚҒҲӘІҢӨҰҮҺӢӮҶƏÇŞÝÖÜĞİ][\w’‘'ʻ.-]*[ ,./]*){1,4}"
    r"(?:\(?\d[\w ./,-]{0,20}|[A-ZА-Я][\w]{2,9} \d{1,2}[^\w]{1,3})?"
    r"(?:[ ,./(«\"]*[\w .’'-]{2,24}[»\")/]*)?\s?(?:[—–]|--?(?= )|(?<=\d)\.(?= )|(?<=/)\.|\.$)"
)


@dataclass(slots=True)
class Case:
    """What speaks for a label: the words, what they weigh, the sentences that tell it (0: the title)."""

    weight: float = 0.0
    explicit: bool = False
    told: list[int] = field(default_factory=list)
    words: dict[str, float] = field(default_factory=dict)

    def add(self, mention: Mention, sentence: int) -> None:
        """Count a mention; a word that comes again counts a quarter."""
        self.explicit = self.explicit or not mention.implied
        counted = self.words.get(mention.words, 0.0)
        weight = mention.weight * (TITLE if sentence == 0 else LEAD if sentence == 1 else BODY)
        self.weight += max(0.0, weight - counted) + (0.25 * mention.weight if counted else 0.0)
        self.words[mention.words] = max(counted, weight)
        if mention.weight >= TOLD:
            self.told.append(sentence)

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
    fields = tuple(_likely(LabelKind.SECTOR, found, len(sentences)))
    # A match that was won and a fair of carpets are no news of the trade: of no field, of no topic.
    topics = _likely(LabelKind.TOPIC, found, len(sentences)) if fields else ()
    return (*about, *fields, *topics)


def cases(title: str, sentences: Sequence[str], language: str, taxonomy: Taxonomy) -> Cases:
    """All that speaks for any label."""
    found: Cases = {kind: defaultdict(Case) for kind in LabelKind}
    for mention, sentence in _placed(title, sentences, language, taxonomy):
        found[mention.kind][mention.code].add(mention, sentence)
    _told_by_others(found)
    return found


def _told_by_others(found: Cases) -> None:
    """Several branches together speak of industry; talks between countries may be about trade."""
    sectors = found[LabelKind.SECTOR]
    branches = {code: case for code in BRANCHES if (case := sectors.get(code)) and case.told}
    if len(branches) >= 3:
        for case in branches.values():
            word = next(iter(case.words))
            sectors["industry"].add(Mention(LabelKind.SECTOR, "industry", 0, 0, word, weight=TOLD), LATE)
    talks = found[LabelKind.TOPIC].get("talks")
    if talks and talks.told and len(found[LabelKind.COUNTRY]) >= 2:
        for word in list(talks.words)[:3]:
            sentence = 0 if talks.words[word] >= TOLD * TITLE else LATE
            sectors["trade"].add(Mention(LabelKind.SECTOR, "trade", 0, 0, word), sentence)


def _placed(
    title: str, sentences: Sequence[str], language: str, taxonomy: Taxonomy
) -> Iterator[tuple[Mention, int]]:
    """All mentions of a report, each with the number of its sentence; the title is number 0."""
    headline = title.title() if title.isupper() else title
    parts = (headline, *sentences)
    starts = list(accumulate((len(part) + 1 for part in parts), initial=0))
    text = "\n".join(parts)
    news = len(headline) + 1 + _dateline(sentences[0] if sentences else "")
    aside = tuple(in_passing(text))
    for mention in taxonomy.mentions(text, language):
        if mention.kind is LabelKind.COUNTRY and any(mention.start in span for span in aside):
            continue
        if mention.end <= len(headline) or mention.start >= news:
            yield mention, bisect_right(starts, mention.start) - 1


def _dateline(sentence: str) -> int:
    """How many characters at the front say only where and when the outlet wrote this."""
    found = _DATELINE.match(sentence[:80])
    return found.end() if found else 0


def _countries(found: Mapping[str, Case], taxonomy: Taxonomy, sentences: int) -> Iterator[Label]:
    best = max((case.weight for case in found.values()), default=0.0)
    for code, case in _ranked(found.items()):
        region = taxonomy.countries[code].region
        beside = sentences >= BRIEF and case.weight >= max(BESIDE[0], BESIDE[1] * best)
        passing = (sentences >= LONG and not HOME & found.keys()) or code in UNIONS
        enough = (NOT_IN_PASSING if passing else 0.0) if region else ABOUT
        if case.weight >= enough or beside or len(found) == 1:
            yield Label(LabelKind.COUNTRY, code, case.evidence(), implied=not case.explicit)


def signs(kind: LabelKind, found: Cases, sentences: int) -> dict[str, tuple[float, ...]]:
    """The signs of every code of a kind, in the order of SIGNS, each about 0 to 2."""
    of_kind = found[kind]
    topics = found[LabelKind.TOPIC]
    talks, trade = (topics.get(code, _NOTHING).told for code in ("talks", "trade_stats"))
    tellers = Counter(number for case in of_kind.values() for number in set(case.told))
    told = sum(bool(case.told) for case in of_kind.values())
    best = max((case.weight for case in of_kind.values()), default=0.0)
    return {
        code: (
            float(0 in case.told), min(case.told.count(1), 2), _late(case, sentences),
            float(any(tellers[number] == 1 for number in case.told if number)),
            float(bool(case.told) and told == 1), case.weight / best, min(len(case.words), 4) / 4,
            float(bool(case.told) and sentences <= BRIEF), len(set(case.told) - {0}) / max(sentences, 1),
            float(bool(case.told) and 0 in talks),
            float(code == "trade" and bool(trade)),
        )
        for code, case in of_kind.items()
    }  # fmt: skip


def _late(case: Case, sentences: int) -> float:
    """How far down the text tells a code first: 0 in its first sentence, 1 where it never does."""
    first = min((number - 1 for number in case.told if number), default=sentences)
    return min(first, LATE) / LATE


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
