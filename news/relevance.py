"""How much a report is about what was asked: how often it says it, how early, and in what words.

The base is BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009). What the weights are
worth is measured by tests/news/evals_search.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from news.needs import All, Need, No, Run, Some, Start, Term, Token
from news.text import terms

K = 1.2  # how soon saying a word once more stops to count
B = 0.2  # how much a long report is held back: news that is told at length is not less about its subject
TITLE = 2.0  # what a word of the title counts, one of the text being 1
EARLY = 1.0  # what a word gains that stands at the very beginning
LEAD = 200.0  # characters of the text after which it gains half of that
CONCEPT, KIND = 0.1, 0.3  # other names of the thing and kinds of it, in words of the text
TOGETHER = 0.3  # what words gain that were asked for side by side and stand so
EXACT = 1.5  # what a word counts more that stands there as it was asked for: trade, not trading


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was asked for."""

    literal: str  # its terms as they stand in a padded row of terms: " natur gas "; "" where tokens alone ask
    tokens: tuple[tuple[str, float], ...]  # what stands for it as well, padded, with what that counts
    need: Term | Run | Start | Token  # what it asks of the index: tells how rare it is

    def otherwise(self, tokens: str, flat: float) -> float:
        """What counts where the word itself does not stand."""
        held = f" {tokens} "
        return sum(counts / (counts + flat) for token, counts in self.tokens if token in held)


def parts(need: Need) -> Iterator[Part]:
    """What was asked for, thing by thing; what was not wanted says nothing about an answer."""
    match need:
        case Term() | Run() | Start() | Token():
            yield from _alternatives((need,))
        case Some(several):
            yield from _alternatives([one for one in several if isinstance(one, Term | Run | Start | Token)])
            for one in several:
                if isinstance(one, All | Some):
                    yield from parts(one)
        case All(several):
            for one in several:
                yield from parts(one)
        case No():
            return


def _alternatives(several: Sequence[Term | Run | Start | Token]) -> Iterator[Part]:
    """Words each for itself; tokens are other names of the first."""
    tokens = tuple(_weighed(one) for one in several if isinstance(one, Token))
    said = [one for one in several if not isinstance(one, Token)]
    for one in said:
        yield Part(_literal(one), tokens if one is said[0] else (), one)
    if tokens and not said:
        yield Part("", tokens, several[0])


def _weighed(one: Token) -> tuple[str, float]:
    return f" {one.token} ", KIND if one.token.startswith("kind:") else CONCEPT


def _literal(need: Term | Run | Start) -> str:
    match need:
        case Term(term):
            return f" {term} "
        case Run(several):
            return f" {' '.join(several)} "
        case Start(prefix):
            return f" {prefix}"


def neighbours(need: Need) -> Iterator[str]:
    """Pairs of words that were asked for one after the other, as they would stand in a row of terms."""
    if isinstance(need, All | Some):
        for one in need.parts:
            yield from neighbours(one)
    if isinstance(need, All):
        words = [next((leaf.literal for leaf in parts(one) if leaf.literal), "") for one in need.parts]
        yield from (f"{a.rstrip()}{b}" for a, b in pairwise(words) if a and b)


@dataclass(frozen=True, slots=True)
class Relevance:
    """What was asked, laid out for asking many reports."""

    asked: Sequence[tuple[float, Part]]  # each with its weight: the rarer, the heavier
    mean: float  # usual length of a report in terms, and one
    beside: Sequence[str] = ()  # words that were asked for side by side

    def of(self, title: str, text: str, tokens: str, words: int) -> float:
        """Relevance of a report by the terms of its title and text, its tokens, and its length in terms."""
        said, border = f" {title} | {text} ", len(title) + 2
        flat = self._flat(words)
        score = 0.0
        for weight, part in self.asked:
            place = said.find(part.literal) if part.literal else -1
            if place >= border:
                often: float = said.count(part.literal, place)
                score += weight * often / (often + flat) * (1 + EARLY / (1 + (place - border) / LEAD))
            elif place >= 0:
                often = said.count(part.literal, place) + (TITLE - 1) * said.count(
                    part.literal, place, border
                )
                score += weight * often / (often + flat) * (1 + EARLY)
            elif part.tokens:
                score += weight * part.otherwise(tokens, flat)
        return score * (K + 1)

    def together(self, title: str, text: str) -> float:
        """What it counts that words which were asked for side by side stand so."""
        said = f" {title} | {text} "
        return 1 + TOGETHER * sum(pair in said for pair in self.beside) / max(1, len(self.beside))

    def exactly(self, said: Mapping[str, float], title: str, text: str, words: int) -> float:
        """What it adds that the report, in its own letters, says the very words; `said` has their weights."""
        title, text = title.casefold(), text.casefold()
        flat = self._flat(words)
        score = 0.0
        for word, weight in said.items():
            if count := TITLE * _times(word, title) + _times(word, text):
                score += weight * count / (count + flat)
        return EXACT * score * (K + 1)

    def spellings(self, said: Sequence[str]) -> dict[str, float]:
        """The words as they were said, in small letters, with the weights of the parts that they are."""
        weights = {part.literal: weight for weight, part in self.asked}
        literals = {" ".join(one.casefold().split()): f" {' '.join(terms(one))} " for one in said}
        return {word: weights[literal] for word, literal in literals.items() if literal in weights}

    def _flat(self, words: int) -> float:
        """BM25's k for a report of this length."""
        return K * (1 - B + B * (words + 1) / self.mean)


def _times(word: str, text: str) -> int:
    """How often the word stands in the text, not inside another."""
    count, at = 0, text.find(word)
    while at >= 0:
        end = at + len(word)
        count += not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
        at = text.find(word, end)
    return count
