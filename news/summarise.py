"""Reports of one event -> its headline and a summary: two or three sentences that stand alone.

Lead sentences are hard to beat, so the summary begins with those of the best report. A third is added,
from any report, when it tells a figure that the others did not.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from model import Figure, Ownership, Report, SummarySentence
from news.background import level

LONGEST = 450  # characters of a summary: three seconds of reading on a telephone
BRIEF = 160  # characters: two sentences of so few leave room for one more figure
SHORTEST_SENTENCE = 25
LEADS = 2
SEARCHED = 6  # sentences at a report's beginning that may stand in a summary
REPEATED = 0.6  # of a sentence's words: more than this were said before
STEM = 4  # letters of a word by which it is known whatever its ending
ONLY_HEADLINE = 0.75  # of a sentence's words: more than this stand in the headline

_LABELS = re.compile(
    r"^\W*(?:photo|video|фото|видео|foto|infographic|инфографика|суратлар|сурат|фоторепортаж|exclusive|"
    r"эксклюзив)\W*[|:—-]\s*"
    r"|\s*[(\[]\+?\s?(?:photos?|video|фото|видео|foto|wideo|surat|сурат|"
    r"fotoğraf)(?:\s*[,+/и&]+\s*\w+)?[)\]]\s*$"
    r"|\s+(?:[-–—|]\s*)?(?-i:PHOTOS?|VIDEO|ФОТО|ВИДЕО|FOTO|WIDEO)\s*$",
    re.IGNORECASE,
)
_QUOTE_ALONE = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]\W*$")
_TEASING = re.compile(r"^[«“„\"]|[?!…]$")  # a title that quotes or asks tells less
_OPENING = "«“„\"'‘(—–- "
_ASKED = re.compile(r"\?[»”\"’')\]]*$")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\d+|\w{4,}")  # small words say nothing
_FINISHED = re.compile(r"[.!?…][»”\"’')\]]*$")
_CUT = re.compile(r"(?:…|\.\.)[»”\"’')\]]*$")  # where a feed cuts its teaser


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("news").joinpath("summarise.toml").read_text("utf-8"))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(_data()[key]), re.IGNORECASE)


@cache
def _leaning(language: str) -> re.Pattern[str]:
    words = [re.escape(word).replace("_", " ") for word in _data()["leaning"].get(language, "").split()]
    return re.compile(rf"[«“„\"'(—–-]*\s*(?:{'|'.join(words)})\b" if words else r"(?!)", re.IGNORECASE)


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
    chosen: list[SummarySentence] = []
    for candidate in _candidates(lead, reports):
        unanswered = len(chosen) == LEADS - 1 and _ASKED.search(candidate.sentence.text)
        if len(chosen) < LEADS and not unanswered and _fits(candidate, chosen):
            chosen.append(candidate.sentence)
    if len(chosen) == LEADS:
        chosen += _with_new_figure(lead, reports, chosen)
    return tuple(chosen)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may stand in a summary, and the one that it leans on ("" when it leans on none)."""

    sentence: SummarySentence
    report: Report
    leans_on: str = ""


def _candidates(lead: Report, reports: Sequence[Report]) -> list[_Candidate]:
    """What may stand in a summary, in order; a teaser that a feed cut only where nothing else does."""
    found = list(_telling(lead, reports))
    return [one for one in found if not _CUT.search(one.sentence.text)] or found


def _telling(lead: Report, reports: Sequence[Report]) -> Iterator[_Candidate]:
    """Whole sentences that say more than the headline: the best report's, then others' in its writing."""
    title = headline(lead)
    language, script = lead.understanding.language, _in_cyrillic(lead)
    others = [r for r in reports if r is not lead and r.understanding.language == language]
    others = [r for r in others if _in_cyrillic(r) == script]
    for report in [lead, *others]:
        before = ""
        for sentence in report.understanding.cleaned.body[:SEARCHED]:
            if _is_whole(sentence) and _said(sentence, [title]) <= ONLY_HEADLINE:
                leans = _leaning(language).match(sentence) is not None
                yield _Candidate(
                    SummarySentence(sentence, report.article.id), report, before if leans else ""
                )
            before = sentence


def _in_cyrillic(report: Report) -> bool:
    """By its title: nobody reads Uzbek in two scripts at once, nor are words compared across them."""
    title = report.article.title
    return 2 * sum("Ѐ" <= letter <= "ӿ" for letter in title) > sum(map(str.isalpha, title))


def _is_whole(sentence: str) -> bool:
    """A finished sentence of news; no bare quote, whose speaker nobody would know."""
    return (
        len(sentence) >= SHORTEST_SENTENCE
        and _FINISHED.search(sentence) is not None
        and not _begins_inside(sentence)
        and _QUOTE_ALONE.fullmatch(sentence) is None
        and not level(sentence).startswith(tuple(_data()["telling"]))
        and _pattern("said_so").search(sentence) is None
        and (_DIGIT.search(sentence) is not None or not _pattern("said_by").search(sentence))
    )


def _begins_inside(sentence: str) -> bool:
    """With a small letter, as what a page cut in two: no "iPhone", no "nCa"."""
    begins = sentence.lstrip(_OPENING)
    return begins[:1].islower() and not begins[1:2].isupper()


def _fits(candidate: _Candidate, chosen: Sequence[SummarySentence]) -> bool:
    """Whether the sentence has room, is new, and comes right after the one it leans on."""
    told = [one.text for one in chosen]
    if candidate.leans_on and candidate.leans_on != (told[-1] if told else ""):
        return False
    text = candidate.sentence.text
    return not told or (len(text) <= LONGEST - sum(map(len, told)) and _said(text, told) <= REPEATED)


def _with_new_figure(
    lead: Report, reports: Sequence[Report], chosen: Sequence[SummarySentence]
) -> list[SummarySentence]:
    """One more sentence whose figure the summary lacks, best one that several reports tell.

    Of a single report only when there is none yet, or when there is room.
    """
    told = {_key(f) for r in reports for f in r.understanding.figures for s in chosen if f.sentence == s.text}
    if told and len(reports) == 1 and sum(len(one.text) for one in chosen) > BRIEF:
        return []
    tellers = Counter(key for report in reports for key in {_key(f) for f in report.understanding.figures})
    found: list[tuple[int, SummarySentence]] = []
    for candidate in _candidates(lead, reports):
        theirs = candidate.report.understanding.figures
        new = {_key(f) for f in theirs if f.sentence == candidate.sentence.text} - told
        if new and _fits(candidate, chosen):
            found.append((max(tellers[key] for key in new), candidate.sentence))
    return [max(found, key=lambda one: one[0])[1]] if found else []


def _key(figure: Figure) -> tuple[float, str]:
    return round(figure.value, 6), figure.unit


def _said(sentence: str, told: Sequence[str]) -> float:
    """Which part of the sentence's words was said already."""
    words = _stems(sentence)
    said = {word for other in told for word in _stems(other)}
    return len(words & said) / len(words) if words else 1.0


def _stems(sentence: str) -> set[str]:
    """The beginnings of its words, so that «завода» is the word of «завод»."""
    return {word[:STEM] for word in _WORD.findall(sentence.casefold())}
