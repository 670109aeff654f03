"""What is particular to OpenAI's API: the question's shape, the answer's, and servers of many kinds."""

import json
from typing import Any

import pytest

from triage.providers.base import FallbackReason, ModelState
from triage.providers.openai import OpenAIProvider
from triage.tests.hosted import KEY, LABELS, QUESTION, SCHEMA, failure
from triage.tests.scripted_server import Reply, ScriptedServer


def provider_for(server: ScriptedServer, model: str = "gpt-x", key: str = KEY) -> OpenAIProvider:
    return OpenAIProvider(url=f"{server.url}/v1", model=model, connect_timeout=1, key=key, state_timeout=1)


def completion(content: Any = None, finish_reason: Any = "stop", **message: Any) -> Reply:
    text = json.dumps(LABELS) if content is None else content
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": {"role": "assistant", "content": text, **message},
    }
    return Reply({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]})


def refusing(param: str | None, status: int = 400) -> Reply:
    return Reply(
        {"error": {"message": "unsupported", "type": "invalid_request_error", "param": param}}, status
    )


async def test_asks_for_strict_json_without_thinking(server: ScriptedServer) -> None:
    server.answer(completion())
    answer = await provider_for(server).ask(QUESTION)
    assert (answer.content, answer.model) == (LABELS, "gpt-x")
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "gpt-x",
        "messages": [
            {"role": "system", "content": QUESTION.system},
            {"role": "user", "content": QUESTION.user},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "labels", "strict": True, "schema": SCHEMA},
        },
        "max_completion_tokens": 256,
        "reasoning_effort": "none",
        "store": False,
        "temperature": 0,
    }


async def test_a_model_that_takes_no_temperature_is_asked_without_one_from_then_on(
    server: ScriptedServer,
) -> None:
    server.answer(refusing("temperature"), completion())
    provider = provider_for(server)
    for _ in range(2):
        assert (await provider.ask(QUESTION)).content == LABELS
    first, *others = [request.body for request in server.requests]
    assert "temperature" in first
    assert len(others) == 2
    assert all("temperature" not in body and body["reasoning_effort"] == "none" for body in others)


@pytest.mark.parametrize("status", [400, 422])
async def test_a_server_that_does_not_say_what_it_refuses_is_asked_the_bare_question(
    server: ScriptedServer, status: int
) -> None:
    server.answer(refusing(None, status), completion())
    assert (await provider_for(server).ask(QUESTION)).content == LABELS
    assert sorted(server.requests[-1].body) == ["messages", "model", "response_format"]


async def test_one_question_that_is_refused_in_every_shape_changes_no_other(server: ScriptedServer) -> None:
    server.answer(refusing("temperature"), refusing(None), refusing(None), completion())
    provider = provider_for(server)
    error = await failure(provider)
    assert (error.reason, error.retryable) == (FallbackReason.SERVER_ERROR, False)
    await provider.ask(QUESTION)
    assert server.requests[-1].body == server.requests[0].body


async def test_a_server_that_refuses_everything_is_soon_left_alone(server: ScriptedServer) -> None:
    server.answer(refusing("temperature"), refusing("store"), refusing("reasoning_effort"), refusing(None))
    await failure(provider_for(server))
    assert len(server.requests) == 5


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (completion('{"category": "bil', "length"), FallbackReason.TRUNCATED),
        (completion(finish_reason="abort"), FallbackReason.TRUNCATED),
        (completion("", "error"), FallbackReason.SERVER_ERROR),
        (completion("", "content_filter"), FallbackReason.INVALID_ANSWER),
        (completion(refusal="I would rather not."), FallbackReason.INVALID_ANSWER),
        (completion(finish_reason=None), FallbackReason.INVALID_ANSWER),
        (completion(""), FallbackReason.INVALID_ANSWER),
        (completion("no json"), FallbackReason.INVALID_ANSWER),
        (completion("[1, 2]"), FallbackReason.INVALID_ANSWER),
        (completion([{"type": "text", "text": "{}"}]), FallbackReason.INVALID_ANSWER),
        (Reply({"choices": []}), FallbackReason.INVALID_ANSWER),
        (Reply({"choices": 7}), FallbackReason.INVALID_ANSWER),
        (Reply({"choices": [{"finish_reason": "stop", "message": 7}]}), FallbackReason.INVALID_ANSWER),
    ],
)
async def test_an_answer_that_is_cut_off_refused_or_nonsense_says_so(
    server: ScriptedServer, reply: Reply, reason: FallbackReason
) -> None:
    server.answer(reply)
    assert (await failure(provider_for(server))).reason is reason


async def test_a_server_of_ones_own_wants_no_key(server: ScriptedServer) -> None:
    server.answer(completion())
    await provider_for(server, key="").ask(QUESTION)
    assert server.requests[0].headers["authorization"] == "Bearer none"


def listing(*models: str) -> Reply:
    return Reply({"object": "list", "data": [{"id": model, "object": "model"} for model in models]})


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (listing("gpt-x", "gpt-y"), ModelState.READY),
        (listing("gpt-x:latest"), ModelState.READY),
        (listing("gpt-y"), ModelState.MISSING),
        (listing(), ModelState.MISSING),
        (Reply({"detail": "Not Found"}, 404), ModelState.READY),
        (Reply({"data": "?"}), ModelState.UNREACHABLE),
        (Reply([]), ModelState.UNREACHABLE),
    ],
)
async def test_tells_the_state_by_the_servers_list_of_models(
    server: ScriptedServer, reply: Reply, state: ModelState
) -> None:
    server.answer(reply)
    assert (await provider_for(server).report()).state is state
    assert (server.requests[0].method, server.requests[0].path) == ("GET", "/v1/models")
