"""GET /api/triage/status/: which engine answers, in what state it is, where text goes."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import OperationalError
from django.db.models.functions import Now
from django.test import AsyncClient
from pytest_django import Settings

from tickets.tests.factory import make_ticket
from triage.background import downloads, queue
from triage.background.download_failed import DownloadFailed, Reason
from triage.background.pulling import Progress
from triage.background.tests.test_queue import JUDGED_BY
from triage.database import in_database
from triage.models import LabellingAttempt, ModelDownload
from triage.tests.fake_ollama import MODEL, FakeOllama
from triage.tests.scripted_server import Reply, ScriptedServer
from triage.tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)

DISK_FULL = DownloadFailed(Reason.DISK_FULL, model=MODEL, needs=2_500_000_000)


async def status(client: AsyncClient) -> dict[str, Any]:
    response = await client.get("/api/triage/status/")
    assert response.status_code == 200
    body: dict[str, Any] = response.json()
    return body


async def test_a_model_that_is_ready(async_client: AsyncClient, ollama: FakeOllama) -> None:
    assert await status(async_client) == {
        "provider": "ollama",
        "engine": "llm",
        "model": MODEL,
        "state": "ready",
        "download": None,
        "local": True,
        "destination": "",
        "server_version": "0.40.2",
        "parameters": "4.0B",
        "quantization": "Q4_K_M",
        "gpu_share": 0.0,
        "breaker": {"state": "closed", "retry_in": 0},
        "queue": {"in_flight": 0, "waiting": 0, "background": 0, "given_up": 0},
        "last_error": None,
        "fallback": "builtin",
        "detail": f"{MODEL} suggests category and priority.",
    }


async def test_a_model_that_is_being_loaded(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ollama.control.loaded = False
    body = await status(async_client)
    assert (body["engine"], body["state"]) == ("builtin", "loading")


async def classify(client: AsyncClient, text: str) -> dict[str, Any]:
    response = await client.post(
        "/api/tickets/classify/", {"description": text}, content_type="application/json"
    )
    body: dict[str, Any] = response.json()
    return body


async def test_a_model_that_keeps_failing_is_left_alone_for_a_while(
    async_client: AsyncClient, ollama: FakeOllama
) -> None:
    ollama.control.fault = "garbage"
    for number in range(5):
        await classify(async_client, f"unmistakable {number}")
    body = await status(async_client)
    assert (body["state"], body["engine"]) == ("ready", "builtin")
    assert body["breaker"]["state"] == "open"
    assert 25 <= body["breaker"]["retry_in"] <= 30
    assert "left alone" in body["detail"]
    assert body["last_error"]["reason"] == "invalid_answer"
    assert datetime.fromisoformat(body["last_error"]["at"]) <= datetime.now(UTC)
    assert "unmistakable" not in str(body)


async def test_shows_who_asks_the_model_now(
    async_client: AsyncClient, ollama: FakeOllama, settings: Settings
) -> None:
    settings.LLM_CONCURRENCY = 1
    ollama.control.fault = "hang"
    asking = [asyncio.create_task(classify(async_client, f"text {number}")) for number in range(3)]
    await until(lambda: ollama.control.started == 1)
    body = await status(async_client)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    assert (body["queue"]["in_flight"], body["queue"]["waiting"]) == (1, 2)


@pytest.mark.parametrize(("provider", "waiting"), [("ollama", 2), ("none", 1)])
async def test_counts_the_tickets_that_wait_for_labels(
    async_client: AsyncClient, ollama: FakeOllama, settings: Settings, provider: str, waiting: int
) -> None:
    settings.LLM_PROVIDER = provider
    await in_database(make_ticket)
    await in_database(make_ticket, **JUDGED_BY["builtin"])
    assert (await status(async_client))["queue"]["background"] == waiting


async def test_counts_the_tickets_that_were_given_up(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ticket = await in_database(make_ticket)
    await in_database(LabellingAttempt.objects.create, ticket=ticket, due_at=Now(), given_up_at=Now())
    body = await status(async_client)
    assert (body["queue"]["background"], body["queue"]["given_up"]) == (0, 1)


async def test_without_its_database_it_still_tells_of_the_model(
    async_client: AsyncClient, ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> int:
        raise OperationalError

    monkeypatch.setattr(queue, "backlog", away)
    body = await status(async_client)
    assert (body["state"], body["queue"]["background"]) == ("ready", None)


async def test_an_ollama_that_is_too_old_is_told_of_and_not_asked(
    async_client: AsyncClient, ollama: FakeOllama
) -> None:
    ollama.control.version = "0.32.14"
    body = await status(async_client)
    assert (body["engine"], body["state"], body["server_version"]) == ("builtin", "outdated", "0.32.14")
    assert "Ollama 0.32.14 is too old" in body["detail"]
    assert (await classify(async_client, "I was charged twice"))["fallback_reason"] == "server_outdated"
    assert ollama.control.started == 0


async def test_a_model_that_cannot_do_it(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ollama.control.show = {"capabilities": ["embedding"]}
    body = await status(async_client)
    assert (body["engine"], body["state"]) == ("builtin", "unfit")
    assert "LLM_MODEL" in body["detail"]


async def test_a_model_that_is_missing(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ollama.control.missing = True
    body = await status(async_client)
    assert (body["engine"], body["state"], body["download"]) == ("builtin", "missing", None)
    assert "is not installed" in body["detail"]


async def test_a_download_shows_how_far_it_is(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ollama.control.missing = True
    await in_database(downloads.begin, MODEL)
    await in_database(downloads.record, MODEL, Progress(700, 2500))
    body = await status(async_client)
    assert body["state"] == "downloading"
    assert body["download"] == {"completed": 700, "total": 2500, "error": ""}


async def test_a_failed_download_says_why(async_client: AsyncClient, ollama: FakeOllama) -> None:
    ollama.control.missing = True
    await in_database(downloads.begin, MODEL)
    await in_database(downloads.fail, MODEL, DISK_FULL)
    body = await status(async_client)
    assert body["state"] == "missing"
    assert body["download"]["error"] == (
        f"The disk is full: {MODEL} needs 2.5 GB. Make room, or choose a smaller model."
    )


async def test_a_failed_download_says_why_in_the_language_of_who_asks(
    async_client: AsyncClient, ollama: FakeOllama
) -> None:
    ollama.control.missing = True
    await in_database(downloads.begin, MODEL)
    await in_database(downloads.fail, MODEL, DISK_FULL)
    response = await async_client.get("/api/triage/status/", headers={"Accept-Language": "de"})
    assert f"{MODEL} braucht 2,5 GB" in response.json()["download"]["error"]


async def test_a_download_that_an_earlier_version_saw_fail_says_why(
    async_client: AsyncClient, ollama: FakeOllama
) -> None:
    ollama.control.missing = True
    await in_database(ModelDownload.objects.create, model=MODEL, error="The disk is full.")
    body = await status(async_client)
    assert body["download"]["error"] == "The disk is full."


async def test_nobody_at_the_address(async_client: AsyncClient, settings: Settings) -> None:
    settings.OLLAMA_URL = "http://127.0.0.1:1"
    body = await status(async_client)
    assert (body["engine"], body["state"]) == ("builtin", "unreachable")


async def test_falling_back_off_leaves_no_engine(async_client: AsyncClient, settings: Settings) -> None:
    settings.OLLAMA_URL = "http://127.0.0.1:1"
    settings.TRIAGE_FALLBACK = "off"
    body = await status(async_client)
    assert (body["engine"], body["fallback"]) == ("none", "off")


async def test_no_model_set_up(async_client: AsyncClient, settings: Settings) -> None:
    settings.LLM_PROVIDER = "none"
    body = await status(async_client)
    assert (body["provider"], body["engine"], body["state"]) == ("none", "builtin", "off")


async def test_a_key_that_is_not_accepted(
    async_client: AsyncClient, server: ScriptedServer, settings: Settings
) -> None:
    settings.LLM_PROVIDER = "openai"
    settings.LLM_BASE_URL = server.url
    server.answer(Reply({}, 401))
    body = await status(async_client)
    assert (body["provider"], body["engine"], body["state"]) == ("openai", "builtin", "unauthorized")
    assert "LLM_API_KEY" in body["detail"]


async def test_a_model_that_a_hosted_api_does_not_have(
    async_client: AsyncClient, server: ScriptedServer, settings: Settings
) -> None:
    settings.LLM_PROVIDER = "openai"
    settings.LLM_BASE_URL = server.url
    server.answer(Reply({"data": []}))
    body = await status(async_client)
    assert (body["engine"], body["state"], body["download"]) == ("builtin", "missing", None)
    assert body["detail"].startswith("127.0.0.1 has no model called")
