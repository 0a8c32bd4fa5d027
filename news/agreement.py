"""Why reports stand in one story, in words that people can check: what each has in common with the others."""

import re
from collections.abc import Iterator, Mapping, Sequence

from model import Report
from news.features import known_names, skeleton

MOST = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ‘ʼ`-][^\W\d_]+)*")
_FEWEST = 3  # letters of a name that is worth showing


def shared(reports: Sequence[Report]) -> Mapping[int, tuple[str, ...]]:
    """By article: figures and names, as it writes them, that another report of the story tells, too."""
    names = {report.article.id: dict(_names(report)) for report in reports}
    found = {}
    for report in reports:
        number = report.article.id
        others = [other for other in reports if other.article.id != number]
        amounts = {(f.value, f.unit) for other in others for f in other.understanding.figures}
        figures = [f.text for f in report.understanding.figures if (f.value, f.unit) in amounts]
        told = {key for other in others for key in names[other.article.id]}
        common = known_names(report)
        mine = sorted((key for key in names[number] if key in told), key=lambda key: key in common)
        found[number] = tuple(dict.fromkeys([*figures, *(names[number][key] for key in mine)]))[:MOST]
    return found


def _names(report: Report) -> Iterator[tuple[str, str]]:
    """The words with a capital that they do not owe to their place, by their sound; as written first."""
    seen = set[str]()
    for sentence in (*report.understanding.cleaned.body, report.article.title):
        for place, word in enumerate(_WORD.findall(sentence)):
            if place and word[0].isupper() and len(word) >= _FEWEST and (key := skeleton(word)) not in seen:
                seen.add(key)
                yield key, word
