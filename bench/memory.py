"""Whether the data API's memory grows with the requests that it answers."""

import asyncio
import itertools
from collections.abc import Callable
from time import perf_counter
from typing import Any

import httpx

from bench import cpu
from bench.clients import Request, call

PARTS = 10


async def over_many(
    client: httpx.AsyncClient, group: int, next_request: Callable[[], Request], requests: int, clients: int
) -> dict[str, Any]:
    """Its memory before and after each tenth of so many requests, made as fast as they are answered."""
    began = perf_counter()
    marks = [_megabytes(group)]
    for _ in range(PARTS):
        left = itertools.repeat(None, requests // PARTS)

        async def go_on(left: Any = left) -> None:
            for _ in left:
                await call(client, next_request())

        await asyncio.gather(*(go_on() for _ in range(clients)))
        marks.append(_megabytes(group))
    return {"requests": requests, "clients": clients, "seconds": round(perf_counter() - began), "mb": marks}


def _megabytes(group: int) -> float:
    return round(cpu.memory_of_group(group), 1)
