"""Whether learning from a team's tickets was for the better."""

from dataclasses import replace

import pytest

from triage.builtin import LabelledTicket, read_labelled_tickets
from triage.builtin.comparison import STEPS, Change, Comparison, compare
from triage.builtin.evaluate import Figures
from triage.figures import LabelFigures


def shipped() -> list[LabelledTicket]:
    return read_labelled_tickets()[::8]


def team() -> list[LabelledTicket]:
    """Of a team with words and rules of its own."""
    row = replace(shipped()[0], title="", category="account", priority="critical", by_team=True)
    return [
        replace(row, id=f"{number}", group=f"team {number}", description=f"Frobnicator {number} hums")
        for number in range(10)
    ]


def test_sees_that_the_teams_own_tickets_help() -> None:
    steps: list[int] = []
    found = compare([*shipped(), *team()], set(), steps.append)
    assert found.at_least_as_good
    assert found.of_team.before.category.accuracy < 1
    assert found.of_team.after.category.accuracy == found.of_team.after.priority.accuracy == 1
    assert len(steps) == STEPS


def test_sees_no_change_where_all_is_known() -> None:
    found = compare([*shipped(), *team()], {ticket.id for ticket in team()}, lambda step: None)
    assert found.of_all.before == found.of_all.after
    assert found.of_team.before == found.of_team.after
    assert found.at_least_as_good


def figures(category: float, priority: float) -> Figures:
    def label(macro_f1: float) -> LabelFigures:
        return LabelFigures(
            accuracy=0.5, macro_f1=macro_f1, within_one_step=None, calibration_error=None, confusion=[]
        )

    return Figures(label(category), label(priority))


BEFORE = figures(0.8, 0.6)
SAME = Change(BEFORE, BEFORE)
BETTER = Change(BEFORE, figures(0.75, 0.7))
WORSE = Change(BEFORE, figures(0.85, 0.5))


@pytest.mark.parametrize(
    ("of_all", "of_team", "expected"),
    [(SAME, SAME, True), (BETTER, BETTER, True), (BETTER, WORSE, False), (WORSE, BETTER, False)],
)
def test_both_on_all_tickets_and_on_the_teams_it_must_be_as_good(
    of_all: Change, of_team: Change, expected: bool
) -> None:
    assert Comparison(of_all, of_team).at_least_as_good is expected
