"""Every provider against recorded HTTP: nothing is asked of a network here.

A cassette's name says who was recorded. `standin_` is a stand-in for Ollama 0.40.2, `scripted_` a server that
says what this file has it say, in the words of each API's documentation; none of them is a real model.
To record them again, with a stand-in listening at that address:

    VCR_RECORD_MODE=all STANDIN_URL=http://127.0.0.1:11999 pytest triage/tests/test_recorded.py
"""

import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import vcr

from triage.engine import judged
from triage.providers.anthropic import AnthropicProvider
from triage.providers.base import FallbackReason, ModelReport, ModelState, Provider, ProviderError, Question
from triage.providers.ollama import OllamaProvider
from triage.providers.openai import OpenAIProvider
from triage.tests import scripted_server, test_anthropic_provider, test_openai_provider
from triage.tests.hosted import KEY
from triage.tests.scripted_server import Reply

CASSETTES = Path(__file__).parent / "cassettes"
NOWHERE = "http://127.0.0.1:1"
MODE = os.environ.get("VCR_RECORD_MODE", "none")
QUESTION = Question(
    system="You sort support tickets.",
    user='{"title": "Refund", "description": "My invoice shows a charge that I do not know."}',
    schema={
        "type": "object",
        "properties": {
            "category": {"type": "string", "enum": ["billing", "technical", "account", "general"]},
            "priority": {"type": "string", "enum": ["low", "medium", "high", "critical"]},
        },
        "required": ["category", "priority"],
        "additionalProperties": False,
    },
    timeout=5,
)
# What of it a server sees differs between machines, or is a secret.
HEADERS = ["authorization", "x-api-key", "host", "user-agent"]

VERSION = Reply({"version": "0.40.2"})
RIGHT = {"category": "billing", "priority": "medium"}
WRONG = {"category": "refunds", "priority": "medium"}

PROVIDERS: dict[str, Callable[[str], Provider]] = {
    "ollama": lambda url: OllamaProvider(
        url=url, model="qwen3:4b-instruct-2507-q4_K_M", connect_timeout=1, num_ctx=4096, num_predict=64
    ),
    "openai": lambda url: OpenAIProvider(
        url=f"{url}/v1", model="qwen3:4b-instruct-2507-q4_K_M", connect_timeout=1, key=KEY
    ),
    "anthropic": lambda url: AnthropicProvider(url=url, model="claude-x", connect_timeout=1, key=KEY),
}
FAILURES = {
    "400": (FallbackReason.SERVER_ERROR, False),
    "401": (FallbackReason.UNAUTHORIZED, False),
    "404": (FallbackReason.MODEL_MISSING, False),
    "429": (FallbackReason.BUSY, True),
    "500": (FallbackReason.SERVER_ERROR, True),
    "503": (FallbackReason.BUSY, True),
    "cut_off": (FallbackReason.TRUNCATED, True),
    "nonsense": (FallbackReason.INVALID_ANSWER, True),
    "invalid_label": (FallbackReason.INVALID_ANSWER, True),
    "error_after_200": (FallbackReason.SERVER_ERROR, True),
}
# What the stand-in is told to do, where it can do it; the rest is scripted.
STANDIN_FAULTS = {
    "report": "",
    "success": "",
    "500": "500",
    "503": "503",
    "cut_off": "truncated",
    "invalid_label": "garbage",
}
STANDIN_PLAYS = {"ollama", "openai"}


def scripted_reply(provider: str, scenario: str) -> Reply:
    complete = COMPLETIONS[provider]
    match scenario:
        case "success":
            return complete(RIGHT, False)
        case "cut_off":
            return complete({}, True)
        case "nonsense":
            return Reply(b"<html>a proxy's page</html>", headers={"Content-Type": "text/html"})
        case "invalid_label":
            return complete(WRONG, False)
        case "error_after_200":
            return Reply(ERRORS[provider])
    return Reply(ERRORS[provider], int(scenario))


