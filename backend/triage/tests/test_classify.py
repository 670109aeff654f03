"""POST /api/tickets/classify/, from the request to a model that answers, fails or is not there."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import AsyncClient
from pytest_django import Settings

from triage import prompt
from triage.tests import test_anthropic_provider as anthropic
from triage.tests import test_openai_provider as openai
from triage.tests.fake_ollama import MODEL, FakeOllama
from triage.tests.scripted_server import Reply, ScriptedServer

URL = "/api/tickets/classify/"
TEXT = {"title": "Refund", "description": "I was charged twice for one order."}
JSON = "application/json"


async def test_answers_with_the_models_suggestion(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ollama.control.answer = {"category": "billing", "priority": "medium"}
    response = await async_client.post(URL, TEXT, content_type=JSON)
    assert response.status_code == 200
    body = response.json()
    assert body.pop("latency_ms") >= 0
    assert body == {
        "suggested_category": "billing",
        "suggested_priority": "medium",
        "confidence": {"category": None, "priority": None},
        "unsure": {"category": False, "priority": False},
        "source": "llm",
        "model": MODEL,
        "prompt_version": prompt.VERSION,
        "local": True,
        "fallback_reason": None,
    }


async def test_says_of_each_label_whether_it_is_unsure(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ollama.control.answer = {"category": "billing", "priority": "medium"}
    ollama.control.sure = {"category": 0.4, "priority": 0.9}
    body = (await async_client.post(URL, TEXT, content_type=JSON)).json()
    assert body["unsure"] == {"category": True, "priority": False}
    assert body["confidence"] == {"category": pytest.approx(0.4), "priority": pytest.approx(0.9)}


async def test_says_what_other_methods_are_allowed(async_client: AsyncClient) -> None:
    described, refused = await async_client.options(URL), await async_client.put(URL)
    assert (described.status_code, described.headers["Allow"]) == (200, "POST, OPTIONS")
    assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed")
    assert refused.headers["Allow"] == "POST, OPTIONS"


async def test_a_description_alone_is_enough(async_client: AsyncClient, ollama: FakeOllama) -> None:
    response = await async_client.post(URL, {"description": "Charged twice"}, content_type=JSON)
    assert response.status_code == 200
    assert '"title": ""' in ollama.control.requests[0]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("404", "model_missing"),
        ("500", "server_error"),
        ("503", "busy"),
        ("hang", "timeout"),
        ("garbage", "invalid_answer"),
        ("truncated", "truncated"),
        ("drop", "unreachable"),
    ],
)
async def test_when_the_model_fails_the_built_in_classifier_answers_and_says_why(
    async_client: AsyncClient, ollama: FakeOllama, settings: Settings, fault: str, reason: str
) -> None:
    ollama.control.fault = fault
    if fault == "hang":
        settings.LLM_TIMEOUT = 0.3
    response = await async_client.post(URL, TEXT, content_type=JSON)
    assert response.status_code == 200
    body = response.json()
    assert (body["source"], body["fallback_reason"]) == ("builtin", reason)
    assert 0 <= body["confidence"]["category"] <= 1


@pytest.mark.parametrize(
    ("provider", "answer"),
    [
        ("openai", lambda labels: openai.completion(json.dumps(labels))),
        ("anthropic", lambda labels: anthropic.message(anthropic.tool_use(labels))),
    ],
)
async def test_a_hosted_model_is_believed_as_far_as_its_labels_exist(
    async_client: AsyncClient,
    server: ScriptedServer,
    settings: Settings,
    provider: str,
    answer: Callable[[dict[str, str]], Reply],
) -> None:
    settings.LLM_PROVIDER, settings.LLM_BASE_URL, settings.LLM_MODEL = provider, server.url, "some-model"
    server.answer(
        answer({"category": "account", "priority": "low"}),
        answer({"category": "refunds", "priority": "low"}),
    )
    body = (await async_client.post(URL, TEXT, content_type=JSON)).json()
    assert (body["suggested_category"], body["suggested_priority"]) == ("account", "low")
    assert (body["source"], body["model"], body["local"]) == ("llm", "some-model", True)
    assert body["confidence"] == {"category": None, "priority": None}
    body = (await async_client.post(URL, {"description": "Another one"}, content_type=JSON)).json()
    assert (body["source"], body["fallback_reason"]) == ("builtin", "invalid_answer")


async def test_those_who_cannot_be_served_in_time_get_the_built_in_answer_at_once(
    async_client: AsyncClient, ollama: FakeOllama, settings: Settings
) -> None:
    settings.LLM_WAITING = 1
    ollama.control.fault = "hang"
    settings.LLM_TIMEOUT = settings.LLM_PATIENCE = 0.5
    posts = [
        async_client.post(URL, {"description": f"Charged {n} times"}, content_type=JSON) for n in range(6)
    ]
    reasons = Counter(response.json()["fallback_reason"] for response in await asyncio.gather(*posts))
    assert reasons["busy"] >= 4
    assert ollama.control.started <= 2


async def test_with_falling_back_off_it_is_an_honest_503(
    async_client: AsyncClient, ollama: FakeOllama, settings: Settings
) -> None:
    ollama.control.fault = "500"
    settings.TRIAGE_FALLBACK = "off"
    response = await async_client.post(URL, TEXT, content_type=JSON)
    assert response.status_code == 503
    assert response.json()["code"] == "suggestion_unavailable"
    assert response.json()["fallback_reason"] == "server_error"


@pytest.mark.parametrize(
    "body", [{}, {"description": ""}, {"description": " "}, {"description": "x" * 20_001}]
)
async def test_a_description_that_is_missing_or_too_long_is_a_400(
    async_client: AsyncClient, ollama: FakeOllama, body: dict[str, str]
) -> None:
    response = await async_client.post(URL, body, content_type=JSON)
    assert response.status_code == 400
    assert list(response.json()) == ["description"]
    assert ollama.control.started == 0


async def test_ticket_text_is_never_logged(
    async_client: AsyncClient, ollama: FakeOllama, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for fault in ("", "500", "garbage", "truncated", "drop"):
        ollama.control.fault = fault
        await async_client.post(URL, {"description": "unmistakable words"}, content_type=JSON)
    assert "unmistakable" not in caplog.text
