"""How good the built-in classifier is on tickets it has not seen.

Run from the backend's folder: `python -m triage.builtin.evaluate`. Every ticket is judged by a classifier
that was trained, calibrated and given its vocabulary without it and without its paraphrases.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .data import CATEGORIES, PRIORITIES, LabelledTicket, read_labelled_tickets
from .model import BuiltinClassifier, Judgement, grouped_folds

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 5
SEEDS = (0, 1, 2)
_BINS = 10


@dataclass(frozen=True, slots=True)
class LabelFigures:
    accuracy: float
    macro_f1: float
    within_one_step: float
    calibration_error: float  # ECE over 10 equal bins of confidence
    confusion: list[list[int]]  # rows: the true label, columns: the answer


@dataclass(frozen=True, slots=True)
class Figures:
    category: LabelFigures
    priority: LabelFigures


def cross_validate(tickets: Sequence[LabelledTicket], seeds: Sequence[int] = SEEDS) -> Figures:
    """Each seed deals the tickets into folds anew; the figures are over all seeds together."""
    truth: list[LabelledTicket] = []
    answers: list[Judgement] = []
    for seed in seeds:
        for train, test in _folds(tickets, seed):
            classifier = BuiltinClassifier.train([tickets[row] for row in train])
            truth += [tickets[row] for row in test]
            answers += [classifier.classify(tickets[row].title, tickets[row].description) for row in test]
    return figures(truth, answers)


def figures(truth: Sequence[LabelledTicket], answers: Sequence[Judgement]) -> Figures:
    return Figures(
        category=label_figures(
            CATEGORIES,
            [ticket.category for ticket in truth],
            [answer.category for answer in answers],
            [answer.category_confidence for answer in answers],
        ),
        priority=label_figures(
            PRIORITIES,
            [ticket.priority for ticket in truth],
            [answer.priority for answer in answers],
            [answer.priority_confidence for answer in answers],
        ),
    )


def label_figures(
    labels: Sequence[str], truth: Sequence[str], answers: Sequence[str], confidences: Sequence[float]
) -> LabelFigures:
    import numpy as np

    confusion = np.zeros((len(labels), len(labels)), dtype=int)
    for true, answer in zip(truth, answers, strict=True):
        confusion[labels.index(true), labels.index(answer)] += 1
    right = np.array([true == answer for true, answer in zip(truth, answers, strict=True)])
    steps = np.abs(np.subtract.outer(np.arange(len(labels)), np.arange(len(labels))))
    return LabelFigures(
        accuracy=float(right.mean()),
        macro_f1=_macro_f1(confusion),
        within_one_step=float(confusion[steps <= 1].sum() / confusion.sum()),
        calibration_error=_calibration_error(np.asarray(confidences), right),
        confusion=confusion.tolist(),
    )


def _folds(tickets: Sequence[LabelledTicket], seed: int) -> list[tuple["NDArray[Any]", "NDArray[Any]"]]:
    import numpy as np

    both_labels = [
        CATEGORIES.index(ticket.category) * len(PRIORITIES) + PRIORITIES.index(ticket.priority)
        for ticket in tickets
    ]
    return grouped_folds(np.array(both_labels), [ticket.group for ticket in tickets], FOLDS, seed)


def _macro_f1(confusion: "NDArray[Any]") -> float:
    occurrences = confusion.sum(axis=0) + confusion.sum(axis=1)
    return float((2 * confusion.diagonal() / occurrences.clip(min=1)).mean())


def _calibration_error(confidences: "NDArray[Any]", right: "NDArray[Any]") -> float:
    bins = (confidences * _BINS).astype(int).clip(max=_BINS - 1)
    gaps = [
        abs(confidences[bins == number].mean() - right[bins == number].mean()) * (bins == number).mean()
        for number in range(_BINS)
        if (bins == number).any()
    ]
    return float(sum(gaps))


def report(found: Figures, tickets: int, seeds: int) -> str:
    return "\n\n".join(
        [
            f"{tickets} labelled tickets, {FOLDS} grouped folds, {seeds} shuffles",
            _label_report("Category", CATEGORIES, found.category),
            _label_report("Priority", PRIORITIES, found.priority)
            + f"\n  within one step    {found.priority.within_one_step:.3f}",
        ]
    )


def _label_report(name: str, labels: Sequence[str], found: LabelFigures) -> str:
    width = max(map(len, labels)) + 2
    header = " " * width + "".join(label.rjust(width) for label in labels)
    rows = [
        label.ljust(width) + "".join(str(count).rjust(width) for count in counts)
        for label, counts in zip(labels, found.confusion, strict=True)
    ]
    table = "\n".join(f"  {line}".rstrip() for line in [header, *rows])
    return (
        f"{name} (rows: labelled, columns: answered)\n{table}\n"
        f"  macro-F1           {found.macro_f1:.3f}\n"
        f"  accuracy           {found.accuracy:.3f}\n"
        f"  calibration error  {found.calibration_error:.3f}"
    )


def main() -> None:
    tickets = read_labelled_tickets()
    sys.stdout.write(report(cross_validate(tickets), len(tickets), len(SEEDS)) + "\n")


if __name__ == "__main__":
    main()
