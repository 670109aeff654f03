"""The provider against a server that speaks Ollama's HTTP."""

import asyncio
import socket
from typing import Any

import pytest

from triage.providers import ollama as ollama_provider
from triage.providers.base import FallbackReason, ModelReport, ModelState, ProviderError, Question
from triage.providers.ollama import OllamaProvider
from triage.tests.fake_ollama import INSTALLED, LAYER_BYTES, MODEL, FakeOllama, running
from triage.tests.waiting import until

QUESTION = Question(system="Sort tickets.", user='{"title": "a"}', schema={"type": "object"}, timeout=5)


def provider_for(url: str, model: str = MODEL) -> OllamaProvider:
    return OllamaProvider(
        url=url, model=model, connect_timeout=1, num_ctx=4096, num_predict=64, state_timeout=1
    )


async def failure(provider: OllamaProvider, question: Question = QUESTION) -> ProviderError:
    with pytest.raises(ProviderError) as raised:
        await provider.ask(question)
    return raised.value


async def test_asks_for_constrained_json_without_thinking(ollama: FakeOllama) -> None:
    answer = await provider_for(ollama.url).ask(QUESTION)
    assert answer.content == {"category": "technical", "priority": "high"}
    assert answer.model == MODEL
    (request,) = ollama.control.requests
    assert request["format"] == {"type": "object"}
    assert request["think"] is False
    assert request["logprobs"] is True
    assert request["stream"] is False
    assert request["keep_alive"] == -1
    assert request["options"]["temperature"] == 0
    assert [message["role"] for message in request["messages"]] == ["system", "user"]


async def test_sends_the_same_options_every_time(ollama: FakeOllama) -> None:
    provider = provider_for(ollama.url)
    for timeout in (1, 5):
        await provider.ask(Question("s", "u", {}, timeout))
    first, second = ollama.control.requests
    assert first["options"] == second["options"]


async def test_a_connection_that_is_closed_is_unreachable(ollama: FakeOllama) -> None:
    ollama.control.fault = "drop"
    assert (await failure(provider_for(ollama.url))).reason is FallbackReason.UNREACHABLE


