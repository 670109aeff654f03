"""What every hosted provider does alike, against a real server. For common failures see test_recorded.py."""

import asyncio
import logging
import socket
from collections.abc import Callable

import pytest

from triage.providers import hosted
from triage.providers.anthropic import AnthropicProvider
from triage.providers.base import FallbackReason, ModelState, Question
from triage.providers.hosted import HostedProvider
from triage.providers.openai import OpenAIProvider
from triage.tests import test_anthropic_provider, test_openai_provider
from triage.tests.hosted import KEY, QUESTION, failure, quoting
from triage.tests.scripted_server import Fault, Reply, ScriptedServer, running
from triage.tests.waiting import until

SUCCESS: dict[type[HostedProvider], Reply] = {
    OpenAIProvider: test_openai_provider.completion(),
    AnthropicProvider: test_anthropic_provider.message(test_anthropic_provider.tool_use()),
}


@pytest.fixture(params=SUCCESS, ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> type[HostedProvider]:
    provider: type[HostedProvider] = request.param
    return provider


@pytest.fixture
def provider(kind: type[HostedProvider], server: ScriptedServer) -> HostedProvider:
    return make(kind, server.url)


def make(kind: type[HostedProvider], url: str) -> HostedProvider:
    return kind(url=url, model="some-model", connect_timeout=1, key=KEY, state_timeout=0.3)


@pytest.mark.parametrize(
    ("status", "reason", "retryable"),
    [
        (302, FallbackReason.SERVER_ERROR, False),
        (401, FallbackReason.UNAUTHORIZED, False),
        (403, FallbackReason.UNAUTHORIZED, False),
        (422, FallbackReason.SERVER_ERROR, False),
        (529, FallbackReason.BUSY, True),
    ],
)
async def test_a_failure_says_why_and_quotes_nothing(
    provider: HostedProvider, server: ScriptedServer, status: int, reason: FallbackReason, retryable: bool
) -> None:
    server.answer(quoting(status))
    error = await failure(provider)
    assert (error.reason, error.retryable) == (reason, retryable)
    assert str(error) == reason
    assert error.__suppress_context__


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html>a proxy's page</html>", headers={"Content-Type": "text/html"}),
        Reply(b"<html>a proxy's page</html>"),
        Reply(b""),
        Reply([]),
        Reply("text"),
        Reply(7),
        Reply(None),
        Reply({}),
        Reply(b"[" * 100_000),
    ],
)
async def test_a_reply_that_is_not_the_apis_is_invalid(
    provider: HostedProvider, server: ScriptedServer, reply: Reply
) -> None:
    server.answer(reply)
    assert (await failure(provider)).reason is FallbackReason.INVALID_ANSWER


async def test_a_connection_that_is_closed_or_refused_is_unreachable(
    kind: type[HostedProvider], provider: HostedProvider, server: ScriptedServer
) -> None:
    server.answer(Fault.DROP)
    assert (await failure(provider)).reason is FallbackReason.UNREACHABLE
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = make(kind, f"http://127.0.0.1:{unused.getsockname()[1]}")
        assert (await failure(nobody)).reason is FallbackReason.UNREACHABLE
        assert (await nobody.report()).state is ModelState.UNREACHABLE


async def test_a_host_that_does_not_take_connections_is_given_up_soon(kind: type[HostedProvider]) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        with socket.create_connection(address):
            silent = kind(url=f"http://127.0.0.1:{address[1]}", model="m", connect_timeout=0.2)
            started = asyncio.get_running_loop().time()
            assert (await failure(silent)).reason is FallbackReason.UNREACHABLE
            assert asyncio.get_running_loop().time() - started < 2


async def test_a_slow_model_is_given_up_and_its_connection_closed(
    provider: HostedProvider, server: ScriptedServer
) -> None:
    server.answer(Fault.HANG)
    error = await failure(provider, Question("s", "u", {}, timeout=0.3))
    assert (error.reason, error.retryable) == (FallbackReason.TIMEOUT, True)
    await until(lambda: server.abandoned == 1)


async def test_a_caller_that_leaves_closes_the_connection(
    provider: HostedProvider, server: ScriptedServer
) -> None:
    server.answer(Fault.HANG)
    task = asyncio.create_task(provider.ask(QUESTION))
    await until(lambda: len(server.requests) == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: server.abandoned == 1)


async def test_asks_once_however_often_it_may_retry(provider: HostedProvider, server: ScriptedServer) -> None:
    server.answer(Reply({}, 503, {"Retry-After": "0", "x-should-retry": "true"}))
    await failure(provider)
    assert len(server.requests) == 1


async def test_follows_no_redirect_and_no_proxy(
    kind: type[HostedProvider], monkeypatch: pytest.MonkeyPatch, server: ScriptedServer
) -> None:
    async with running() as elsewhere:
        elsewhere.answer(SUCCESS[kind])
        for name in ("HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, elsewhere.url)
        provider = make(kind, server.url)
        server.answer(Reply({}, 307, {"Location": elsewhere.url}))
        await failure(provider)
        server.answer(SUCCESS[kind])
        await provider.ask(QUESTION)
        assert len(server.requests) == 2
        assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (quoting(401), ModelState.UNAUTHORIZED),
        (quoting(403), ModelState.READY),
        (quoting(429), ModelState.READY),
        (quoting(500), ModelState.UNREACHABLE),
        (Fault.DROP, ModelState.UNREACHABLE),
        (Fault.HANG, ModelState.UNREACHABLE),
    ],
)
async def test_tells_the_state(
    provider: HostedProvider, server: ScriptedServer, reply: Reply | Fault, state: ModelState
) -> None:
    server.answer(reply)
    assert (await provider.report()).state is state


async def test_a_state_is_asked_for_once_in_a_while(
    provider: HostedProvider, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(hosted, "monotonic", lambda: now)
    server.answer(quoting(401), quoting(403))

    async def asked(after: float, times: int) -> None:
        nonlocal now
        now += after
        await provider.report()
        assert len(server.requests) == times

    await asked(after=0, times=1)
    await asked(after=9, times=1)
    await asked(after=2, times=2)
    await asked(after=59, times=2)
    await asked(after=2, times=3)


@pytest.mark.parametrize("show", [repr, str, lambda provider: repr(vars(provider)["_client"])])
def test_the_key_is_in_no_description(provider: HostedProvider, show: Callable[[object], str]) -> None:
    assert KEY not in show(provider)


async def test_neither_key_nor_ticket_is_logged(
    kind: type[HostedProvider],
    provider: HostedProvider,
    server: ScriptedServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer(SUCCESS[kind])
    await provider.ask(QUESTION)
    for reply in (quoting(400), quoting(401), quoting(500), Reply(b"unmistakable"), Fault.DROP):
        server.answer(reply)
        await failure(provider)
        await provider.look()
    assert "unmistakable" not in caplog.text
