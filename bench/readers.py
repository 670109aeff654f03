"""Readers of the list, alone and among as many writers."""

import asyncio
import itertools
from collections.abc import Callable
from time import perf_counter
from typing import Any

import httpx

from bench.clients import Request, Times, call, hammer
from bench.kinds import Kinds

# Seconds between two calls of a person who is quick.
PACE = 0.5
ROUNDS = 3


async def among_writers(
    client: httpx.AsyncClient, kinds: Kinds, readers: int, seconds: float
) -> dict[str, Any]:
    """As fast as they can, when readers alone already keep the machine busy, and at the pace of people."""
    read, writes = kinds.by_name()["list"], itertools.cycle([kinds.create, kinds.update])

    def write() -> Request:
        return next(writes)()

    async def hurried(next_request: Callable[[], Request]) -> Times:
        return await hammer(client, next_request, readers, seconds)

    async def paced(next_request: Callable[[], Request]) -> Times:
        return await _at_pace(client, next_request, readers, seconds)

    return {
        "readers": readers,
        "paces": {
            "as fast as they can": await _beside(hurried, read, write),
            f"each every {PACE} s": await _beside(paced, read, write),
        },
    }


async def _beside(run: Any, read: Callable[[], Request], write: Callable[[], Request]) -> dict[str, Any]:
    """In turns, so that a machine whose speed drifts treats both alike."""
    alone, among = Times([], 0), Times([], 0)
    for _ in range(ROUNDS):
        alone += await run(read)
        among += (await asyncio.gather(run(read), run(write)))[0]
    return {"alone": alone.figures(), "among": among.figures()}


async def _at_pace(
    client: httpx.AsyncClient, next_request: Callable[[], Request], people: int, seconds: float
) -> Times:
    """Each calls every PACE seconds, one after the other; a call counts from when it was due."""
    began = perf_counter()
    wait = PACE / people

    async def due(number: int) -> float:
        late = perf_counter() - (began + number * wait)
        return late + await call(client, next_request())

    calls = []
    for number in range(round(seconds / wait)):
        await asyncio.sleep(began + number * wait - perf_counter())
        calls.append(asyncio.create_task(due(number)))
    return Times(await asyncio.gather(*calls), perf_counter() - began)
