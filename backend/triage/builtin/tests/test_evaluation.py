import pytest

from triage.builtin import PRIORITIES, read_labelled_tickets
from triage.builtin.evaluate import Figures, cross_validate, label_figures, report


@pytest.fixture(scope="module")
def found() -> Figures:
    return cross_validate(read_labelled_tickets(), seeds=[0])


# A little below what README.md reports: they catch a change for the worse, not the luck of a shuffle.
def test_names_the_category_of_unseen_tickets(found: Figures) -> None:
    assert found.category.macro_f1 >= 0.79
    assert found.category.calibration_error <= 0.08


def test_names_the_priority_of_unseen_tickets(found: Figures) -> None:
    assert found.priority.macro_f1 >= 0.65
    assert found.priority.within_one_step >= 0.90
    assert found.priority.calibration_error <= 0.10


def test_reports_every_figure(found: Figures) -> None:
    text = report(found, tickets=560, seeds=1)
    for words in ("560 labelled tickets", "Category", "Priority", "macro-F1", "within one step"):
        assert words in text


def test_counts_as_one_would_by_hand() -> None:
    figures = label_figures(
        PRIORITIES,
        truth=["low", "low", "high", "critical"],
        answers=["low", "medium", "high", "low"],
        confidences=[0.95, 0.55, 0.95, 0.55],
    )
    assert figures.accuracy == 0.5
    assert figures.within_one_step == 0.75
    assert figures.confusion == [[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]]
    assert figures.macro_f1 == pytest.approx((0.5 + 0 + 1 + 0) / 4)
    assert figures.calibration_error == pytest.approx((0.05 + 0.55) / 2)
