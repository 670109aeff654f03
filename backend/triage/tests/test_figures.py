import pytest

from triage.builtin import PRIORITIES
from triage.figures import confusion_table, label_figures


def test_counts_as_one_would_by_hand() -> None:
    figures = label_figures(
        PRIORITIES,
        truth=["low", "low", "high", "critical"],
        answers=["low", "medium", "high", "low"],
        confidences=[0.95, 0.55, 0.95, 0.55],
        ordered=True,
    )
    assert figures.accuracy == 0.5
    assert figures.within_one_step == 0.75
    assert figures.confusion == [[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]]
    assert figures.macro_f1 == pytest.approx((0.5 + 0 + 1 + 0) / 4)
    assert figures.calibration_error == pytest.approx((0.05 + 0.55) / 2)


def test_a_label_that_never_occurs_counts_for_nothing() -> None:
    assert label_figures(PRIORITIES, ["low"], ["low"], [None]).macro_f1 == 1


def test_labels_without_order_are_never_a_step_apart() -> None:
    assert label_figures(["red", "blue"], ["red"], ["blue"], [None]).within_one_step is None


def test_without_confidence_there_is_no_calibration() -> None:
    assert label_figures(PRIORITIES, ["low"], ["high"], [None]).calibration_error is None


def test_only_answers_with_a_confidence_are_judged_by_it() -> None:
    figures = label_figures(PRIORITIES, ["low", "low"], ["low", "high"], [0.75, None])
    assert figures.calibration_error == pytest.approx(0.25)


def test_draws_a_table_of_what_was_taken_for_what() -> None:
    assert confusion_table("Colour", ["red", "blue"], [[1, 2], [3, 40]]).split("\n") == [
        "Colour (rows: labelled, columns: answered)",
        "           red  blue",
        "  red        1     2",
        "  blue       3    40",
    ]
