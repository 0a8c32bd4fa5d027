"""Article -> labels, each with the words that led to it.

Countries: every mention counts, but those from beyond the region only where a report is about them.
Sectors and topics: words are weighed by where they stand; what outweighs the rest is the label.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from model import Label, LabelKind
from news.taxonomy import Mention, Taxonomy

LONGEST_EVIDENCE = 5  # different words kept for one label
TITLE, LEAD, BODY = 2.5, 1.5, 1.0  # what a word weighs in the title, in the first sentence, further down


@dataclass(frozen=True, slots=True)
class Bar:
    """How much must speak for a label: absolutely, and against the strongest of its kind."""

    least: float
    share: float
    most: int  # labels of the kind


BARS = {LabelKind.SECTOR: Bar(3.0, 0.4, 3), LabelKind.TOPIC: Bar(3.0, 0.5, 2)}
ALONE = 4.0  # weight at which a country beyond the region is what the report is about
_DATELINE = re.compile(
    r"(?:[A-ZА-ЯЁЎҚҒҲӘІҢӨҰҮҺӢӮҶƏÇŞÝÖÜĞİ][\w’‘'ʻ.-]*[ ,./]*){1,4}"
    r"(?:\(?\d[\w ./,-]{0,20}|[A-ZА-Я][\w]{2,9} \d{1,2}[^\w]{1,3})?"
    r"(?:[ ,./(«\"]*[\w .’'-]{2,24}[»\")/]*)?\s?(?:[—–]|--?(?= )|(?<=\d)\.(?= )|(?<=/)\.|\.$)"
)


@dataclass(slots=True)
class _Case:
    """What speaks for one label."""

    weight: float = 0.0
    explicit: bool = False
    words: dict[str, float] = field(default_factory=dict)

    def add(self, mention: Mention, place: float) -> None:
        """Count a mention; a word that comes again counts half of what it did before."""
        key = mention.words.casefold()
        counted = self.words.get(mention.words, 0.0)
        weight = mention.weight * place
        self.weight += max(0.0, weight - counted) + (0.25 * mention.weight if counted and key else 0.0)
        self.words[mention.words] = max(counted, weight)
        self.explicit = self.explicit or not mention.implied

    def evidence(self) -> str:
        """The strongest words, those of the title first."""
        return ", ".join(sorted(self.words, key=lambda word: -self.words[word])[:LONGEST_EVIDENCE])


def labels(title: str, sentences: Sequence[str], language: str, taxonomy: Taxonomy) -> tuple[Label, ...]:
    """Countries, sectors and topics of a report, strongest of each kind first.

    `sentences` are what the report itself says: without background, without what the page put around it.
    A dateline in front of the first sentence counts for nothing.
    """
    cases: dict[LabelKind, dict[str, _Case]] = {kind: defaultdict(_Case) for kind in LabelKind}
    for mention, place in _weighed(title, sentences, language, taxonomy):
        cases[mention.kind][mention.code].add(mention, place)
    about = _countries(cases[LabelKind.COUNTRY], taxonomy)
    return (*about, *_strongest(cases, LabelKind.SECTOR), *_strongest(cases, LabelKind.TOPIC))


def _weighed(
    title: str, sentences: Sequence[str], language: str, taxonomy: Taxonomy
) -> Iterator[tuple[Mention, float]]:
    """All mentions of a report, each with the weight of its place."""
    headline = title.title() if title.isupper() else title
    lead = sentences[0] if sentences else ""
    start = len(headline) + 1 + _dateline(lead)
    text = "\n".join((headline, *sentences))
    second = len(headline) + 1 + len(lead)
    for mention in taxonomy.mentions(text, language):
        if mention.end <= len(headline):
            yield mention, TITLE
        elif mention.start >= start:
            yield mention, LEAD if mention.start < second else BODY


def _dateline(sentence: str) -> int:
    """How many characters at the front say only where and when the outlet wrote this."""
    found = _DATELINE.match(sentence[:80])
    return found.end() if found else 0


def _countries(cases: dict[str, _Case], taxonomy: Taxonomy) -> Iterator[Label]:
    for code, case in _ranked(cases.items()):
        if taxonomy.countries[code].region or case.weight >= ALONE:
            yield Label(LabelKind.COUNTRY, code, case.evidence(), implied=not case.explicit)


def _strongest(cases: dict[LabelKind, dict[str, _Case]], kind: LabelKind) -> Iterator[Label]:
    bar = BARS[kind]
    ranked = _ranked(cases[kind].items())
    best = ranked[0][1].weight if ranked else 0.0
    for code, case in ranked[: bar.most]:
        if case.weight >= max(bar.least, bar.share * best):
            yield Label(kind, code, case.evidence())


def _ranked(cases: Iterable[tuple[str, _Case]]) -> list[tuple[str, _Case]]:
    return sorted(cases, key=lambda item: (-item[1].weight, item[0]))
