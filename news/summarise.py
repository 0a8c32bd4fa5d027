"""Reports of one event -> its headline and a summary: two or three sentences that stand alone.

Lead sentences are hard to beat, so the summary begins with those of the best report. A third is added,
from any report, when it tells a figure that the others did not.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model import Figure, Ownership, Report, SummarySentence
from news.credit import without_credit
from news.echo import echoes, leans_on, said
from news.keyline import is_told
from news.spelling import in_cyrillic
from news.standing import asks, is_ceremony, is_cut, is_quoted, is_whole, leans
from news.units import VAGUE

LONGEST = 450  # characters of a summary: three seconds of reading on a telephone
BRIEF = 260  # characters: two sentences of so few leave room for one more figure
LEADS = 2
SEARCHED = 7  # sentences at a report's beginning that may stand in a summary
REPEATED = 0.6  # of a sentence's words: more than this were said before
ONLY_HEADLINE = 0.75  # of a sentence's words: more than this stand in the headline

_LABELS = re.compile(
    r"^\W*(?:photo|video|фото|видео|foto|infographic|инфографика|суратлар|сурат|фоторепортаж|exclusive|"
    r"эксклюзив)\W*[|:—-]\s*"
    r"|\s*[(\[]\+?\s?(?:photos?|video|фото|видео|foto|wideo|surat|сурат|"
    r"fotoğraf)(?:\s*[,+/и&]+\s*\w+)?[)\]]\s*$"
    r"|\s+(?:[-–—|]\s*)?(?-i:PHOTOS?|VIDEO|ФОТО|ВИДЕО|FOTO|WIDEO)\s*$",
    re.IGNORECASE,
)
_TEASING = re.compile(r"^[«“„\"]|[?!…]$")  # a title that quotes or asks tells less


def headline(report: Report) -> str:
    """The report's title as a line of ours: one space, no outlet at its end, no "(PHOTO)"."""
    title = " ".join(report.article.title.split())
    outlet = re.escape(report.article.outlet.strip())
    if outlet:
        title = re.sub(rf"\s*[-–—|:•»]\s*{outlet}\s*$", "", title, flags=re.IGNORECASE) or title
    title = _LABELS.sub("", title).strip(" |•") or title
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def best(reports: Sequence[Report]) -> Report:
    """The report to tell the story by: full, rich in figures that others tell too, sourced. At least one.

    Of equals the first.
    """
    told = [{_key(figure) for figure in report.understanding.figures} for report in reports]
    worth = [_worth(report) + _agreed(place, told) for place, report in enumerate(reports)]
    return reports[worth.index(max(worth))]


def _agreed(place: int, told: Sequence[set[tuple[float, str]]]) -> float:
    """Which part of the other reports tells a figure of this one: it is about what they are about."""
    agreeing = sum(not told[place].isdisjoint(theirs) for theirs in told) - bool(told[place])
    return agreeing / (len(told) - 1) if len(told) > 1 else 0.0


def _worth(report: Report) -> float:
    """How full the report is, by itself."""
    verdict = report.understanding
    told = sum(len(sentence) for sentence in verdict.cleaned.body)
    source = verdict.attribution
    official = source is not None and source.ownership is Ownership.STATE
    teases = _TEASING.search(report.article.title.strip()) is not None
    return (
        min(told, 800) / 400
        - teases / 2
        + min(len(verdict.figures), 6) / 3
        + (source is not None) / 2
        + official / 4
    )


