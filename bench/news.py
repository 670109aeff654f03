"""As many browsers as may listen for news, and when the first and the last of them know of a new ticket."""

import asyncio
import contextlib
from http import HTTPStatus
from time import perf_counter
from typing import Any

import httpx

from bench import cpu
from bench.clients import Request
from bench.places import Places
from tickets.events.hub import MOST_CLIENTS

EVENTS = "/api/tickets/events/"
# Until a new ticket is known to everybody. A stream that lives never times out by itself.
MOST_SECONDS = 60


async def to_all(places: Places, filing: Request, settling: float) -> dict[str, Any]:
    """
    filing: the request that files a ticket. A change might leave it as it was, which is no news.
    settling: seconds until everybody may be told at once again; so many are told of news every ten.
    Raises RuntimeError where one more may listen, and TimeoutError where not everybody hears of it.
    """
    before = cpu.memory_of_group(places.suggestions_group)
    limits = httpx.Limits(max_connections=None)
    async with (
        httpx.AsyncClient(base_url=places.data, trust_env=False, timeout=60) as data,
        httpx.AsyncClient(base_url=places.suggestions, trust_env=False, timeout=60, limits=limits) as client,
        contextlib.AsyncExitStack() as stack,
    ):
        listeners = [await _listen(stack, client) for _ in range(MOST_CLIENTS)]
        await _see_refusal(client)
        memory = cpu.memory_of_group(places.suggestions_group) - before
        await asyncio.sleep(settling)
        began = perf_counter()
        (await data.request(**filing)).raise_for_status()
        async with asyncio.timeout(MOST_SECONDS):
            heard = await asyncio.gather(*map(_next_event, listeners))
    return {
        "clients": MOST_CLIENTS,
        "memory_mb": round(memory, 1),
        "first_ms": round((min(heard) - began) * 1000),
        "last_ms": round((max(heard) - began) * 1000),
    }


async def _listen(stack: contextlib.AsyncExitStack, client: httpx.AsyncClient) -> Any:
    """The lines of a stream, after its first event."""
    response = await stack.enter_async_context(client.stream("GET", EVENTS))
    lines = response.raise_for_status().aiter_lines()
    await _next_event(lines)
    return lines


async def _next_event(lines: Any) -> float:
    """When it came."""
    async for line in lines:
        if line.startswith("data:"):
            return perf_counter()
    raise RuntimeError("A stream of news has ended.")


async def _see_refusal(client: httpx.AsyncClient) -> None:
    async with client.stream("GET", EVENTS) as one_more:
        if one_more.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
            raise RuntimeError(f"More than {MOST_CLIENTS} browsers may listen for news.")
