"""Find *choice* items whose wording gives the best option away.

A small model that sees only surface features (`cue_features.py`) learns from all scenarios but one which options tend
to be best, and then guesses the best options of that one. In a fair bank it does no better than chance.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizzes.authoring.cue_features import FEATURES, Contrast, features
from quizzes.authoring.wording import plain

RIDGE = 30.0
"""How strongly weights are drawn towards 0. On the first edition, any value from 10 to 100 finds 36 items or more."""

_SAME = 1e-9
"""Scores that differ by less are equal: two options have the same features."""

_WORTH_NAMING = 0.2
"""The share of an item's evidence that a group of features must have to be named."""

type Matrix = list[list[float]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A *choice* item as the model sees it. ``best`` has the indexes of the best options."""

    scenario: str
    item: str
    options: tuple[str, ...]
    best: frozenset[int]


@dataclass(frozen=True, slots=True)
class Giveaway:
    """A *choice* item whose best option was guessed, and the features that led to it, the strongest first."""

    choice: Choice
    cues: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class CueReport:
    """What the model found in ``total`` items.

    ``chance`` is how many a blind guess finds on average. ``longest`` and ``shortest`` count the items in which one
    option is longer or shorter than all others, and is a best one.
    """

    giveaways: tuple[Giveaway, ...]
    total: int
    chance: float
    longest: int
    shortest: int

    @property
    def found(self) -> int:
        """How many best options were guessed."""
        return len(self.giveaways)


def find_cues(choices: Sequence[Choice]) -> CueReport:
    """Guess the best option of each item from the items of the other scenarios."""
    samples = [_Sample.of(choice) for choice in choices]
    whole = _Sums.of(samples)
    giveaways: list[Giveaway] = []
    for scenario in dict.fromkeys(choice.scenario for choice in choices):
        tested = [sample for sample in samples if sample.choice.scenario == scenario]
        weights = whole.without(_Sums.of(tested)).weights()
        giveaways += [Giveaway(each.choice, each.cues(weights)) for each in tested if each.is_guessed(weights)]
    return CueReport(
        giveaways=tuple(giveaways),
        total=len(choices),
        chance=sum(len(choice.best) / len(choice.options) for choice in choices),
        longest=sum(_extreme(choice, max) for choice in choices),
        shortest=sum(_extreme(choice, min) for choice in choices),
    )


@dataclass(frozen=True, slots=True)
class _Sample:
    """One item's features and grades, each less its mean over the item's options, so that only differences count."""

    choice: Choice
    rows: Matrix
    targets: list[float]

    @classmethod
    def of(cls, choice: Choice) -> "_Sample":
        rows = features(choice.options)
        count = len(rows)
        means = [sum(column) / count for column in zip(*rows, strict=True)]
        rows = [[value - mean for value, mean in zip(row, means, strict=True)] for row in rows]
        share = 1 / len(choice.best)
        targets = [(share if index in choice.best else 0.0) - 1 / count for index in range(count)]
        return cls(choice, rows, targets)

    def is_guessed(self, weights: Sequence[float]) -> bool:
        """Whether a best option scores higher than all others. If several score the same, nothing was given away."""
        scores = [_product(row, weights) for row in self.rows]
        top = {index for index, score in enumerate(scores) if score > max(scores) - _SAME}
        return top <= self.choice.best

    def cues(self, weights: Sequence[float]) -> tuple[Contrast, ...]:
        """Return the groups of features that favour the best options, at most three."""
        best = [self.rows[index] for index in sorted(self.choice.best)]
        evidence: dict[str, float] = dict.fromkeys(FEATURES, 0.0)
        for index, group in enumerate(FEATURES):
            evidence[group] += weights[index] * sum(row[index] for row in best)
        total = sum(value for value in evidence.values() if value > 0)
        strongest = sorted(evidence, key=lambda group: -evidence[group])[:3]
        named = [group for group in strongest if evidence[group] > _WORTH_NAMING * total]
        return tuple(Contrast(group, self.choice.options, self.choice.best) for group in named or strongest[:1])


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a least-squares fit needs of its samples: products of features, and of features and targets, summed."""

    squares: Matrix
    products: list[float]

    @classmethod
    def of(cls, samples: Sequence[_Sample]) -> "_Sums":
        size = len(FEATURES)
        sums = cls([[0.0] * size for _ in range(size)], [0.0] * size)
        for sample in samples:
            for row, target in zip(sample.rows, sample.targets, strict=True):
                for index, value in enumerate(row):
                    if value:
                        sums.products[index] += value * target
                        squares = sums.squares[index]
                        sums.squares[index] = [old + value * other for old, other in zip(squares, row, strict=True)]
        return sums

    def without(self, part: "_Sums") -> "_Sums":
        """Return the sums of all samples but those in ``part``."""
        pairs = zip(self.squares, part.squares, strict=True)
        return _Sums([_difference(whole, less) for whole, less in pairs], _difference(self.products, part.products))

    def weights(self) -> list[float]:
        """Return the weights of the features: the ridge regression, solved by elimination."""
        size = len(self.products)
        rows = [[*row, product] for row, product in zip(self.squares, self.products, strict=True)]
        for pivot in range(size):
            rows[pivot][pivot] += RIDGE
        for pivot in range(size):  # no row needs exchanging: with the ridge, the matrix is positive definite
            top = rows[pivot]
            for index in range(pivot + 1, size):
                if factor := rows[index][pivot] / top[pivot]:
                    row = rows[index]
                    row[pivot:] = [
                        value - factor * above for value, above in zip(row[pivot:], top[pivot:], strict=True)
                    ]
        weights = [0.0] * size
        for pivot in reversed(range(size)):
            known = _product(rows[pivot][pivot + 1 : size], weights[pivot + 1 :])
            weights[pivot] = (rows[pivot][size] - known) / rows[pivot][pivot]
        return weights


def _product(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(one * other for one, other in zip(left, right, strict=True))


def _difference(whole: Sequence[float], less: Sequence[float]) -> list[float]:
    return [one - other for one, other in zip(whole, less, strict=True)]


def _extreme(choice: Choice, extreme: Callable[[list[int]], int]) -> bool:
    """Whether a best option is the longest or shortest of its item, and no other option is as long."""
    lengths = [len(plain(option)) for option in choice.options]
    length = extreme(lengths)
    return lengths.count(length) == 1 and lengths.index(length) in choice.best
