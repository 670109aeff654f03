"""The built-in classifier: a linear text model with calibrated probabilities, trained in a second or two.

It is trained when a process first needs it, from the labelled tickets beside this file: nothing is pickled,
so there is no stored model to go stale or to be tampered with.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from math import exp
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from .cues import WORDS
from .data import CATEGORIES, PRIORITIES, LabelledTicket, read_labelled_tickets
from .features import VERSION, TicketFeatures

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Probabilities = NDArray[Any]
    Folds = list[tuple[NDArray[Any], NDArray[Any]]]

_REGULARISATION = 0.3
# One temperature needs no more, and each fold costs every process that starts a third of a second.
_CALIBRATION_FOLDS = 3
# Finer steps change no answer worth having.
_TOLERANCE = 1e-2
_SEED = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    category: str
    priority: str
    category_confidence: float  # calibrated probability that the label is right, 0 to 1
    priority_confidence: float


class BuiltinClassifier:
    def __init__(
        self, name: str, features: TicketFeatures, category: "LabelModel", priority: "LabelModel"
    ) -> None:
        self._name = name
        self._features = features
        self._category = category
        self._priority = priority

    @property
    def name(self) -> str:
        """Changes whenever the training tickets or the features do."""
        return self._name

    @classmethod
    def train(cls, rows: Sequence[LabelledTicket]) -> Self:
        """The same tickets, in whatever order, give the same classifier."""
        rows = sorted(rows, key=lambda row: row.id)
        texts = [ticket_text(row.title, row.description) for row in rows]
        groups = [row.group for row in rows]
        features, matrix = TicketFeatures.learn(texts)
        folds = grouped_folds(both_labels(rows), groups, _CALIBRATION_FOLDS, _SEED)
        category = LabelModel.train(matrix, [CATEGORIES.index(row.category) for row in rows], folds)
        priority = LabelModel.train(matrix, [PRIORITIES.index(row.priority) for row in rows], folds)
        return cls(f"builtin-{_fingerprint(rows)}", features, category, priority)

    def classify(self, title: str, description: str) -> Judgement:
        categories, priorities = self.probabilities(title, description)
        category = int(categories.argmax())
        priority = least_costly_step(priorities)
        return Judgement(
            CATEGORIES[category],
            PRIORITIES[priority],
            float(categories[category]),
            float(priorities[priority]),
        )

    def probabilities(self, title: str, description: str) -> tuple["Probabilities", "Probabilities"]:
        """In the order of CATEGORIES and of PRIORITIES."""
        row = self._features.matrix([ticket_text(title, description)])
        return self._category.probabilities(row)[0], self._priority.probabilities(row)[0]


class LabelModel:
    """A linear SVM whose scores a single temperature turns into probabilities.

    The temperature is fitted on scores of tickets that the scoring model had not seen. One parameter cannot
    overfit a few hundred tickets, which isotonic or per-class calibration would.
    """

    def __init__(self, weights: "NDArray[Any]", bias: "NDArray[Any]", sharpness: float) -> None:
        self._weights = weights
        self._bias = bias
        self._sharpness = sharpness

    @classmethod
    def train(cls, matrix: "csr_matrix", labels: Sequence[int], folds: "Folds") -> Self:
        import numpy as np

        targets = np.asarray(labels)
        unseen = np.zeros((len(targets), int(targets.max()) + 1))
        for train, test in folds:
            unseen[test] = _linear_svm(matrix[train], targets[train]).decision_function(matrix[test])
        svm = _linear_svm(matrix, targets)
        weights = svm.coef_.T.astype(np.float32)
        return cls(weights, svm.intercept_, _best_sharpness(unseen, targets))

    def probabilities(self, matrix: "csr_matrix") -> "Probabilities":
        from scipy.special import softmax

        scores = matrix @ self._weights + self._bias
        return softmax(scores * self._sharpness, axis=1)  # type: ignore[no-any-return]


def ticket_text(title: str, description: str) -> str:
    return f"{title}\n{description}"


def least_costly_step(probabilities: "Probabilities") -> int:
    """The priority with the smallest expected cost, where being n steps off costs the square root of n.

    Between the most probable step and the median: nearly as often right as the first, and less often far off.
    """
    import numpy as np

    steps = np.arange(len(probabilities))
    return int((np.sqrt(np.abs(steps[:, None] - steps)) @ probabilities).argmin())


def both_labels(rows: Sequence[LabelledTicket]) -> "NDArray[Any]":
    """One number for each pair of a category and a priority."""
    import numpy as np

    return np.array(
        [CATEGORIES.index(row.category) * len(PRIORITIES) + PRIORITIES.index(row.priority) for row in rows]
    )


def grouped_folds(labels: "NDArray[Any]", groups: Sequence[str], folds: int, seed: int) -> "Folds":
    """Rows to train on and rows to test on: every label in each fold, no group in two."""
    from sklearn.model_selection import StratifiedGroupKFold

    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    return list(splitter.split(labels, labels, groups))


def _linear_svm(matrix: "csr_matrix", targets: "NDArray[Any]") -> Any:
    from sklearn.svm import LinearSVC

    svm = LinearSVC(C=_REGULARISATION, class_weight="balanced", tol=_TOLERANCE, random_state=_SEED)
    return svm.fit(matrix, targets)


def _best_sharpness(scores: "NDArray[Any]", targets: "NDArray[Any]") -> float:
    """The inverse temperature with the smallest log loss."""
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    def log_loss(log_sharpness: float) -> float:
        log_probabilities = log_softmax(scores * exp(log_sharpness), axis=1)
        return -float(log_probabilities[range(len(targets)), targets].mean())

    return exp(minimize_scalar(log_loss, bounds=(-3, 4), method="bounded").x)


def _fingerprint(rows: Sequence[LabelledTicket]) -> str:
    learnt_from = repr([VERSION, WORDS.read_text(encoding="utf-8"), *map(astuple, rows)])
    return hashlib.sha256(learnt_from.encode("utf-8", "replace")).hexdigest()[:8]


_loading = Lock()


def load() -> BuiltinClassifier:
    """The classifier trained from the shipped tickets: slow on the first call of a process only."""
    with _loading:
        return _shipped()


@cache
def _shipped() -> BuiltinClassifier:
    return BuiltinClassifier.train(read_labelled_tickets())
