"""The built-in classifier: a linear text model with calibrated probabilities, in plain Python.

A text has some hundred known terms, which is too little work for a library to pay for its 15 MB in every
process. training.py makes a classifier, stored.py keeps it.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from operator import mul

from .data import CATEGORIES, PRIORITIES
from .features import features

# Scores and weights stand side by side: those of the categories first, then those of the priorities.
OUTPUTS = len(CATEGORIES) + len(PRIORITIES)


@dataclass(frozen=True, slots=True)
class Judgement:
    category: str
    priority: str
    category_confidence: float  # calibrated probability that the label is right, 0 to 1
    priority_confidence: float


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, or parts of words, weighed by tf-idf: how often they stand in the text, and how rare they are.

    positions: where a term stands in `rarity` and in each of `weights`, of which there are OUTPUTS.
    """

    positions: Mapping[str, int]
    rarity: "array[float]"
    weights: "Sequence[array[float]]"

    def scores(self, terms: Iterable[str]) -> list[float]:
        """What the terms that are known say for each label, however long the text is."""
        known = {
            self.positions[term]: count for term, count in Counter(terms).items() if term in self.positions
        }
        values = [(1 + log(count)) * self.rarity[position] for position, count in known.items()]
        length = sqrt(sum(map(mul, values, values))) or 1
        return [sum(map(mul, values, map(weight.__getitem__, known))) / length for weight in self.weights]


@dataclass(frozen=True, slots=True)
class BuiltinClassifier:
    """
    name: changes whenever the training tickets or the code do.
    cues: OUTPUTS weights by the name of a cue.
    bias: OUTPUTS.
    category_sharpness, priority_sharpness: the inverse temperatures that turn scores into probabilities.
    """

    name: str
    words: Terms
    parts: Terms
    cues: Mapping[str, Sequence[float]]
    bias: Sequence[float]
    category_sharpness: float
    priority_sharpness: float

    def classify(self, title: str, description: str) -> Judgement:
        categories, priorities = self.probabilities(title, description)
        category = categories.index(max(categories))
        priority = least_costly_step(priorities)
        return Judgement(
            CATEGORIES[category], PRIORITIES[priority], categories[category], priorities[priority]
        )

    def probabilities(self, title: str, description: str) -> tuple[list[float], list[float]]:
        """In the order of CATEGORIES and of PRIORITIES."""
        scores = self.scores(ticket_text(title, description))
        categories, priorities = scores[: len(CATEGORIES)], scores[len(CATEGORIES) :]
        return softmax(categories, self.category_sharpness), softmax(priorities, self.priority_sharpness)

    def scores(self, text: str) -> list[float]:
        """Distances to the SVMs' planes: OUTPUTS."""
        found = features(text)
        shares = [self.bias, self.words.scores(found.words), self.parts.scores(found.parts)]
        shares += [
            [value * weight for weight in self.cues[cue]]
            for cue, value in found.cues.items()
            if cue in self.cues
        ]
        return [sum(column) for column in zip(*shares, strict=True)]


def ticket_text(title: str, description: str) -> str:
    return f"{title}\n{description}"


def least_costly_step(probabilities: Sequence[float]) -> int:
    """The priority with the smallest expected cost, where being n steps off costs the square root of n.

    Between the most probable step and the median: nearly as often right as the first, and less often far off.
    """
    steps = range(len(probabilities))
    return min(
        steps, key=lambda chosen: sum(sqrt(abs(step - chosen)) * probabilities[step] for step in steps)
    )


def softmax(scores: Sequence[float], sharpness: float) -> list[float]:
    powers = [exp(sharpness * (score - max(scores))) for score in scores]
    return [power / sum(powers) for power in powers]
