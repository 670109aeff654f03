"""How good answers are, against labels known to be right: counting, and nothing of Django.

numpy is imported when something is counted, not before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BINS = 10


@dataclass(frozen=True, slots=True)
class LabelFigures:
    accuracy: float
    macro_f1: float
    within_one_step: float | None  # None where the labels have no order
    calibration_error: float | None  # ECE over 10 equal bins of confidence; None where no answer had one
    confusion: list[list[int]]  # rows: the true label, columns: the answer


def label_figures(
    labels: Sequence[str],
    truth: Sequence[str],
    answers: Sequence[str],
    confidences: Sequence[float | None],
    *,
    ordered: bool = False,
) -> LabelFigures:
    """Of at least one answer. `ordered`: the labels are steps, from the lowest to the highest."""
    import numpy as np

    confusion = np.zeros((len(labels), len(labels)), dtype=int)
    for true, answer in zip(truth, answers, strict=True):
        confusion[labels.index(true), labels.index(answer)] += 1
    right = np.array([true == answer for true, answer in zip(truth, answers, strict=True)])
    sure = np.array([confidence is not None for confidence in confidences])
    given = np.array([confidence for confidence in confidences if confidence is not None])
    steps = np.abs(np.subtract.outer(np.arange(len(labels)), np.arange(len(labels))))
    return LabelFigures(
        accuracy=float(right.mean()),
        macro_f1=_macro_f1(confusion),
        within_one_step=float(confusion[steps <= 1].sum() / confusion.sum()) if ordered else None,
        calibration_error=_calibration_error(given, right[sure]) if len(given) else None,
        confusion=confusion.tolist(),
    )


def _macro_f1(confusion: "NDArray[Any]") -> float:
    """Over the labels that occur, as truth or as answer."""
    occurrences = confusion.sum(axis=0) + confusion.sum(axis=1)
    seen = occurrences > 0
    return float((2 * confusion.diagonal()[seen] / occurrences[seen]).mean())


def _calibration_error(confidences: "NDArray[Any]", right: "NDArray[Any]") -> float:
    bins = (confidences * _BINS).astype(int).clip(max=_BINS - 1)
    gaps = [
        abs(confidences[bins == number].mean() - right[bins == number].mean()) * (bins == number).mean()
        for number in range(_BINS)
        if (bins == number).any()
    ]
    return float(sum(gaps))


def confusion_table(name: str, labels: Sequence[str], confusion: Sequence[Sequence[int]]) -> str:
    width = max(map(len, labels)) + 2
    header = " " * width + "".join(label.rjust(width) for label in labels)
    rows = [
        label.ljust(width) + "".join(str(count).rjust(width) for count in counts)
        for label, counts in zip(labels, confusion, strict=True)
    ]
    table = "\n".join(f"  {line}".rstrip() for line in [header, *rows])
    return f"{name} (rows: labelled, columns: answered)\n{table}"


def share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
