"""Whether learning from a team's tickets makes the classifier at least as good as the one in use.

Like training.py this needs scikit-learn: for programs that train, not for what answers.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from .data import LabelledTicket
from .evaluate import FOLDS, Figures, Judged, figures, judged_unseen

STEPS = 2 * FOLDS
_SEED = 0


@dataclass(frozen=True, slots=True)
class Change:
    """Figures of what is in use, and of what would take its place, over the same tickets."""

    before: Figures
    after: Figures

    @property
    def at_least_as_good(self) -> bool:
        return mean_macro_f1(self.after) >= mean_macro_f1(self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    of_all: over the shipped tickets and the team's own.
    of_team: over the team's own alone.
    """

    of_all: Change
    of_team: Change

    @property
    def at_least_as_good(self) -> bool:
        return self.of_all.at_least_as_good and self.of_team.at_least_as_good


def mean_macro_f1(found: Figures) -> float:
    """One number for both labels."""
    return (found.category.macro_f1 + found.priority.macro_f1) / 2


def compare(
    tickets: Sequence[LabelledTicket], known: Container[str], advance: Callable[[int], object]
) -> Comparison:
    """Cross-validate both on the same folds: each ticket is judged by what has not seen it.

    tickets: shipped ones and the team's, at least one of these.
    known: ids of the team's tickets from which the one in use has learnt.
    advance: called with 1 after each of STEPS.
    """

    def in_use(ticket: LabelledTicket) -> bool:
        return not ticket.by_team or ticket.id in known

    before = list(_counted(judged_unseen(tickets, _SEED, in_use), advance))
    after = list(_counted(judged_unseen(tickets, _SEED), advance))
    return Comparison(
        of_all=Change(figures(before), figures(after)),
        of_team=Change(figures(_of_team(before)), figures(_of_team(after))),
    )


def _counted(folds: Iterator[Sequence[Judged]], advance: Callable[[int], object]) -> Iterator[Judged]:
    for fold in folds:
        yield from fold
        advance(1)


def _of_team(judged: Sequence[Judged]) -> Iterator[Judged]:
    return (one for one in judged if one[0].by_team)
