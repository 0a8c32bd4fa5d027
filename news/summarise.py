"""Reports of one event -> its headline and a summary: two or three sentences that stand alone.

Lead sentences are hard to beat, so the summary begins with those of the best report and adds one from
any report when it brings a figure that nothing before it told.
"""

import re
from collections.abc import Iterator, Sequence

from model import Report, SummarySentence

LONGEST = 450  # characters of a summary: three seconds of reading on a telephone
SHORTEST_SENTENCE = 25
LEADS = 2
REPEATED = 0.6  # of a sentence's words: more than this were said before

_LABELS = re.compile(
    r"^\W*(?:photo|video|фото|видео|foto|infographic|инфографика|суратлар|сурат|фоторепортаж|exclusive|эксклюзив)\W*[|:—-]\s*"
    r"|\s*[(\[](?:photos?|video|фото|видео|foto|wideo|surat|сурат|fotoğraf|\+?\s?(?:фото|видео|foto|video))"
    r"(?:\s*[,+/и&]+\s*\w+)?[)\]]\s*$"
    r"|\s+(?:[-–—|]\s*)?(?:PHOTOS?|VIDEO|ФОТО|ВИДЕО|FOTO|WIDEO)\s*$",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"[«“\"'(—–-]*\s*(?:he|she|they|it|his|her|their|its|this|that|these|those|but|and|also|however|moreover|"
    r"он|она|они|оно|его|её|ее|их|это|этот|эта|эти|этом|этого|там|тогда|но|однако|при этом|также|кроме того|по его|по её|по их|"
    r"u|ular|uning|ularning|bu|ushbu|shuningdek|biroq|lekin|shu|у|улар|унинг|уларнинг|бу|ушбу|шунингдек|бироқ|лекин|шу|"
    r"ol|olar|onuň|olaryň|muny|bu|şeýle|şeýle-de|emma|ýöne|şonuň|ондай|ол|олар|оның|бұл|осы|алайда|бірақ|сондай-ақ|"
    r"ал|алар|анын|алардын|ушул|бирок|ошондой|вай|ӯ|онҳо|ин|он|аммо|вале|o|onlar|onun|onların|bunu|ancak|ayrıca|lakin|amma|həmçinin)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{3,}")
_FINISHED = re.compile(r"[.!?…][»”\"’')\]]*$")


def headline(report: Report) -> str:
    """The report's title as a line of ours: one space, no outlet at its end, no "(PHOTO)"."""
    title = " ".join(report.article.title.split())
    outlet = re.escape(report.article.outlet.strip())
    if outlet:
        title = re.sub(rf"\s*[-–—|:•»]\s*{outlet}\s*$", "", title, flags=re.IGNORECASE) or title
    title = _LABELS.sub("", title).strip(" |•") or title
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def best(reports: Sequence[Report]) -> Report:
    """The report to tell the story by (of at least one): whole, rich in figures, sourced, early."""
    return max(reversed(reports), key=_worth)


def _worth(report: Report) -> float:
    verdict = report.understanding
    told = sum(len(sentence) for sentence in verdict.cleaned.body)
    return min(told, 800) / 400 + min(len(verdict.figures), 6) / 3 + (verdict.attribution is not None)


def summarise(reports: Sequence[Report]) -> tuple[SummarySentence, ...]:
    """Two or three sentences, about 450 characters in all, none repeating another or the headline.

    Empty when the reports hold nothing but their titles.
    """
    lead = best(reports)
    told: list[str] = []
    chosen: list[SummarySentence] = []
    for report, sentence in _candidates(lead, reports):
        room = LONGEST - sum(len(s.text) for s in chosen)
        if not chosen or (len(sentence) <= room and not _repeats(sentence, told)):
            chosen.append(SummarySentence(sentence, report.article.id))
            told.append(sentence)
        if len(chosen) == LEADS:
            break
    return tuple(chosen)


def _candidates(lead: Report, reports: Sequence[Report]) -> Iterator[tuple[Report, str]]:
    title = headline(lead)
    for report in [lead, *(r for r in reports if r is not lead)]:
        for sentence in report.understanding.cleaned.body[:6]:
            if _stands_alone(sentence) and not _repeats(title, [sentence]) or sentence == title:
                yield report, sentence


def _stands_alone(sentence: str) -> bool:
    return (
        len(sentence) >= SHORTEST_SENTENCE
        and _FINISHED.search(sentence) is not None
        and _DANGLING.match(sentence) is None
    )


def _repeats(sentence: str, told: Sequence[str]) -> bool:
    """Whether most of the sentence's words were said already."""
    words = set(_WORD.findall(sentence.casefold()))
    said = {word for other in told for word in _WORD.findall(other.casefold())}
    return bool(words) and len(words & said) / len(words) > REPEATED
