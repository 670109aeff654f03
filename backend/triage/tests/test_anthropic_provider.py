"""What is particular to Anthropic's API: the question's shape, the answer's, and what it says of models."""

from typing import Any

import pytest

from triage.providers.anthropic import AnthropicProvider
from triage.providers.base import FallbackReason, ModelState
from triage.tests.hosted import KEY, LABELS, QUESTION, SCHEMA, failure
from triage.tests.scripted_server import Reply, ScriptedServer


def provider_for(server: ScriptedServer, model: str = "claude-x") -> AnthropicProvider:
    return AnthropicProvider(url=server.url, model=model, connect_timeout=1, key=KEY, state_timeout=1)


def tool_use(labels: Any = None) -> dict[str, Any]:
    return {
        "type": "tool_use",
        "id": "1",
        "name": "label_ticket",
        "input": LABELS if labels is None else labels,
    }


def message(*content: Any, stop_reason: Any = "tool_use") -> Reply:
    head = {"id": "1", "type": "message", "role": "assistant", "model": "m", "stop_sequence": None}
    return Reply({**head, "content": list(content), "stop_reason": stop_reason, "usage": {}})


async def test_asks_by_a_forced_tool_without_thinking(server: ScriptedServer) -> None:
    server.answer(message(tool_use()))
    answer = await provider_for(server).ask(QUESTION)
    assert (answer.content, answer.model) == (LABELS, "claude-x")
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/messages")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    body = request.body
    assert body["system"] == [
        {"type": "text", "text": QUESTION.system, "cache_control": {"type": "ephemeral"}}
    ]
    assert body["messages"] == [{"role": "user", "content": QUESTION.user}]
    assert [tool["input_schema"] for tool in body["tools"]] == [SCHEMA]
    assert body["tool_choice"]["name"] == body["tools"][0]["name"]
    assert body["tool_choice"]["type"] == "tool"
    assert body["thinking"] == {"type": "disabled"}
    assert body["max_tokens"] == 256
    assert "temperature" not in body


async def test_what_is_said_beside_the_tool_is_passed_over(server: ScriptedServer) -> None:
    server.answer(message({"type": "text", "text": "Let me see."}, tool_use()))
    assert (await provider_for(server).ask(QUESTION)).content == LABELS


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (message(tool_use({}), stop_reason="max_tokens"), FallbackReason.TRUNCATED),
        (message(stop_reason="model_context_window_exceeded"), FallbackReason.TRUNCATED),
        (message(stop_reason="refusal"), FallbackReason.INVALID_ANSWER),
        (
            message({"type": "text", "text": "billing, high"}, stop_reason="end_turn"),
            FallbackReason.INVALID_ANSWER,
        ),
        (message(tool_use([1, 2])), FallbackReason.INVALID_ANSWER),
        (message(7), FallbackReason.INVALID_ANSWER),
        (message(), FallbackReason.INVALID_ANSWER),
        (Reply({"content": 7, "stop_reason": "tool_use"}), FallbackReason.INVALID_ANSWER),
    ],
)
async def test_an_answer_that_is_cut_off_refused_or_nonsense_says_so(
    server: ScriptedServer, reply: Reply, reason: FallbackReason
) -> None:
    server.answer(reply)
    assert (await failure(provider_for(server))).reason is reason


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (Reply({"id": "claude-x", "type": "model"}), ModelState.READY),
        (
            Reply({"type": "error", "error": {"type": "not_found_error", "message": "?"}}, 404),
            ModelState.MISSING,
        ),
        (Reply({"detail": "Not Found"}, 404), ModelState.READY),
    ],
)
async def test_tells_the_state_by_what_is_said_of_the_model(
    server: ScriptedServer, reply: Reply, state: ModelState
) -> None:
    server.answer(reply)
    assert (await provider_for(server, model="vendor/claude x").report()).state is state
    assert (server.requests[0].method, server.requests[0].path) == ("GET", "/v1/models/vendor%2Fclaude%20x")
