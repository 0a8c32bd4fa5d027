"""Reports of one event -> its headline and a summary: two or three sentences that stand alone.

Lead sentences are hard to beat, so the summary begins with those of the best report. A third is added,
from any report, when it tells a figure that the others did not.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from model import Figure, Ownership, Report, SummarySentence

LONGEST = 450  # characters of a summary: three seconds of reading on a telephone
SHORTEST_SENTENCE = 25
LEADS = 2
SEARCHED = 6  # sentences at a report's beginning that may stand in a summary
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
_QUOTE_ALONE = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]\W*$")
_WORD = re.compile(r"\w{3,}")
_FINISHED = re.compile(r"[.!?…][»”\"’')\]]*$")


@cache
def _leaning(language: str) -> re.Pattern[str]:
    table = tomllib.loads(files("news").joinpath("summarise.toml").read_text("utf-8"))["leaning"]
    words = [re.escape(word).replace("_", " ") for word in table.get(language, "").split()]
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
    """The report to tell the story by: full, rich in figures, sourced; of equals the first. At least one."""
    return max(reports, key=_worth)


def _worth(report: Report) -> float:
    verdict = report.understanding
    told = sum(len(sentence) for sentence in verdict.cleaned.body)
    source = verdict.attribution
    official = source is not None and source.ownership is Ownership.STATE
    return min(told, 800) / 400 + min(len(verdict.figures), 6) / 3 + (source is not None) / 2 + official / 4


def summarise(reports: Sequence[Report]) -> tuple[SummarySentence, ...]:
    """Two or three sentences, about 450 characters in all, none repeating another or the headline.

    Empty when the reports hold nothing but their titles.
    """
    lead = best(reports)
    chosen: list[SummarySentence] = []
    for report, sentence in _candidates(lead, reports):
        if len(chosen) < LEADS and _fits(sentence, chosen):
            chosen.append(SummarySentence(sentence, report.article.id))
    if len(chosen) == LEADS:
        chosen += _with_new_figure(lead, reports, chosen)
    return tuple(chosen)


def _candidates(lead: Report, reports: Sequence[Report]) -> Iterator[tuple[Report, str]]:
    """Sentences that stand alone, the best report's first, then those of its language."""
    title = headline(lead)
    language = lead.understanding.language
    others = [r for r in reports if r is not lead and r.understanding.language == language]
    for report in [lead, *others]:
        for sentence in report.understanding.cleaned.body[:SEARCHED]:
            if _stands_alone(sentence, language) and _said(sentence, [title]) <= ONLY_HEADLINE:
                yield report, sentence


def _stands_alone(sentence: str, language: str) -> bool:
    """A whole sentence that begins with its subject; no bare quote, whose speaker nobody would know."""
    return (
        len(sentence) >= SHORTEST_SENTENCE
        and _FINISHED.search(sentence) is not None
        and _QUOTE_ALONE.fullmatch(sentence) is None
        and _leaning(language).match(sentence) is None
    )


def _fits(sentence: str, chosen: Sequence[SummarySentence]) -> bool:
    """Whether there is room for the sentence and it is new; the first always has room."""
    told = [one.text for one in chosen]
    room = LONGEST - sum(map(len, told))
    return not chosen or (len(sentence) <= room and _said(sentence, told) <= REPEATED)


def _with_new_figure(
    lead: Report, reports: Sequence[Report], chosen: Sequence[SummarySentence]
) -> list[SummarySentence]:
    """One more sentence whose figure the summary lacks; of a single report only when there is none yet."""
    told = {_key(f) for r in reports for f in r.understanding.figures for s in chosen if f.sentence == s.text}
    if told and len(reports) == 1:
        return []
    for report, sentence in _candidates(lead, reports):
        new = {_key(f) for f in report.understanding.figures if f.sentence == sentence} - told
        if new and _fits(sentence, chosen):
            return [SummarySentence(sentence, report.article.id)]
    return []


def _key(figure: Figure) -> tuple[float, str]:
    return round(figure.value, 6), figure.unit


def _said(sentence: str, told: Sequence[str]) -> float:
    """Which part of the sentence's words was said already."""
    words = set(_WORD.findall(sentence.casefold()))
    said = {word for other in told for word in _WORD.findall(other.casefold())}
    return len(words & said) / len(words) if words else 1.0
