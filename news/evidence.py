"""What two reports share and what sets them apart, measured: all that the judge of stories looks at."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from news.features import Features, figure_weight


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report with what sharing each of its names, words and concepts tells."""

    features: Features
    names: dict[str, float]
    words: dict[str, float]
    title: dict[str, float]
    pairs: dict[str, float]
    called: dict[str, float]
    numbers: dict[str, float]
    concepts: dict[str, float]


class Rarity:
    """What sharing a key tells: 1.0 for one that nobody else has, near 0.0 for one that everybody has."""

    def __init__(self, frequencies: Mapping[str, int], total: int) -> None:
        """`frequencies` says in how many of `total` articles a key stands; one that is not named in none."""
        articles = max(total, 50)  # in a young archive nothing is rare yet
        whole = math.log(1 + articles)
        self._known = {key: math.log(1 + articles / (n + 0.5)) / whole for key, n in frequencies.items()}
        self._rarest = math.log(1 + articles / 0.5) / whole
        self._words: dict[str, dict[str, float]] = {}

    def __call__(self, key: str) -> float:
        """Of a key."""
        return self._known.get(key, self._rarest)

    def of_words(self, words: Iterable[tuple[str, float]], language: str) -> dict[str, float]:
        """The weight of each word of a language, times its rarity."""
        if language not in self._words:
            own, start = f"{language}:", len(language) + 1
            self._words[language] = {k[start:]: v for k, v in self._known.items() if k.startswith(own)}
        get, rarest = self._words[language].get, self._rarest
        return {word: weight * get(word, rarest) for word, weight in words}


def weighed(one: Features, rarity: Rarity) -> Weighed:
    """A report, its names, words and concepts weighed by how rare they are now."""
    words = rarity.of_words(one.words, one.tongue)
    return Weighed(
        features=one,
        names={name: rarity(name) * math.sqrt(min(count, 3)) for name, count in one.names},
        words=words,
        title={word: words.get(word, 0.0) for word in one.title},
        pairs=dict.fromkeys(one.pairs, 1.0),
        called=dict(one.called),
        numbers=dict(one.numbers),
        concepts={concept: rarity(concept) for concept in one.concepts},
    )


def evidence(mine: Weighed, theirs: Weighed, days: float, rarity: Rarity) -> dict[str, float]:
    """What speaks for and against one event, each about 0 to 1; `days` lie between both reports."""
    one, other = mine.features, theirs.features
    return {
        **(_of_words if one.tongue == other.tongue else _of_names)(mine, theirs),
        "concepts": _cosine(mine.concepts, theirs.concepts),
        **_of_figures(one, other, rarity),
        **_of_labels(one, other),
        "days": days / 5,
        **dict(_days(one.days, other.days)),
        "one tongue": float(one.tongue == other.tongue),
    }


def _of_names(mine: Weighed, theirs: Weighed) -> dict[str, float]:
    """What reports in two languages share: names, however they are spelled."""
    one, other = mine.names, theirs.names
    sides = _covered(one, other), _covered(other, one)
    shared = sum(min(weight, other[name], 1.0) for name, weight in one.items() if name in other)
    return {
        "names": _cosine(one, other),
        "names, one side": max(sides),
        "names, both sides": min(sides),
        "name weight": min(shared, 4.0) / 4,
    }


def _of_words(mine: Weighed, theirs: Weighed) -> dict[str, float]:
    """What only reports in one language can share."""
    titles = _covered(mine.title, theirs.words), _covered(theirs.title, mine.words)
    return {
        "words": _cosine(mine.words, theirs.words),
        "pairs": _cosine(mine.pairs, theirs.pairs),
        "called": _cosine(mine.called, theirs.called),
        "numbers": _cosine(mine.numbers, theirs.numbers),
        "title, one side": max(titles),
        "title, both sides": min(titles),
    }


def _of_figures(one: Features, other: Features, rarity: Rarity) -> dict[str, float]:
    shared = set(one.figures) & set(other.figures)
    fewer = min(sum(map(figure_weight, one.figures)), sum(map(figure_weight, other.figures)))
    return {
        "figures": min(sum(figure_weight(f) * rarity(f) for f in shared), 3.0) / 3,
        "figures, one side": sum(map(figure_weight, shared)) / fewer if fewer else 0.0,
        "other figures": float(fewer > 0 and not shared),
        "other periods": float(_apart(one.dated, other.dated)),
    }


def _of_labels(one: Features, other: Features) -> dict[str, float]:
    sectors, topics = set(one.sectors) & set(other.sectors), set(one.topics) & set(other.topics)
    stages = bool(one.stages and other.stages)
    return {
        "countries": _jaccard(one.countries, other.countries),
        "sectors": _jaccard(one.sectors, other.sectors),
        "topics": _jaccard(one.topics, other.topics),
        "sectors apart": float(bool(one.sectors and other.sectors) and not sectors),
        "topics apart": float(bool(one.topics and other.topics) and not topics),
        "other stage": float(stages and not one.stages & other.stages),
        "same stage": float(stages and bool(one.stages & other.stages)),
        "no country": float(not one.countries and not other.countries),
    }


def _cosine(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    dot = sum(weight * theirs[key] for key, weight in mine.items() if key in theirs)
    if not dot:
        return 0.0
    norms = math.sqrt(sum(w * w for w in mine.values()) * sum(w * w for w in theirs.values()))
    return dot / norms if norms else 0.0


def _covered(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """How much of the weight of one stands in the other."""
    whole = sum(weight * weight for weight in mine.values())
    return sum(weight * weight for key, weight in mine.items() if key in theirs) / whole if whole else 0.0


def _apart(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether figures of one unit speak of other periods in each."""
    units = [{told.split(" ", 1)[0] for told in side} for side in (mine, theirs)]
    return bool(units[0] & units[1]) and not set(mine) & set(theirs)


def _days(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Whether both leads name the same weekday, day, month and year, or others."""
    for kind in ("weekday", "day", "month", "year"):
        sides = [{name for name in side if name.startswith(f"{kind} ")} for side in (mine, theirs)]
        yield f"same {kind}", float(bool(sides[0] & sides[1]))
        yield f"other {kind}", float(all(sides) and not sides[0] & sides[1])


def _jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
