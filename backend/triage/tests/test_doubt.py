"""A label is marked unsure when its engine is not sure of it, or the built-in classifier is of another."""

import pytest

from tickets.services import Suggestion
from triage.doubt import SURE, with_doubt


def by_model(
    category_confidence: float | None = None, priority_confidence: float | None = None
) -> Suggestion:
    return Suggestion(
        category="billing",
        priority="high",
        source="llm",
        category_confidence=category_confidence,
        priority_confidence=priority_confidence,
    )


def second_opinion(
    category: str = "billing", priority: str = "high", category_sure: float = 0.5, priority_sure: float = 0.5
) -> Suggestion:
    return Suggestion(
        category=category,
        priority=priority,
        source="builtin",
        category_confidence=category_sure,
        priority_confidence=priority_sure,
    )


def doubt(suggestion: Suggestion, second: Suggestion, unsure_below: float = 0.6) -> tuple[bool, bool]:
    doubted = with_doubt(suggestion, second, unsure_below=unsure_below)
    return doubted.category_unsure, doubted.priority_unsure


@pytest.mark.parametrize(
    ("category", "priority", "expected"),
    [
        (0.9, 0.9, (False, False)),
        (0.59, 0.9, (True, False)),
        (0.9, 0.59, (False, True)),
        (0.6, 0.6, (False, False)),
        (0.0, 0.0, (True, True)),
    ],
)
def test_low_confidence_makes_a_label_unsure_each_for_itself(
    category: float, priority: float, expected: tuple[bool, bool]
) -> None:
    assert doubt(by_model(category, priority), second_opinion()) == expected


def test_an_engine_that_cannot_tell_its_confidence_is_not_doubted_for_that() -> None:
    assert doubt(by_model(None, None), second_opinion()) == (False, False)


def test_the_limit_is_the_callers() -> None:
    assert doubt(by_model(0.5, 0.5), second_opinion(), unsure_below=0.5) == (False, False)
    assert doubt(by_model(0.99, 0.99), second_opinion(), unsure_below=1) == (True, True)


@pytest.mark.parametrize("confidence", [None, 0.99])
def test_a_label_is_unsure_when_the_built_in_classifier_is_sure_of_another(confidence: float | None) -> None:
    model = by_model(confidence, confidence)
    assert doubt(model, second_opinion(category="account", category_sure=SURE)) == (True, False)
    assert doubt(model, second_opinion(priority="medium", priority_sure=SURE)) == (False, True)


def test_an_opposition_that_is_not_sure_itself_changes_nothing() -> None:
    second = second_opinion("account", "low", category_sure=0.79, priority_sure=0.79)
    assert doubt(by_model(), second) == (False, False)


def test_a_second_opinion_that_agrees_takes_no_doubt_away() -> None:
    assert doubt(by_model(0.5, 0.5), second_opinion(category_sure=1, priority_sure=1)) == (True, True)


def test_nothing_else_of_the_suggestion_is_changed() -> None:
    model = by_model(0.9, 0.9)
    assert with_doubt(model, second_opinion(), unsure_below=0.6) == model
