"""A logistic model fitted by plain gradient descent: a few thousand examples, a few dozen weights."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 1500
RATE = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """What was seen, whether it was so, and how much the example counts."""

    seen: dict[str, float]
    true: bool
    counts: float = 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing seen is worth."""

    bias: float
    of: dict[str, float]

    def probability(self, seen: dict[str, float]) -> float:
        """How likely it is so."""
        total = self.bias + sum(self.of.get(name, 0.0) * value for name, value in seen.items())
        return 1 / (1 + math.exp(-total))


def fit(examples: Sequence[Example], pull: float) -> Weights:
    """The weights that make the examples likeliest, pulled towards zero by as much as `pull` examples."""
    names = sorted({name for one in examples for name, value in one.seen.items() if value})
    place = {name: number for number, name in enumerate(names, 1)}
    inputs = [
        (one, [(0, 1.0), *((place[name], value) for name, value in one.seen.items() if value)])
        for one in examples
    ]
    held, squares = [0.0] * (1 + len(names)), [1e-8] * (1 + len(names))
    for _ in range(ROUNDS):
        slope = [pull * weight if number else 0.0 for number, weight in enumerate(held)]
        for one, values in inputs:
            total = sum(held[number] * value for number, value in values)
            error = one.counts * (1 / (1 + math.exp(-total)) - one.true)
            for number, value in values:
                slope[number] += error * value
        for number, value in enumerate(slope):
            squares[number] += value * value
            held[number] -= RATE * value / math.sqrt(squares[number])
    return Weights(held[0], {name: held[place[name]] for name in names})
