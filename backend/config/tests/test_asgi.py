"""The one program that serves everything, started as it is in earnest: suggestions must notice who leaves."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from django.db import connection

from accounts.models import Role
from accounts.tests.factory import PASSWORD, make_user
from config.tests.serving import serving
from triage.database import in_database
from triage.tests.fake_ollama import FakeOllama, running
from triage.tests.waiting import until, until_in_database

OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
TICKET = {"title": "Refund", "description": "I was charged twice for one order."}


@pytest.fixture
async def ollama() -> AsyncIterator[FakeOllama]:
    async with running() as fake:
        yield fake


@pytest.fixture
async def product(transactional_db: None, ollama: FakeOllama) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(OLLAMA_URL=ollama.url) as client:
        yield client


@pytest.fixture
async def product_with_log_in(transactional_db: None, ollama: FakeOllama) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(OLLAMA_URL=ollama.url, ACCESS="login") as client:
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


async def test_where_people_log_in_both_ways_of_serving_ask_who_it_is_and_notice_who_leaves(
    product_with_log_in: httpx.AsyncClient, ollama: FakeOllama
) -> None:
    browser = product_with_log_in
    await in_database(make_user, Role.REQUESTER, "ann")
    for path in ("/api/tickets/", "/api/triage/status/"):
        assert (await browser.get(path)).status_code == 401
    assert (await browser.post("/api/tickets/classify/", json=TICKET)).status_code == 401

    await log_in(browser)
    assert (await browser.post("/api/tickets/", json=TICKET)).status_code == 201
    forged = {"X-CSRFToken": "x" * 32}
    for path in ("/api/tickets/", "/api/tickets/classify/"):
        assert (await browser.post(path, json=TICKET, headers=forged)).status_code == 403

    kept = await in_database(connections)
    ollama.control.fault = "hang"
    another = {"description": "A text that was not asked about before."}
    leaving = asyncio.create_task(browser.post("/api/tickets/classify/", json=another))
    await until(lambda: ollama.control.started == 1)
    await until_in_database(lambda: connections() <= kept)
    leaving.cancel()
    await until(lambda: ollama.control.cancelled == 1)


async def test_all_ways_of_serving_count_what_is_asked_for_too_often(
    transactional_db: None, ollama: FakeOllama
) -> None:
    limits = {"LIMIT_SUBMIT": "1/day", "LIMIT_CLASSIFY": "1/day"}
    async with serving(None, OLLAMA_URL=ollama.url, ALLOW_OPEN_ACCESS="true", **limits) as client:
        for path, first in (("/api/tickets/", 201), ("/api/tickets/classify/", 200)):
            answers = [await client.post(path, json=TICKET) for _ in range(2)]
            assert [answer.status_code for answer in answers] == [first, 429]
            assert int(answers[1].headers["Retry-After"]) > 3600
        assert (await client.get("/api/tickets/")).status_code == 200


async def log_in(browser: httpx.AsyncClient) -> None:
    await browser.get("/api/session/")
    browser.headers["X-CSRFToken"] = browser.cookies["csrftoken"]
    answer = await browser.post("/api/session/", json={"username": "ann", "password": PASSWORD})
    assert answer.status_code == 200
    browser.headers["X-CSRFToken"] = browser.cookies["csrftoken"]


def connections() -> int:
    """How many others have to the database: the threads of the data API keep theirs."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return int(cursor.fetchone()[0])
