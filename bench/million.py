"""A million tickets, side by side with ten thousand.

What grows with the number of tickets, and what is the product's own share of each answer: beside the time of
a call stand that of its bare SQL and that of the emptiest answer of the same server.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bench import calls, comparison, cpu, first_page, memory, news, plans, taking
from bench.clients import Request, call, hammer
from bench.dataset import fill
from bench.definition import Bench, Figures
from bench.kinds import CLASSIFY, MODEL, Kinds, get
from bench.load import percentile
from bench.million_report import FILTERS, UNINDEXED, aims, headline, report
from bench.places import Places
from bench.readers import among_writers

# Some pages more are chance, as few tickets have all of some labels, and the depth of the indexes.
MOST_GROWTH = 2
SOME_PAGES = 400
# Of a call, by the beginning of its name.
MOST_QUERIES = {
    "list: ": 1,
    "search: ": 4,
    "count: ": 2,
    calls.DETAIL: 3,
    calls.STATS: 2,
    calls.TRENDS: 7,
    calls.QUALITY: 4,
}
FLAT = ("list: ", "count: of one", calls.DETAIL)
BASELINES = {
    UNINDEXED: """
SELECT id FROM tickets_ticket WHERE UPPER(title) LIKE '%XYLOPHONIST%'
OR UPPER(description) LIKE '%XYLOPHONIST%' ORDER BY created_at DESC, id DESC LIMIT 51
""",
    FILTERS: """
SELECT count(*), min(created_at), count(*) FILTER (WHERE status = 'open'),
    count(*) FILTER (WHERE priority = 'low'), count(*) FILTER (WHERE priority = 'medium'),
    count(*) FILTER (WHERE priority = 'high'), count(*) FILTER (WHERE priority = 'critical'),
    count(*) FILTER (WHERE category = 'billing'), count(*) FILTER (WHERE category = 'technical'),
    count(*) FILTER (WHERE category = 'account'), count(*) FILTER (WHERE category = 'general')
