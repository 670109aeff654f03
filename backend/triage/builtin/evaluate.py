"""How good the built-in classifier is on tickets it has not seen.

Run from the backend's folder: `python -m triage.builtin.evaluate`. Every ticket is judged by a classifier
that was trained, calibrated and given its vocabulary without it and without its paraphrases.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage.figures import LabelFigures, confusion_table, label_figures, share

from .data import CATEGORIES, PRIORITIES, LabelledTicket, read_labelled_tickets
from .model import Judgement
from .training import grouped_folds, train

FOLDS = 5
SEEDS = (0, 1, 2)

Judged = tuple[LabelledTicket, Judgement]


@dataclass(frozen=True, slots=True)
class Figures:
    category: LabelFigures
    priority: LabelFigures


def cross_validate(tickets: Sequence[LabelledTicket], seeds: Sequence[int] = SEEDS) -> Figures:
    """Each seed deals the tickets into other folds; the figures are over all seeds together."""
    return figures(judged for seed in seeds for fold in judged_unseen(tickets, seed) for judged in fold)


def judged_unseen(
    tickets: Sequence[LabelledTicket],
    seed: int,
    learnable: Callable[[LabelledTicket], bool] = lambda ticket: True,
) -> Iterator[list[Judged]]:
    """Fold by fold, every ticket judged by what learnt from the learnable ones of the other folds.

    The folds depend on the tickets and the seed alone.
    """
    for others, held_out in grouped_folds(tickets, FOLDS, seed):
        classifier = train([tickets[row] for row in others if learnable(tickets[row])], "")
        yield [
            (tickets[row], classifier.classify(tickets[row].title, tickets[row].description))
            for row in held_out
        ]


def figures(judged: Iterable[Judged]) -> Figures:
    """Of at least one ticket."""
    truth, answers = zip(*judged, strict=True)
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
            ordered=True,
        ),
    )


def report(found: Figures, tickets: int, seeds: int) -> str:
    return "\n\n".join(
        [
            f"{tickets} labelled tickets, {FOLDS} grouped folds, {seeds} shuffles",
            _label_report("Category", CATEGORIES, found.category),
            _label_report("Priority", PRIORITIES, found.priority)
            + f"\n  within one step    {share(found.priority.within_one_step)}",
        ]
    )


def _label_report(name: str, labels: Sequence[str], found: LabelFigures) -> str:
    return (
        f"{confusion_table(name, labels, found.confusion)}\n"
        f"  macro-F1           {share(found.macro_f1)}\n"
        f"  accuracy           {share(found.accuracy)}\n"
        f"  calibration error  {share(found.calibration_error)}"
    )


def main() -> None:
    tickets = read_labelled_tickets()
    sys.stdout.write(report(cross_validate(tickets), len(tickets), len(SEEDS)) + "\n")


if __name__ == "__main__":
    main()
