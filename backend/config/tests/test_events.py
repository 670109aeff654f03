"""News of tickets, as a browser hears them: through the program that serves everything."""

import asyncio
import json
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from django.db import connection

from config.tests.serving import serving_process
from triage.database import in_database

TICKET = {"title": "Refund", "description": "I was charged twice.", "category": "billing", "priority": "low"}
LISTENERS = "SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN hushdesk_tickets'"
ANEW = {"created": [], "changed": [], "more": True}


@pytest.fixture
async def product(transactional_db: None) -> AsyncIterator[tuple[httpx.AsyncClient, Process]]:
    async with serving_process(LLM_PROVIDER="none") as running:
        yield running


class Listening:
    """A browser that listens. Its stream may end, or it may leave."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def news(self) -> Any:
        """The data of the next event."""
        async with asyncio.timeout(20):
            async for line in self._lines:
                if line.startswith("data: "):
                    return json.loads(line.removeprefix("data: "))
        raise EOFError

    async def heard(self, what: str) -> set[int]:
        """The next numbers that are told as `what`; others may come before."""
        while not (numbers := (await self.news())[what]):
            pass
        return set(numbers)

    async def end(self) -> None:
        async with asyncio.timeout(20):
            async for _ in self._lines:
                pass


@asynccontextmanager
async def listening(client: httpx.AsyncClient) -> AsyncIterator[Listening]:
    """After the first event, which tells to look at everything."""
    headers = {"Accept": "text/event-stream"}
    async with client.stream("GET", "/api/tickets/events/", headers=headers) as response:
        browser = Listening(response)
        assert await browser.news() == ANEW
        yield browser


async def create(client: httpx.AsyncClient) -> int:
    response = await client.post("/api/tickets/", json=TICKET)
    assert response.status_code == 201
    return int(response.json()["id"])


async def listeners() -> list[int]:
    def found() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(f"{LISTENERS} AND datname = current_database()")
            return [pid for (pid,) in cursor.fetchall()]

    return await in_database(found)


async def until_nobody_listens() -> None:
    async with asyncio.timeout(10):
        while await listeners():  # noqa: ASYNC110  (PostgreSQL does not tell)
            await asyncio.sleep(0.05)


async def test_each_kind_of_change_is_told_by_number_and_never_by_text(
    product: tuple[httpx.AsyncClient, Process],
) -> None:
    client, _ = product
    async with listening(client) as browser:
        headers = browser.response.headers
        assert headers["content-type"] == "text/event-stream"
        assert headers["cache-control"] == "no-store"

        first = await create(client)
        assert await browser.news() == {"created": [first], "changed": [], "more": False}
        await client.patch(f"/api/tickets/{first}/", json={"status": "resolved"})
        assert await browser.news() == {"created": [], "changed": [first], "more": False}
        await client.post(f"/api/tickets/{first}/comments/", json={"body": "Looked into it."})
        assert await browser.heard("changed") == {first}

        second = await create(client)
        assert await browser.heard("created") == {second}
        change = {"ids": [first, second], "changes": {"priority": "critical"}}
        await client.post("/api/tickets/bulk/", json=change)
        assert await browser.heard("changed") == {first, second}


async def test_news_arriving_together_are_told_together(product: tuple[httpx.AsyncClient, Process]) -> None:
    client, _ = product
    async with listening(client) as browser, listening(client) as another:
        created = set(await asyncio.gather(*(create(client) for _ in range(20))))
        for one in (browser, another):
            heard: set[int] = set()
            messages = 0
            while heard != created:
                heard |= await one.heard("created")
                messages += 1
            assert messages < len(created) / 2


async def test_all_clients_share_one_connection_which_goes_with_the_last(
    product: tuple[httpx.AsyncClient, Process],
) -> None:
    client, _ = product
    async with listening(client):
        async with listening(client):
            assert len(await listeners()) == 1
            assert "hushdesk_event_streams 2.0" in (await client.get("/metrics")).text
        assert len(await listeners()) == 1
    await until_nobody_listens()
    assert "hushdesk_event_streams 0.0" in (await client.get("/metrics")).text
    async with listening(client) as browser:
        assert await create(client) in await browser.heard("created")


async def test_when_the_database_restarts_the_stream_ends_and_the_next_one_works(
    product: tuple[httpx.AsyncClient, Process],
) -> None:
    client, _ = product

    def terminate(pid: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])

    async with listening(client) as browser:
        [pid] = await listeners()
        await in_database(terminate, pid)
        await browser.end()
    async with listening(client) as browser:
        assert await listeners() != [pid]
        assert await create(client) in await browser.heard("created")


async def test_open_streams_do_not_keep_the_server_from_stopping(
    product: tuple[httpx.AsyncClient, Process],
) -> None:
    client, process = product
    async with listening(client) as browser:
        process.terminate()
        await browser.end()
        async with asyncio.timeout(20):
            assert await process.wait() == 0


async def test_refusals_are_json_whatever_is_accepted(product: tuple[httpx.AsyncClient, Process]) -> None:
    client, _ = product
    refusal = await client.post("/api/tickets/events/", headers={"Accept": "text/event-stream"})
    assert (refusal.status_code, refusal.json()["code"]) == (405, "method_not_allowed")
