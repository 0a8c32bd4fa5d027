"""An outlet changed a report after publishing it: which figure or name was, which is.

Sentences are paired by what stays the same in them; only what was replaced inside such a pair is a
correction. What was added, dropped or put differently is an edit and no correction; neither is another
spelling of a name or another notation of a figure.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from model import Correction, Figure, Report
from news.spelling import fold

ALIKE = 0.6  # of two sentences, without their figures: they say the same
EQUAL = 0.9  # of two sentences whose figures are of different units
MOST = 3
LONGEST_NAME = 5  # words
TYPO = 6  # letters of a word in which one letter may be a slip
_AROUND = "«»“”„‘’\"'(),.;:!?"  # what stands around a word and is none of it


def corrections(before: Report, after: Report, since: datetime) -> tuple[Correction, ...]:
    """What was corrected between two states of one report, figures first."""
    outlet = after.article.outlet
    found = [Correction(*_said(old, new), since, new.what, outlet) for old, new in _figures(before, after)]
    found += [Correction(was, now, since, "", outlet) for was, now in _names(before, after)]
    return tuple(one for n, one in enumerate(found) if not _is_told(one, found, n))[:MOST]


def _is_told(one: Correction, found: Sequence[Correction], place: int) -> bool:
    """Whether another one tells the same, and more, or the same before it."""
    return any(
        one.was in other.was and one.now in other.now and (len(one.was) < len(other.was) or n < place)
        for n, other in enumerate(found)
        if n != place
    )


# ---------------------------------------------------------------- figures


def _figures(before: Report, after: Report) -> Iterator[tuple[Figure, Figure]]:
    """Figures that stand in the place of others: the same sentence around them."""
    old, new = before.understanding.figures, after.understanding.figures
    kept = {_value(figure) for figure in old} & {_value(figure) for figure in new}
    fresh = [figure for figure in new if _value(figure) not in kept]
    for was in (figure for figure in old if _value(figure) not in kept):
        likest = max(fresh, key=lambda now: (now.unit == was.unit, _likeness(was, now)), default=None)
        if likest is not None and _is_another(was, likest):
            fresh.remove(likest)
            yield was, likest


def _value(figure: Figure) -> tuple[float, str, str]:
    return round(figure.value, 6), figure.unit, figure.period


def _is_another(was: Figure, now: Figure) -> bool:
    """Whether the outlet wrote another figure there: what we merely read otherwise is our own doing."""
    if was.sentence == now.sentence or _likeness(was, now) < (ALIKE if was.unit == now.unit else EQUAL):
        return False
    return _value(was)[:2] != _value(now)[:2] or bool(was.period and now.period)


def _likeness(was: Figure, now: Figure) -> float:
    return SequenceMatcher(None, _around(was), _around(now), autojunk=False).ratio()


def _around(figure: Figure) -> list[str]:
    """The sentence without its figure: what both states have in common."""
    return figure.sentence.replace(figure.text, " ").split()


def _said(was: Figure, now: Figure) -> tuple[str, str]:
    """Both as they were written; with their periods, where these are all that was changed."""
    if was.text != now.text:
        return was.text, now.text
    return f"{was.text} ({was.period})", f"{now.text} ({now.period})"


# ---------------------------------------------------------------- names


def _names(before: Report, after: Report) -> Iterator[tuple[str, str]]:
    """Names that stand in the place of others in otherwise equal sentences."""
    old, new = _sentences(before), _sentences(after)
    known = {word for sentence in (*old[1:], *new[1:]) for word in _inside(sentence.split())}
    for sentence in new:
        if sentence in old:
            continue
        for other in old:
            if other not in new:
                yield from _replaced(other.split(), sentence.split(), known)


def _sentences(report: Report) -> list[str]:
    """The title and the sentences of the body."""
    return [report.article.title, *report.understanding.cleaned.body]


def _inside(words: Sequence[str]) -> set[str]:
    """The words with a capital that none of them owes to its place; none of a headline in capitals."""
    inside = {_bare(word) for word in words[1:] if _is_capitalised(word)}
    return inside if 2 * len(inside) < len(words) else set()


def _replaced(was: Sequence[str], now: Sequence[str], known: set[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < ALIKE:
        return
    names = known | _inside(was) | _inside(now)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind != "replace" or not (_is_name(was[start:end], names) and _is_name(now[begin:stop], names)):
            continue
        if not _is_spelling(was[start:end], now[begin:stop]):
            left, right = _before(was, start, names), _behind(was, end, names)
            yield _bare(*was[start - left : end + right]), _bare(*now[begin - left : stop + right])


def _is_name(words: Sequence[str], names: Iterable[str]) -> bool:
    """Whether each word begins with a capital, holds no digit, and one is more than a beginning."""
    if not 0 < len(words) <= LONGEST_NAME or not all(map(_is_capitalised, words)):
        return False
    return any(_bare(word) in names for word in words)


def _is_capitalised(word: str) -> bool:
    bare = _bare(word)
    return bare[:1].isupper() and not any(letter.isdigit() for letter in bare)


def _is_spelling(was: Sequence[str], now: Sequence[str]) -> bool:
    """Whether the names differ by their spelling only, or by a slip."""
    return len(was) == len(now) and all(
        fold(one) == fold(other) or _is_slip(one, other)
        for one, other in zip(map(_bare, was), map(_bare, now), strict=True)
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter of a long word is another, too many or missing."""
    long = max(len(one), len(other))
    if long < TYPO or one[0] != other[0] or one[1:2].isupper():
        return one == other
    same = sum(
        block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    )
    return same >= long - 1


def _before(words: Sequence[str], start: int, names: Iterable[str]) -> int:
    """How many words before this place belong to the name."""
    count = 0
    while start - count > 0 and _bare(before := words[start - count - 1]) in names and before[-1].isalnum():
        count += 1
    return count if count < LONGEST_NAME else 0


def _behind(words: Sequence[str], end: int, names: Iterable[str]) -> int:
    """How many words from this place on belong to the name."""
    count = 0
    while (
        end + count < len(words)
        and words[end + count - 1][-1].isalnum()
        and _bare(words[end + count]) in names
    ):
        count += 1
    return count if count < LONGEST_NAME else 0


def _bare(*words: str) -> str:
    return " ".join(words).strip(_AROUND)
