"""Make a classifier from labelled tickets: seconds of one core, and 150 MB for scikit-learn.

So nothing that answers imports this file: a process of its own does, and gives the memory back.
Run as a program it trains from the shipped tickets and writes the classifier to its standard output.
"""

import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from .data import CATEGORIES, PRIORITIES, LabelledTicket, read_labelled_tickets
from .features import Features, features
from .fingerprint import shipped_name
from .model import BuiltinClassifier, Terms, ticket_text
from .stored import to_bytes

Numbers: TypeAlias = NDArray[Any]
Folds: TypeAlias = list[tuple[Numbers, Numbers]]

_REGULARISATION = 0.3
_CUE_WEIGHT = 0.2
# A part of a word that stands in one ticket only carries noise.
_LEAST_TICKETS = {"words": 1, "parts": 2}
# What stands only in a team's own tickets is learnt from this many on, which keeps most names out.
_LEAST_TICKETS_OF_TEAM = 3
# One temperature needs no more.
_CALIBRATION_FOLDS = 3
# Finer steps change no answer worth having.
_TOLERANCE = 1e-2
_SEED = 0


def train(tickets: Sequence[LabelledTicket], name: str) -> BuiltinClassifier:
    """The same tickets, in whatever order, give the same classifier."""
    tickets = sorted(tickets, key=lambda ticket: ticket.id)
    seen = [features(ticket_text(ticket.title, ticket.description)) for ticket in tickets]
    space = FeatureSpace(seen, [ticket.by_team for ticket in tickets])
    matrix = space.matrix(seen)
    folds = grouped_folds(tickets, _CALIBRATION_FOLDS, _SEED)
    category = _fit(matrix, [CATEGORIES.index(ticket.category) for ticket in tickets], folds)
    priority = _fit(matrix, [PRIORITIES.index(ticket.priority) for ticket in tickets], folds)
    return _assembled(name, space, category, priority)


class FeatureSpace:
    """scikit-learn's idea of the features, with vocabulary and rarity from the training tickets alone."""

    def __init__(self, seen: Sequence[Features], by_team: Sequence[bool]) -> None:
        self.counters = {
            kind: CountVectorizer(
                analyzer=list, vocabulary=_vocabulary(kind, seen, by_team), dtype=np.float32
            )
            for kind in _LEAST_TICKETS
        }
        self.rarities = {
            kind: TfidfTransformer(sublinear_tf=True).fit(
                counter.transform([getattr(one, kind) for one in seen])
            )
            for kind, counter in self.counters.items()
        }
        self.cues = DictVectorizer(dtype=np.float32).fit([one.cues for one in seen])

    def matrix(self, seen: Sequence[Features]) -> csr_matrix:
        """One row per text: words, parts, cues."""
        blocks = [
            self.rarities[kind].transform(counter.transform([getattr(one, kind) for one in seen]))
            for kind, counter in self.counters.items()
        ]
        cues = self.cues.transform([one.cues for one in seen])
        return hstack([*blocks, cues * _CUE_WEIGHT], format="csr")


def _vocabulary(kind: str, seen: Sequence[Features], by_team: Sequence[bool]) -> list[str]:
    shipped: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for one, of_team in zip(seen, by_team, strict=True):
        terms = set(getattr(one, kind))
        everywhere.update(terms)
        if not of_team:
            shipped.update(terms)
    return sorted(
        term
        for term, tickets in everywhere.items()
        if shipped[term] >= _LEAST_TICKETS[kind] or tickets >= _LEAST_TICKETS_OF_TEAM
    )


@dataclass(frozen=True, slots=True)
class LabelModel:
    """A linear SVM, one against the rest, and what turns its scores into probabilities.

    weights: features x labels. bias: labels.
    """

    weights: Numbers
    bias: Numbers
    sharpness: float


def _fit(matrix: csr_matrix, labels: Sequence[int], folds: Folds) -> LabelModel:
    """The temperature is fitted on scores of tickets that the scoring model had not seen.

    One parameter cannot overfit a few hundred tickets, which isotonic or per-class calibration would.
    """
    targets = np.asarray(labels)
    unseen = np.zeros((len(targets), int(targets.max()) + 1))
    for train, test in folds:
        unseen[test] = _linear_svm(matrix[train], targets[train]).decision_function(matrix[test])
    svm = _linear_svm(matrix, targets)
    return LabelModel(svm.coef_.T.astype(np.float32), svm.intercept_, _best_sharpness(unseen, targets))


def _linear_svm(matrix: csr_matrix, targets: Numbers) -> Any:
    svm = LinearSVC(C=_REGULARISATION, class_weight="balanced", tol=_TOLERANCE, random_state=_SEED)
    return svm.fit(matrix, targets)


def _best_sharpness(scores: Numbers, targets: Numbers) -> float:
    """The inverse temperature with the smallest log loss."""

    def log_loss(log_sharpness: float) -> float:
        log_probabilities = log_softmax(scores * exp(log_sharpness), axis=1)
        return -float(log_probabilities[range(len(targets)), targets].mean())

    return exp(minimize_scalar(log_loss, bounds=(-3, 4), method="bounded").x)


def _assembled(
    name: str, space: FeatureSpace, category: LabelModel, priority: LabelModel
) -> BuiltinClassifier:
    weights = np.hstack([category.weights, priority.weights])
    terms, start = {}, 0
    for kind, counter in space.counters.items():
        vocabulary = counter.get_feature_names_out()
        end = start + len(vocabulary)
        terms[kind] = Terms(
            positions={str(term): position for position, term in enumerate(vocabulary)},
            rarity=array("f", space.rarities[kind].idf_),
            weights=[array("f", column) for column in weights[start:end].T],
        )
        start = end
    of_cues = (weights[start:] * _CUE_WEIGHT).tolist()
    return BuiltinClassifier(
        name=name,
        words=terms["words"],
        parts=terms["parts"],
        cues=dict(zip(space.cues.feature_names_, of_cues, strict=True)),
        bias=[*category.bias.tolist(), *priority.bias.tolist()],
        category_sharpness=category.sharpness,
        priority_sharpness=priority.sharpness,
    )


def grouped_folds(tickets: Sequence[LabelledTicket], folds: int, seed: int) -> Folds:
    """Rows to train on and rows to test on: every pair of labels in each fold, no group in two."""
    pairs = [
        CATEGORIES.index(ticket.category) * len(PRIORITIES) + PRIORITIES.index(ticket.priority)
        for ticket in tickets
    ]
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    return list(splitter.split(pairs, pairs, [ticket.group for ticket in tickets]))


if __name__ == "__main__":
    sys.stdout.buffer.write(to_bytes(train(read_labelled_tickets(), shipped_name())))
