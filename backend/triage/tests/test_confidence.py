"""How sure the model was, from what else it might have said."""

import math
from collections.abc import Mapping

import pytest

from triage.confidence import confidence
from triage.providers.base import Token

LABELS = ["billing", "technical", "account", "general"]


def token(text: str, **others: float) -> Token:
    return Token(text, {other: math.log(share) for other, share in others.items()})


def answer(value: Token, *rest: str) -> list[Token]:
    """An answer whose category begins with `value`."""
    return [token('{"'), token("category"), token('": "'), value, *(token(text) for text in rest)]


def of(tokens: list[Token], label: str = "billing") -> float | None:
    return confidence(tokens, "category", label, LABELS)


def test_is_the_labels_share_of_what_fell_on_labels() -> None:
    assert of(answer(token("billing", billing=0.6, technical=0.2, Sure=0.2), '"}')) == pytest.approx(0.75)


def test_a_label_of_several_tokens_is_judged_at_its_first() -> None:
    tokens = answer(token("bill", bill=0.5, tech=0.25, b=0.25), "ing", '"}')
    assert of(tokens) == pytest.approx(0.75)


@pytest.mark.parametrize("text", ['billing"', "billing"])
def test_a_token_may_go_on_after_the_label(text: str) -> None:
    tokens = answer(Token(text, {text: math.log(0.9), "general": math.log(0.1)}))
    assert of(tokens) == pytest.approx(0.9)


def test_a_token_may_begin_before_the_label() -> None:
    begun = Token(
        ' "billing', {' "billing': math.log(0.8), ' "account': math.log(0.2), "null": math.log(0.0001)}
    )
    tokens = [token('{"category":'), begun, token('"}')]
    assert of(tokens) == pytest.approx(0.8)


def test_of_two_values_each_is_found_by_its_name() -> None:
    priority = token("low", low=0.7, high=0.3)
    tokens = [*answer(token("billing", billing=1.0)), token('", "priority": "'), priority, token('"}')]
    assert confidence(tokens, "priority", "low", ["low", "medium", "high", "critical"]) == pytest.approx(0.7)


def test_what_a_model_thinks_of_before_it_answers_does_not_count() -> None:
    thoughts = [token("<think>"), *answer(token("technical", technical=1.0), '"}'), token("</think>")]
    said = answer(token("billing", billing=0.6, technical=0.4), '"}')
    assert of([*thoughts, *said]) == pytest.approx(0.6)


def test_where_hardly_any_of_it_was_on_labels_it_is_as_low_as_it_was() -> None:
    assert of(answer(token("billing", billing=0.1, Dear=0.9))) == pytest.approx(0.1)
    assert of(answer(token("billing", Dear=0.9, Sure=0.1))) == 0


def test_a_label_in_capitals_or_after_a_space_is_that_label() -> None:
    value = Token("billing", {"Billing": math.log(0.5), " billing": math.log(0.3), "general": math.log(0.2)})
    assert of(answer(value)) == pytest.approx(0.8)


@pytest.mark.parametrize("tokens", [[], [token('{"priority": "low"}', low=1.0)], answer(token(""))])
def test_without_what_tells_it_is_unknown(tokens: list[Token]) -> None:
    assert of(tokens) is None


@pytest.mark.parametrize("label", LABELS)
def test_is_never_more_than_one(label: str) -> None:
    shares: Mapping[str, float] = {"b": 0.3, "billing": 0.3, "tech": 0.2, "a": 0.1, "gen": 0.1}
    sure = of(answer(token("b", **shares)), label)
    assert sure is not None
    assert 0 <= sure <= 1