FROM tickets_ticket
""",
}


@dataclass(frozen=True)
class Scale:
    """
    few, many: how many tickets.
    seconds: of each measurement.
    repeats: of calls one after the other.
    requests: over which memory is watched.
    browsers: that are started for the first page.
    settling: seconds before those who listen for news are told some.
    """

    few: int
    many: int
    seconds: float
    repeats: int
    clients: tuple[int, ...]
    writers: int
    requests: int
    browsers: int
    settling: float


FULL = Scale(10_000, 1_000_000, 2, 200, (1, 8, 32), writers=16, requests=30_000, browsers=7, settling=11)
QUICK = Scale(2_000, 20_000, 0.2, 2, (1, 4), writers=2, requests=200, browsers=1, settling=0)


async def measure(places: Places, quick: bool) -> AsyncIterator[Figures]:
    scale = QUICK if quick else FULL
    timeout = httpx.Timeout(60)
    async with (
        httpx.AsyncClient(base_url=places.data, trust_env=False, timeout=timeout) as data,
        httpx.AsyncClient(base_url=places.suggestions, trust_env=False, timeout=timeout) as suggestions,
        httpx.AsyncClient(base_url=places.model, trust_env=False, timeout=timeout) as model,
    ):
        (await model.post("/control", json={"delay": 0})).raise_for_status()
        product = Product(places, data, suggestions, model, scale)
        few = await product.with_tickets(scale.few)
        many = await product.with_tickets(scale.many)
        figures: dict[str, Any] = {"few": few, "many": many}
        yield figures
        check_growth(few["reads"], many["reads"])
        async for name, part in product.at_a_million():
            figures[name] = part
            yield figures
        yield {**figures, "aims": aims(figures)}


def check_growth(few: Mapping[str, Any], many: Mapping[str, Any]) -> None:
    """Raises RuntimeError for a call that does more for many tickets than it may."""
    for name, read in many.items():
        most = next(most for beginning, most in MOST_QUERIES.items() if name.startswith(beginning))
        if max(read["queries"], few[name]["queries"]) > most:
            raise RuntimeError(f"{name}: {read['queries']} queries, and not {most}.")
        allowed = few[name]["pages"] * MOST_GROWTH + SOME_PAGES
        if name.startswith(FLAT) and read["pages"] > allowed:
            raise RuntimeError(f"{name}: {read['pages']} pages, and {few[name]['pages']} of few tickets.")


@dataclass(frozen=True)
class Product:
    """The product under measurement, which keeps its connections from one measurement to the next."""

    places: Places
    data: httpx.AsyncClient
    suggestions: httpx.AsyncClient
    model: httpx.AsyncClient
    scale: Scale

    async def with_tickets(self, number: int) -> dict[str, Any]:
        """What reading takes when there are so many tickets."""
        seconds = _make_tickets(number)
        hello = _median(await self._repeated(self.data, get(calls.HELLO)))
        reads = {name: await self._read(address) for name, address in _addresses(number).items()}
        return {"tickets": number, "made_in_s": round(seconds), "hello_ms": hello, "reads": reads}

    async def _read(self, address: str) -> dict[str, Any]:
        request, (client, group) = get(address), self._server_of(address)
        first = await call(client, request)
        answer = (await client.request(**request)).json()
        # In a thread, as an asynchronous view cannot be called from here.
        work = await asyncio.to_thread(plans.work_of, address)
        server, database = cpu.of_group(group), cpu.of_family(plans.postmaster())
        times = await self._repeated(client, request)

        def per_call(milliseconds: float) -> float:
            return round(milliseconds / len(times), 2)

        return {
            "ms": _median(times),
            "first_ms": round(first * 1000, 1),
            "sql_ms": _best_of_statements(work.statements, self.scale),
            "server_cpu_ms": per_call(cpu.of_group(group) - server),
            "database_cpu_ms": per_call(cpu.of_family(plans.postmaster()) - database),
            "queries": work.queries,
            "pages": work.pages,
            "rows": len(answer.get("results", [])),
        }

    def _server_of(self, address: str) -> tuple[httpx.AsyncClient, int]:
        if address.startswith("/api/triage/"):
            return self.suggestions, self.places.suggestions_group
        return self.data, self.places.data_group

    async def _repeated(self, client: httpx.AsyncClient, request: Request) -> list[float]:
        """The seconds of each call: as many as there is time for."""
        until = time.perf_counter() + self.scale.seconds
        times = [await call(client, request)]
        while len(times) < self.scale.repeats and time.perf_counter() < until:
            times.append(await call(client, request))
        return times

    async def at_a_million(self) -> AsyncIterator[tuple[str, Any]]:
        """What is measured of many tickets only, by name. What writes comes after what reads."""
        scale, newest = self.scale, _addresses(self.scale.many)["list: newest"]
        kinds = Kinds(scale.many, _addresses(scale.many))
        clients = max(scale.clients[:2])
        yield "baselines_ms", {name: _best_of(sql, scale) for name, sql in BASELINES.items()}
        yield "plain", await comparison.beside_plain(self.places, newest, clients, scale.seconds)
        yield "first_page", first_page.figures(self.places, scale.browsers)
        yield "at_once", await self._at_once(kinds)
        yield "writers", await among_writers(self.data, kinds, scale.writers, scale.seconds)
        yield "queue", taking.figures()
        yield "news", await news.to_all(self.places, kinds.create(), scale.settling)
        server, mixed = self.places.data_group, kinds.mixed()
        yield "memory", await memory.over_many(self.data, server, mixed, scale.requests, clients)

    async def _at_once(self, kinds: Kinds) -> dict[str, dict[str, Any]]:
        """Several clients at once, for each kind of call."""
        clients = {CLASSIFY: self.suggestions, MODEL: self.model}
        return {
            name: {
                str(number): (
                    await hammer(clients.get(name, self.data), next_request, number, self.scale.seconds)
                ).figures()
                for number in self.scale.clients
            }
            for name, next_request in kinds.by_name().items()
        }


def _make_tickets(number: int) -> float:
    """Seconds that it took. What was there before is gone."""
    began = time.perf_counter()
    with plans.driver() as connection:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE tickets_ticket RESTART IDENTITY CASCADE")
        fill(connection, number, time.time())
    return time.perf_counter() - began


def _addresses(number: int) -> dict[str, str]:
    middle = plans.value("SELECT created_at FROM tickets_ticket WHERE id = %s", number // 2)
    return calls.reads(number, middle)


def _median(seconds: Sequence[float]) -> float:
    return round(percentile(seconds, 0.5) * 1000, 2)


def _best_of_statements(statements: Sequence[str], scale: Scale) -> float:
    until = time.perf_counter() + scale.seconds
    best = plans.milliseconds(statements)
    for _ in range(scale.repeats):
        if time.perf_counter() < until:
            best = min(best, plans.milliseconds(statements))
    return round(best, 2)


def _best_of(statement: str, scale: Scale) -> float:
    """Few times, as one takes seconds."""
    walked = ["SET LOCAL enable_bitmapscan = off", statement.strip()]
    return round(min(plans.milliseconds(walked) for _ in range(min(scale.repeats, 3))), 1)


BENCH = Bench("million", "A million tickets", measure, report, headline)
