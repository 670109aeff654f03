"""Whether the data API's memory grows with the requests that it answers."""

import asyncio
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import httpx

from bench import cpu
from bench.clients import Request, call

PARTS = 10
# On a machine that is busy, fewer requests must do.
MOST_SECONDS = 150


async def over_many(
    client: httpx.AsyncClient, group: int, next_request: Callable[[], Request], requests: int, clients: int
) -> dict[str, Any]:
    """Its memory before and after each tenth of so many requests, made as fast as they are answered."""
    began, made = perf_counter(), 0
    marks = [_megabytes(group)]

    async def go_on(until: float, numbers: Iterator[int]) -> None:
        nonlocal made
        for _ in numbers:
            if perf_counter() > until:
                return
            await call(client, next_request())
            made += 1

    for part in range(1, PARTS + 1):
        until, numbers = began + part * MOST_SECONDS / PARTS, iter(range(requests // PARTS))
        await asyncio.gather(*(go_on(until, numbers) for _ in range(clients)))
        marks.append(_megabytes(group))
    return {"requests": made, "clients": clients, "seconds": round(perf_counter() - began), "mb": marks}


def _megabytes(group: int) -> float:
    return round(cpu.memory_of_group(group), 1)
