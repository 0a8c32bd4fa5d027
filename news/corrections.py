"""An outlet changed a report after publishing it: which figure or name was, which is.

Sentences are paired by what stays the same in them; only what was replaced inside such a pair is a
correction. What was added, dropped or put differently is an edit and no correction.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from model import Correction, Figure, Report

ALIKE = 0.6  # of two sentences, without their figures: they say the same
MOST = 3
LONGEST_NAME = 5  # words


def corrections(before: Report, after: Report, since: datetime) -> tuple[Correction, ...]:
    """What was corrected between two states of one report, figures first."""
    outlet = after.article.outlet
    found = [Correction(old.text, new.text, since, new.what, outlet) for old, new in _figures(before, after)]
    found += [Correction(was, now, since, "", outlet) for was, now in _names(before, after)]
    once = {(one.was, one.now): one for one in reversed(found)}
    return tuple(reversed(once.values()))[:MOST]


def _figures(before: Report, after: Report) -> Iterator[tuple[Figure, Figure]]:
    """Figures that stand in the place of others: the same unit, the same sentence around them."""
    old, new = before.understanding.figures, after.understanding.figures
    kept = {_value(figure) for figure in old} & {_value(figure) for figure in new}
    fresh = [figure for figure in new if _value(figure) not in kept]
    for was in (figure for figure in old if _value(figure) not in kept):
        likest = max(
            (now for now in fresh if now.unit == was.unit), key=lambda now: _likeness(was, now), default=None
        )
        if likest is not None and _likeness(was, likest) >= ALIKE:
            fresh.remove(likest)
            yield was, likest


def _value(figure: Figure) -> tuple[float, str, str]:
    return round(figure.value, 6), figure.unit, figure.period


def _likeness(was: Figure, now: Figure) -> float:
    return SequenceMatcher(None, _around(was), _around(now), autojunk=False).ratio()


def _around(figure: Figure) -> list[str]:
    """The sentence without its figure: what both states have in common."""
    return figure.sentence.replace(figure.text, " ").split()


def _names(before: Report, after: Report) -> Iterator[tuple[str, str]]:
    """Names that stand in the place of others in otherwise equal sentences."""
    old, new = _sentences(before), _sentences(after)
    for sentence in new:
        if sentence in old:
            continue
        for other in old:
            if other not in new:
                yield from _replaced(other.split(), sentence.split())


def _sentences(report: Report) -> list[str]:
    return [report.article.title, *report.understanding.cleaned.body]


def _replaced(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < ALIKE:
        return
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "replace" and _is_name(was[start:end]) and _is_name(now[begin:stop]):
            yield _bare(was[start:end]), _bare(now[begin:stop])


def _is_name(words: Sequence[str]) -> bool:
    """Whether each word begins with a capital and holds no digit: a name, not a figure or another wording."""
    bare = [word.strip("«»“”\"'(),.;:!?") for word in words]
    return 0 < len(bare) <= LONGEST_NAME and all(
        word[:1].isupper() and not any(letter.isdigit() for letter in word) for word in bare
    )


def _bare(words: Sequence[str]) -> str:
    return " ".join(words).strip("«»“”\"'(),.;:!?")
