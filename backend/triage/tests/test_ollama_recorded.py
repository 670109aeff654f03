"""The provider against recorded HTTP. Nothing is asked of a network here.

The cassettes hold the answers of a stand-in for Ollama 0.40.2, not of Ollama itself: hence their names.
To record anew, let a server listen on port 11999 that answers in the way the cassette is named, and run
one of these tests with VCR_RECORD_MODE=all.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import vcr

from triage.confidence import confidence
from triage.providers.base import FallbackReason, ModelState, ProviderError, Question
from triage.providers.ollama import OllamaProvider

CASSETTES = Path(__file__).parent / "cassettes"
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
    },
    timeout=5,
)


@pytest.fixture
def cassette(request: pytest.FixtureRequest) -> Iterator[Any]:
    recorder = vcr.VCR(
        cassette_library_dir=str(CASSETTES),
        record_mode=os.environ.get("VCR_RECORD_MODE", "none"),
        match_on=["method", "uri", "body"],
        filter_headers=["authorization"],
    )
    with recorder.use_cassette(f"standin_{request.param}.yaml") as recorded:
        yield recorded


def provider() -> OllamaProvider:
    return OllamaProvider(
        url="http://127.0.0.1:11999",
        model="qwen3:4b-instruct-2507-q4_K_M",
        connect_timeout=1,
        num_ctx=4096,
        num_predict=64,
    )


@pytest.mark.parametrize("cassette", ["success"], indirect=True)
async def test_a_suggestion(cassette: Any) -> None:
    answer = await provider().ask(QUESTION)
    assert answer.content == {"category": "billing", "priority": "medium"}
    sure = confidence(answer.tokens, "category", "billing", ["billing", "technical", "account", "general"])
    assert sure == pytest.approx(0.82 / 0.97)
    assert cassette.all_played


@pytest.mark.parametrize("cassette", ["state_ready"], indirect=True)
async def test_a_model_that_is_ready(cassette: Any) -> None:
    assert await provider().state() is ModelState.READY


@pytest.mark.parametrize("cassette", ["state_missing"], indirect=True)
async def test_a_model_that_is_missing(cassette: Any) -> None:
    assert await provider().state() is ModelState.MISSING


@pytest.mark.parametrize(
    ("cassette", "reason"),
    [
        ("model_missing", FallbackReason.MODEL_MISSING),
        ("server_error", FallbackReason.SERVER_ERROR),
        ("busy", FallbackReason.BUSY),
        ("truncated", FallbackReason.TRUNCATED),
    ],
    indirect=["cassette"],
)
async def test_a_failure(cassette: Any, reason: FallbackReason) -> None:
    with pytest.raises(ProviderError) as raised:
        await provider().ask(QUESTION)
    assert raised.value.reason is reason
    assert cassette.all_played
