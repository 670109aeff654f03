import pytest

from triage.builtin import read_labelled_tickets
from triage.builtin.evaluate import Figures, cross_validate, report


@pytest.fixture(scope="module")
def found() -> Figures:
    return cross_validate(read_labelled_tickets(), seeds=[0])


# A little below what README.md reports: they catch a change for the worse, not the luck of a shuffle.
def test_names_the_category_of_unseen_tickets(found: Figures) -> None:
    assert found.category.macro_f1 >= 0.75
    assert (found.category.calibration_error or 1) <= 0.08


def test_names_the_priority_of_unseen_tickets(found: Figures) -> None:
    assert found.priority.macro_f1 >= 0.69
    assert (found.priority.within_one_step or 0) >= 0.90
    assert (found.priority.calibration_error or 1) <= 0.10


def test_reports_every_figure(found: Figures) -> None:
    text = report(found, tickets=560, seeds=1)
    for words in ("560 labelled tickets", "Category", "Priority", "macro-F1", "within one step"):
        assert words in text