@pytest.mark.parametrize(
    "words",
    [
        "```json\n%s\n```",
        "```\n%s\n```\n",
        "<think>\n\n</think>\n\n%s",
        "\n<think>Is it {billing}?</think>\n```json\n%s\n```",
    ],
)
async def test_an_answer_of_a_model_that_is_not_held_to_the_schema_may_be_a_code_block_after_thoughts(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    def reply(_: str) -> dict[str, Any]:
        message = {"role": "assistant", "content": words % '{"category": "billing",\n "priority": "low"}'}
        return {"model": MODEL, "message": message, "done": True, "done_reason": "stop"}

    monkeypatch.setattr(ollama, "_reply", reply)
    answer = await provider_for(ollama.url).ask(QUESTION)
    assert answer.content == {"category": "billing", "priority": "low"}


@pytest.mark.parametrize(
    "content", ["", "no json", "<think>{}", "```json\n[1]\n```", "[1, 2]", "null", '{"category": ']
)
async def test_an_answer_that_is_no_json_object_is_invalid(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    def reply(_: str) -> dict[str, Any]:
        message = {"role": "assistant", "content": content}
        return {"model": MODEL, "message": message, "done": True, "done_reason": "stop"}

    monkeypatch.setattr(ollama, "_reply", reply)
    assert (await failure(provider_for(ollama.url))).reason is FallbackReason.INVALID_ANSWER


@pytest.mark.parametrize("body", [b"<html>a proxy's page</html>", b'{"message": {"role": 7}}', b"[]"])
async def test_a_reply_that_is_not_ollamas_is_invalid(body: bytes) -> None:
    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(reply, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        provider = provider_for(f"http://127.0.0.1:{port}")
        assert (await failure(provider)).reason is FallbackReason.INVALID_ANSWER
        assert (await provider.report()).state is ModelState.UNREACHABLE


async def test_an_error_quotes_neither_ticket_nor_answer(ollama: FakeOllama) -> None:
    for fault in ("400", "500", "truncated"):
        ollama.control.fault = fault
        error = await failure(provider_for(ollama.url))
        assert str(error) == error.reason
        assert error.__suppress_context__ or error.__context__ is None


async def test_a_slow_model_is_given_up_and_stops_generating(ollama: FakeOllama) -> None:
    ollama.control.fault = "hang"
    error = await failure(provider_for(ollama.url), Question("s", "u", {}, timeout=0.2))
    assert error.reason is FallbackReason.TIMEOUT
    await until(lambda: ollama.control.cancelled == 1)


async def test_a_caller_that_leaves_stops_the_generation(ollama: FakeOllama) -> None:
    ollama.control.fault = "hang"
    task = asyncio.create_task(provider_for(ollama.url).ask(QUESTION))
    await until(lambda: ollama.control.started == 1)
    task.cancel()
    await until(lambda: ollama.control.cancelled == 1)


async def test_nobody_at_the_address_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        provider = provider_for(f"http://127.0.0.1:{unused.getsockname()[1]}")
        assert (await failure(provider)).reason is FallbackReason.UNREACHABLE
        assert (await provider.report()).state is ModelState.UNREACHABLE


@pytest.mark.parametrize(
    ("missing", "loaded", "state"),
    [
        (False, True, ModelState.READY),
        (False, False, ModelState.LOADING),
        (True, True, ModelState.MISSING),
    ],
)
async def test_tells_the_state_of_the_model(
    ollama: FakeOllama, missing: bool, loaded: bool, state: ModelState
) -> None:
    ollama.control.missing = missing
    ollama.control.loaded = loaded
    assert (await provider_for(ollama.url).report()).state is state


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ("0.32.14", ModelState.OUTDATED),
        ("0.9.6-rc1", ModelState.OUTDATED),
        ("0.32.15", ModelState.READY),
        ("1.0.0", ModelState.READY),
        ("0.0.0", ModelState.READY),
        ("of my own", ModelState.READY),
        ("", ModelState.READY),
    ],
)
async def test_an_ollama_that_is_older_than_what_was_tried_is_not_asked(
    ollama: FakeOllama, version: str, state: ModelState
) -> None:
    ollama.control.version = version
    provider = provider_for(ollama.url)
    report = await provider.report()
    assert (report.state, report.server_version) == (state, version)
    if state is ModelState.OUTDATED:
        assert (await failure(provider)).reason is FallbackReason.SERVER_OUTDATED
    else:
        await provider.ask(QUESTION)


async def test_the_version_is_asked_for_once_in_a_while(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(ollama_provider, "monotonic", lambda: now)
    provider = provider_for(ollama.url)
    await provider.report()
    ollama.control.version = "0.41.0"
    assert (await provider.report()).server_version == "0.40.2"
    now += 61
    assert (await provider.report()).server_version == "0.41.0"


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        ({"capabilities": ["completion", "tools", "thinking"]}, ModelState.READY),
        ({"capabilities": ["embedding"]}, ModelState.UNFIT),
        ({"capabilities": ["completion"], "thinking": {"values": [False, True]}}, ModelState.READY),
        ({"capabilities": ["completion"], "thinking": {"values": [True]}}, ModelState.UNFIT),
        ({"capabilities": ["completion"], "thinking": {"values": ["low", "high"]}}, ModelState.UNFIT),
        ({"capabilities": []}, ModelState.UNFIT),
        ({"error": "no such thing"}, ModelState.READY),
        ({}, ModelState.READY),
    ],
)
async def test_a_model_that_writes_nothing_or_must_think_first_is_unfit(
    ollama: FakeOllama, shown: dict[str, Any], state: ModelState
) -> None:
    ollama.control.show = shown
    assert (await provider_for(ollama.url).report()).state is state


async def test_what_a_model_can_is_asked_for_once_per_model(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = provider_for(ollama.url)
    await provider.report()
    ollama.control.show = {"capabilities": ["embedding"]}
    assert (await provider.report()).state is ModelState.READY
    monkeypatch.setitem(INSTALLED, "digest", "1" * 64)
    assert (await provider.report()).state is ModelState.UNFIT


@pytest.mark.parametrize(
    ("on_gpu", "share"),
    [(0, 0.0), (LAYER_BYTES * 62 // 100, 0.62), (LAYER_BYTES, 1.0), (LAYER_BYTES + 1, 1.0), (None, None)],
)
async def test_tells_how_much_of_the_model_is_on_a_gpu(
    ollama: FakeOllama, on_gpu: int | None, share: float | None
) -> None:
    ollama.control.size_vram = on_gpu
    report = await provider_for(ollama.url).report()
    assert report == ModelReport(ModelState.READY, "0.40.2", "4.0B", "Q4_K_M", share)


async def test_a_model_that_is_not_in_memory_is_on_no_gpu_yet(ollama: FakeOllama) -> None:
    ollama.control.loaded = False
    ollama.control.size_vram = LAYER_BYTES
    assert (await provider_for(ollama.url).report()).gpu_share is None


async def test_another_model_being_there_is_not_enough(ollama: FakeOllama) -> None:
    assert (await provider_for(ollama.url, model="qwen3:1.7b").report()).state is ModelState.MISSING


async def test_follows_no_redirect_and_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as elsewhere, running() as here:
        monkeypatch.setenv("HTTP_PROXY", elsewhere.url)
        monkeypatch.setenv("ALL_PROXY", elsewhere.url)
        await provider_for(here.url).ask(QUESTION)
        assert here.control.started == 1
        assert elsewhere.control.started == 0