def ollama_completion(labels: dict[str, str], cut: bool) -> Reply:
    message = {"role": "assistant", "content": json.dumps(labels)}
    return Reply({"message": message, "done": True, "done_reason": "length" if cut else "stop"})


COMPLETIONS: dict[str, Callable[[dict[str, str], bool], Reply]] = {
    "ollama": ollama_completion,
    "openai": lambda labels, cut: test_openai_provider.completion(
        json.dumps(labels), "length" if cut else "stop"
    ),
    "anthropic": lambda labels, cut: test_anthropic_provider.message(
        test_anthropic_provider.tool_use(labels), stop_reason="max_tokens" if cut else "tool_use"
    ),
}
ERRORS: dict[str, dict[str, Any]] = {
    "ollama": {"error": "something went wrong"},
    "openai": {"error": {"message": "something went wrong", "type": "x", "param": None, "code": None}},
    "anthropic": {"type": "error", "error": {"type": "x", "message": "something went wrong"}},
}


@pytest.fixture
async def provider(request: pytest.FixtureRequest) -> AsyncIterator[Provider]:
    """A provider whose server plays a scenario: from its cassette, or for its cassette to be recorded."""
    name, scenario = request.param
    played = name in STANDIN_PLAYS and scenario in STANDIN_FAULTS
    recorder = vcr.VCR(record_mode=MODE, match_on=["method", "path", "body"], filter_headers=HEADERS)
    cassette = CASSETTES / f"{'standin' if played else 'scripted'}_{name}_{scenario}.yaml"
    server = standin(STANDIN_FAULTS[scenario]) if played else scripted(name, scenario)
    async with server as url:
        with recorder.use_cassette(str(cassette)) as recorded:
            yield PROVIDERS[name](url)
        assert MODE != "none" or recorded.all_played


@asynccontextmanager
async def standin(fault: str) -> AsyncIterator[str]:
    """Where the stand-in listens, which is told what to do if it is to be recorded."""
    url = os.environ.get("STANDIN_URL", NOWHERE)
    if MODE != "none":
        async with httpx.AsyncClient() as client:
            await client.post(f"{url}/lab", json={"fault": fault})
    yield url


@asynccontextmanager
async def scripted(provider: str, scenario: str) -> AsyncIterator[str]:
    if MODE == "none":
        yield NOWHERE
        return
    async with scripted_server.running() as server:
        server.answer(*[VERSION] * (provider == "ollama"), scripted_reply(provider, scenario))
        yield server.url


@pytest.mark.parametrize("provider", [(name, "success") for name in PROVIDERS], indirect=True)
async def test_a_suggestion(provider: Provider) -> None:
    suggestion = judged(await provider.ask(QUESTION))
    assert (suggestion.category, suggestion.priority) == ("billing", "medium")
    tells = provider.name == "ollama"
    assert suggestion.category_confidence == (pytest.approx(0.82 / 0.97) if tells else None)


@pytest.mark.parametrize(
    ("provider", "scenario"),
    [((name, scenario), scenario) for name in PROVIDERS for scenario in FAILURES],
    indirect=["provider"],
)
async def test_a_failure_says_why_and_quotes_nothing(provider: Provider, scenario: str) -> None:
    reason, retryable = FAILURES[scenario]
    with pytest.raises(ProviderError) as raised:
        judged(await provider.ask(QUESTION))
    assert raised.value.reason is reason
    assert raised.value.retryable is (retryable or (scenario == "404" and provider.can_fetch))
    assert str(raised.value) == reason


@pytest.mark.parametrize("provider", [("ollama", "report")], indirect=True)
async def test_what_ollama_tells_of_a_model(provider: Provider) -> None:
    assert await provider.report() == ModelReport(ModelState.READY, "0.40.2", "2.0B", "Q4_K_M", gpu_share=0)


def test_no_cassette_holds_a_key() -> None:
    recorded = [path.read_text() for path in CASSETTES.iterdir()]
    assert recorded
    assert not any(KEY in text for text in recorded)
