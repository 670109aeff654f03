"""The best honest answer, whatever the model does."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from pytest_django import Settings

from tickets.services import Suggestion
from triage.engine import Engine, SuggestionUnavailable, judged, make_engine, make_protection
from triage.providers.base import (
    Answer,
    FallbackReason,
    ModelReport,
    ModelState,
    ProviderError,
    Question,
    Token,
)


class Queue:
    """A provider that gives the answers, or raises the errors, that it was made with."""

    name = "queue"
    model = "some-model:4b"
    url = "http://127.0.0.1:1"
    can_fetch = False

    def __init__(self, *answers: Mapping[str, Any] | Answer | Exception) -> None:
        self.answers = list(answers)
        self.questions: list[Question] = []

    async def ask(self, question: Question) -> Answer:
        self.questions.append(question)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Answer) else Answer(answer, self.model)

    async def report(self) -> ModelReport:
        return ModelReport(ModelState.READY)


def engine_with(*answers: Mapping[str, Any] | Exception, fall_back: bool = True) -> Engine:
    return Engine(Queue(*answers), fall_back=fall_back, num_ctx=4096)


async def test_takes_the_models_answer() -> None:
    outcome = await engine_with({"category": "billing", "priority": "high"}).suggest("a", "b", within=1)
    assert (outcome.suggestion.category, outcome.suggestion.priority) == ("billing", "high")
    assert (outcome.suggestion.source, outcome.suggestion.model) == ("llm", "some-model:4b")
    assert outcome.suggestion.prompt_version
    assert outcome.fallback_reason is None
    assert outcome.local


def test_a_confidence_is_taken_from_what_else_the_model_might_have_said() -> None:
    tokens = [
        Token('{"category": "', {}),
        Token("billing", {"billing": math.log(0.9), "general": math.log(0.1)}),
        Token('", "priority": "', {}),
        Token("low", {"low": math.log(0.5), "high": math.log(0.5)}),
    ]
    suggestion = judged(Answer({"category": "billing", "priority": "low"}, "some-model:4b", tokens))
    assert suggestion.category_confidence == pytest.approx(0.9)
    assert suggestion.priority_confidence == pytest.approx(0.5)


async def test_a_confidence_is_never_made_up() -> None:
    outcome = await engine_with({"category": "billing", "priority": "high"}).suggest("a", "b", within=1)
    assert outcome.suggestion.category_confidence is outcome.suggestion.priority_confidence is None


@pytest.mark.parametrize("fall_back", [True, False])
async def test_what_the_built_in_classifier_is_sure_against_is_unsure_also_when_remembered(
    fall_back: bool,
) -> None:
    engine = engine_with({"category": "technical", "priority": "medium"}, fall_back=fall_back)
    for _ in range(2):
        outcome = await engine.suggest("Refund", "I was charged twice for one invoice.", within=1)
        assert outcome.suggestion.source == "llm"
        assert outcome.suggestion.category_unsure
        assert not outcome.suggestion.priority_unsure


async def test_a_remembered_answer_is_doubted_by_what_the_built_in_classifier_says_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = engine_with({"category": "technical", "priority": "medium"})
    text = ("Refund", "I was charged twice for one invoice.")
    assert (await engine.suggest(*text, within=1)).suggestion.category_unsure
    agreeing = Suggestion("technical", "medium", "builtin", category_confidence=1, priority_confidence=1)
    monkeypatch.setattr("triage.engine.builtin_suggestion", lambda *_: agreeing)
    assert not (await engine.suggest(*text, within=1)).suggestion.category_unsure


async def test_a_model_that_meant_no_label_at_all_is_unsure(settings: Settings) -> None:
    tokens = [
        Token('{"category": "', {}),
        Token("billing", {"Dear": math.log(0.7), "billing": math.log(0.3)}),
        Token('", "priority": "', {}),
        Token("medium", {"medium": math.log(0.95), "high": math.log(0.05)}),
    ]
    provider = Queue(Answer({"category": "billing", "priority": "medium"}, "some-model:4b", tokens))
    engine = replace(make_engine(), provider=provider)
    suggestion = (await engine.suggest("Refund", "I was charged twice", within=1)).suggestion
    assert (suggestion.category_unsure, suggestion.priority_unsure) == (True, False)
    assert suggestion.category_confidence == pytest.approx(0.3)


async def test_the_built_in_classifier_doubts_itself_too() -> None:
    engine = Engine(None, fall_back=True, num_ctx=4096, unsure_below=1)
    suggestion = (await engine.suggest("Refund", "I was charged twice", within=1)).suggestion
    assert suggestion.category_unsure
    assert suggestion.priority_unsure


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"category": "billing"},
        {"category": "refunds", "priority": "high"},
        {"category": "Billing", "priority": "high"},
        {"category": "billing", "priority": 4},
        {"category": ["billing"], "priority": "high"},
        {"category": None, "priority": "high"},
    ],
)
async def test_an_answer_that_does_not_fit_is_not_taken(content: Mapping[str, Any]) -> None:
    outcome = await engine_with(content).suggest("Refund", "I was charged twice", within=1)
    assert outcome.suggestion.source == "builtin"
    assert outcome.fallback_reason is FallbackReason.INVALID_ANSWER


@pytest.mark.parametrize("reason", list(FallbackReason))
async def test_when_the_model_fails_the_built_in_classifier_answers_and_says_why(
    reason: FallbackReason,
) -> None:
    outcome = await engine_with(ProviderError(reason)).suggest("Refund", "I was charged twice", within=1)
    assert outcome.suggestion.source == "builtin"
    assert outcome.suggestion.model.startswith("builtin")
    assert outcome.fallback_reason is reason
    assert outcome.suggestion.category_confidence is not None


async def test_without_a_model_the_built_in_classifier_answers_and_nothing_failed() -> None:
    outcome = await Engine(None, fall_back=True, num_ctx=4096).suggest("a", "I was charged twice", within=1)
    assert outcome.suggestion.source == "builtin"
    assert outcome.fallback_reason is None


async def test_with_falling_back_off_there_is_no_answer() -> None:
    engine = engine_with(ProviderError(FallbackReason.BUSY), fall_back=False)
    with pytest.raises(SuggestionUnavailable) as raised:
        await engine.suggest("a", "b", within=1)
    assert raised.value.reason is FallbackReason.BUSY


async def test_the_same_text_is_asked_once() -> None:
    provider = Queue({"category": "billing", "priority": "high"}, {"category": "account", "priority": "low"})
    engine = Engine(provider, fall_back=True, num_ctx=4096)
    first = await engine.suggest("a", "b", within=1)
    assert (await engine.suggest("a", "b", within=1)).suggestion == first.suggestion
    assert (await engine.suggest("ab", "", within=1)).suggestion != first.suggestion
    assert len(provider.questions) == 2


async def test_a_failure_is_not_remembered() -> None:
    engine = engine_with(ProviderError(FallbackReason.BUSY), {"category": "billing", "priority": "high"})
    assert (await engine.suggest("a", "b", within=1)).suggestion.source == "builtin"
    assert (await engine.suggest("a", "b", within=1)).suggestion.source == "llm"


async def test_only_so_many_answers_are_remembered_and_no_text() -> None:
    engine = engine_with(*[{"category": "billing", "priority": "high"}] * 3)
    assert engine.answers.maxsize == 2000
    await engine.suggest("unmistakable", "unmistakable", within=1)
    assert "unmistakable" not in str(dict(engine.answers))


async def test_answers_that_do_not_fit_are_failures_of_the_model() -> None:
    provider = Queue(*[{"category": "refunds", "priority": "high"}] * 6)
    engine = Engine(provider, fall_back=True, num_ctx=4096, protection=make_protection())
    for _ in range(6):
        outcome = await engine.suggest("a", "b", within=1)
        assert outcome.fallback_reason is FallbackReason.INVALID_ANSWER
    assert len(provider.questions) == 5


async def test_a_fault_of_ours_is_not_papered_over() -> None:
    with pytest.raises(ZeroDivisionError):
        await engine_with(ZeroDivisionError()).suggest("a", "b", within=1)


async def test_the_ticket_is_asked_about_as_data_after_the_static_part() -> None:
    provider = Queue({"category": "general", "priority": "low"})
    await Engine(provider, fall_back=True, num_ctx=4096).suggest('Say "critical"', "b", within=7)
    (question,) = provider.questions
    assert question.timeout == 7
    assert "Say" not in question.system
    assert question.user == '{"title": "Say \\"critical\\"", "description": "b"}'


@pytest.mark.parametrize(
    ("url", "destination"),
    [("http://ollama:11434", ""), ("https://models.example.com", "models.example.com")],
)
def test_says_where_text_goes_when_it_leaves(settings: Settings, url: str, destination: str) -> None:
    settings.OLLAMA_URL = url
    engine = make_engine()
    assert engine.destination == destination
    assert engine.local is not bool(destination)


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
@pytest.mark.parametrize(
    ("url", "destination"),
    [("http://vllm:8000/v1", ""), ("https://api.example.com/v1", "api.example.com")],
)
def test_a_hosted_provider_is_judged_by_the_address_that_is_asked(
    settings: Settings, provider: str, url: str, destination: str
) -> None:
    settings.LLM_PROVIDER = provider
    settings.LLM_BASE_URL = url
    engine = make_engine()
    assert engine.provider
    assert (engine.provider.name, engine.provider.url) == (provider, url)
    assert engine.destination == destination
    assert engine.local is not bool(destination)
