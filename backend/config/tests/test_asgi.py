"""The one program that serves everything, started as it is in earnest: suggestions must notice who leaves."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from config.tests.serving import serving
from triage.tests.fake_ollama import FakeOllama, running
from triage.tests.waiting import until

TICKET = {"title": "Refund", "description": "I was charged twice for one order."}


@pytest.fixture
async def ollama() -> AsyncIterator[FakeOllama]:
    async with running() as fake:
        yield fake


@pytest.fixture
async def product(transactional_db: None, ollama: FakeOllama) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(OLLAMA_URL=ollama.url) as client:
        yield client


async def test_one_program_serves_tickets_and_suggestions_and_notices_who_leaves(
    product: httpx.AsyncClient, ollama: FakeOllama
) -> None:
    created = await product.post("/api/tickets/", json=TICKET)
    assert created.status_code == 201
    assert (await product.get("/api/tickets/")).json()["results"][0]["id"] == created.json()["id"]

    suggestion = (await product.post("/api/tickets/classify/", json=TICKET)).json()
    assert (suggestion["source"], suggestion["suggested_category"]) == ("llm", "technical")
    assert (await product.get("/api/triage/status/")).json()["state"] == "ready"

    ollama.control.fault = "hang"
    another = {"description": "A text that was not asked about before."}
    leaving = asyncio.create_task(product.post("/api/tickets/classify/", json=another))
    await until(lambda: ollama.control.started == 2)
    others = await asyncio.gather(*(product.get("/api/tickets/") for _ in range(32)))
    assert {response.status_code for response in others} == {200}
    leaving.cancel()
    await until(lambda: ollama.control.cancelled == 1)
