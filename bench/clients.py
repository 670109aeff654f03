"""Clients that each make one call after the other, as fast as they are answered."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import httpx

from bench.load import percentile

Request = Mapping[str, Any]  # the arguments of httpx.AsyncClient.request


@dataclass(frozen=True)
class Times:
    """In seconds, of each call, and of all of them together."""

    calls: list[float]
    whole: float

    def __add__(self, later: "Times") -> "Times":
        return Times(self.calls + later.calls, self.whole + later.whole)

    def figures(self) -> dict[str, float]:
        return {
            "p50_ms": round(percentile(self.calls, 0.50) * 1000, 1),
            "p95_ms": round(percentile(self.calls, 0.95) * 1000, 1),
            "per_second": round(len(self.calls) / self.whole, 1),
        }


async def call(client: httpx.AsyncClient, request: Request) -> float:
    """Seconds until it was answered. Raises httpx.HTTPError for an error."""
    began = perf_counter()
    (await client.request(**request)).raise_for_status()
    return perf_counter() - began


async def hammer(
    client: httpx.AsyncClient, next_request: Callable[[], Request], clients: int, seconds: float
) -> Times:
    """So many clients for so long; each makes at least one call."""
    began = perf_counter()
    calls: list[float] = []

    async def go_on() -> None:
        while True:
            calls.append(await call(client, next_request()))
            if perf_counter() - began > seconds:
                return

    await asyncio.gather(*(go_on() for _ in range(clients)))
    return Times(calls, perf_counter() - began)