def summarise(reports: Sequence[Report]) -> tuple[SummarySentence, ...]:
    """Two or three sentences, about 450 characters in all, none repeating another or the headline.

    Empty when the reports hold nothing but their titles.
    """
    lead = best(reports)
    candidates = _without_echo(lead, _candidates(lead, reports))
    chosen = _leads(candidates)
    if len(chosen) == LEADS:
        chosen += _with_new_figure(candidates, reports, chosen, headline(lead))
    return tuple(one.sentence for one in chosen)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may stand in a summary, as its report has it and as it would stand there.

    And the one that it leans on ("" when it leans on none).
    """

    sentence: SummarySentence
    report: Report
    whole: str
    leans_on: str = ""

    @property
    def figures(self) -> list[Figure]:
        """The figures that the sentence tells."""
        return [one for one in self.report.understanding.figures if one.sentence == self.whole]


def _candidates(lead: Report, reports: Sequence[Report]) -> list[_Candidate]:
    """What may stand in a summary, in order; a teaser that a feed cut only where nothing else does."""
    found = list(_telling(lead, reports))
    return [one for one in found if not is_cut(one.sentence.text)] or found


def _telling(lead: Report, reports: Sequence[Report]) -> Iterator[_Candidate]:
    """Whole sentences that say more than the headline: the best report's, then others' in its writing."""
    title = headline(lead)
    # Nobody reads Uzbek in two scripts at once, nor are words compared across them.
    language, script = lead.understanding.language, in_cyrillic(lead.article.title)
    others = [r for r in reports if r is not lead and r.understanding.language == language]
    others = [r for r in others if in_cyrillic(r.article.title) == script]
    for report in [lead, *others]:
        before = ""
        for sentence in report.understanding.cleaned.body[:SEARCHED]:
            if is_whole(sentence) and said(sentence, [title]) <= ONLY_HEADLINE:
                told = SummarySentence(without_credit(sentence, report.article.outlet), report.article.id)
                yield _Candidate(told, report, sentence, before if leans(sentence, language) else "")
            before = sentence


def _leads(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The first two that fit together: no question at the end, no ceremony or quote where figures wait."""
    chosen: list[_Candidate] = []
    for place, one in enumerate(candidates):
        ends = len(chosen) == LEADS - 1
        if len(chosen) == LEADS or (ends and asks(one.sentence.text)) or not _fits(one, chosen):
            continue
        if ends and _only_colours(one) and any(_is_measured(other) for other in candidates[place + 1 :]):
            continue
        chosen.append(one)
    return chosen


def _only_colours(candidate: _Candidate) -> bool:
    """Whether it tells who came or what somebody feels, without a figure."""
    text = candidate.sentence.text
    return (is_ceremony(text) or is_quoted(text)) and not _is_measured(candidate)


def _is_measured(candidate: _Candidate) -> bool:
    return any(figure.unit not in VAGUE for figure in candidate.figures)


def _without_echo(lead: Report, candidates: list[_Candidate]) -> list[_Candidate]:
    """All but a first one that says the headline again, where two others are left that do not need it."""
    title, first, rest = headline(lead), candidates[:1], candidates[1:]
    others = _leads(rest)
    if len(others) < LEADS or not echoes(first[0].sentence.text, title, lead.understanding.attribution):
        return candidates
    needed = any(leans_on(one.sentence.text, first[0].sentence.text, title) for one in others)
    return candidates if needed or rest[0].leans_on else rest


def _fits(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Whether the sentence has room, is new, and comes right after the one it leans on."""
    told = [one.sentence.text for one in chosen]
    if candidate.leans_on and candidate.leans_on != (chosen[-1].whole if chosen else ""):
        return False
    text = candidate.sentence.text
    return not told or (len(text) <= LONGEST - sum(map(len, told)) and said(text, told) <= REPEATED)


def _with_new_figure(
    candidates: Sequence[_Candidate],
    reports: Sequence[Report],
    chosen: Sequence[_Candidate],
    title: str,
) -> list[_Candidate]:
    """One more sentence whose figure the summary lacks: what several reports tell, then what measures most.

    Of a single report only when there is none yet, or when there is room.
    """
    told = {_key(figure) for one in chosen for figure in one.figures}
    if told and len(reports) == 1 and sum(len(one.sentence.text) for one in chosen) > BRIEF:
        return []
    tellers = Counter(key for report in reports for key in {_key(f) for f in report.understanding.figures})
    found: list[tuple[tuple[float, ...], _Candidate]] = []
    for one in candidates:
        new = {_key(f): f for f in one.figures if _key(f) not in told and not is_told(f, title)}
        if new and _fits(one, chosen):
            most = max(tellers[key] for key in new)
            found.append(((most, max(map(_weight, new.values())) - is_quoted(one.sentence.text)), one))
    return [max(found, key=lambda one: one[0])[1]] if found else []


def _weight(figure: Figure) -> float:
    """How much a reader wants it: amounts before shares, counted things last."""
    return 0.0 if figure.unit in VAGUE else 0.5 if figure.unit in {"%", "x"} else 1.0


def _key(figure: Figure) -> tuple[float, str]:
    return round(figure.value, 6), figure.unit
