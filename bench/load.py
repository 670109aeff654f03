"""Calls of the data API at a fixed rate, whatever the answers take.

Each latency counts from the moment at which the call was due: a server that stalls is charged for all the
calls that it kept waiting, not just for the one that it stalled on.
"""

import asyncio
import random
from collections.abc import Sequence
from math import ceil
from time import perf_counter

import httpx

PAGE = 50
# Of 20 calls.
MIX = ["list"] * 10 + ["detail"] * 5 + ["create"] * 3 + ["change"] * 2


class DataLoad:
    """Reads, files and changes tickets as a team at work does."""

    def __init__(self, client: httpx.AsyncClient, rate: float) -> None:
        self._client = client
        self._rate = rate
        self._random = random.Random(16)
        self._tickets: list[int] = []

    async def prepare(self, tickets: int = 200) -> None:
        """File some, which also warms every worker and its connections."""
        answers = await asyncio.gather(*(self._call("create") for _ in range(tickets)))
        self._tickets = [answer.raise_for_status().json()["id"] for answer in answers]

    async def run(self, seconds: float) -> list[float]:
        """The latencies, in seconds. Raises httpx.HTTPError for a call that fails."""
        began = perf_counter()
        calls = []
        for number in range(round(seconds * self._rate)):
            due = began + number / self._rate
            await asyncio.sleep(due - perf_counter())
            calls.append(asyncio.create_task(self._timed(MIX[self._random.randrange(len(MIX))], due)))
        return await asyncio.gather(*calls)

    async def _timed(self, kind: str, due: float) -> float:
        (await self._call(kind)).raise_for_status()
        return perf_counter() - due

    async def _call(self, kind: str) -> httpx.Response:
        if kind == "create":
            return await self._client.post("/api/tickets/", json=self._new_ticket())
        if kind == "list":
            return await self._client.get("/api/tickets/", params={"page_size": PAGE})
        ticket = f"/api/tickets/{self._random.choice(self._tickets)}/"
        if kind == "detail":
            return await self._client.get(ticket)
        status = self._random.choice(["open", "in_progress", "resolved", "closed"])
        return await self._client.patch(ticket, json={"status": status})

    def _new_ticket(self) -> dict[str, str]:
        """With both labels, so that it is no work for the model."""
        number = self._random.randrange(10**9)
        description = f"Order {number} was charged twice, please refund one of the two."
        return {"title": "Refund", "description": description, "category": "billing", "priority": "medium"}


def percentile(values: Sequence[float], part: float) -> float:
    """The value that this part of them does not exceed; of at least one."""
    return sorted(values)[ceil(part * len(values)) - 1]
