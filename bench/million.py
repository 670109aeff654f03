"""A million tickets, side by side with ten thousand.

What grows with the number of tickets, and what is the product's own share of each answer: beside the time of
a call stand that of its bare SQL and that of the emptiest answer of the same server.
"""

import asyncio
import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bench import calls, cpu, plans
from bench.clients import Request, call, hammer
from bench.dataset import fill
from bench.definition import Bench, Figures, markdown_table
from bench.load import percentile
from bench.places import Places

HELLO = "/healthz"
# Some pages more are chance, as few tickets have all of some labels, and the depth of the indexes.
MOST_GROWTH = 2
SOME_PAGES = 400
MOST_QUERIES = 8
FLAT = ("list: ", "count: of one", calls.DETAIL)
UNINDEXED = """
SELECT id FROM tickets_ticket WHERE UPPER(title) LIKE '%XYLOPHONIST%'
OR UPPER(description) LIKE '%XYLOPHONIST%' ORDER BY created_at DESC, id DESC LIMIT 51
"""
FILTERS = """
SELECT count(*), min(created_at), count(*) FILTER (WHERE status = 'open'),
    count(*) FILTER (WHERE priority = 'low'), count(*) FILTER (WHERE priority = 'medium'),
    count(*) FILTER (WHERE priority = 'high'), count(*) FILTER (WHERE priority = 'critical'),
    count(*) FILTER (WHERE category = 'billing'), count(*) FILTER (WHERE category = 'technical'),
    count(*) FILTER (WHERE category = 'account'), count(*) FILTER (WHERE category = 'general')
FROM tickets_ticket
"""


@dataclass(frozen=True)
class Scale:
    """few, many: how many tickets; seconds: of each measurement; repeats: of calls one after the other."""

    few: int
    many: int
    seconds: float
    repeats: int
    clients: tuple[int, ...]
    writers: int


FULL = Scale(few=10_000, many=1_000_000, seconds=5, repeats=40, clients=(1, 8, 32), writers=16)
QUICK = Scale(few=5_000, many=50_000, seconds=0.5, repeats=3, clients=(1, 4), writers=2)


async def measure(places: Places, quick: bool) -> Figures:
    scale = QUICK if quick else FULL
    timeout = httpx.Timeout(60)
    async with (
        httpx.AsyncClient(base_url=places.data, trust_env=False, timeout=timeout) as data,
        httpx.AsyncClient(base_url=places.suggestions, trust_env=False, timeout=timeout) as suggestions,
    ):
        product = Product(places, data, suggestions, scale)
        few = await product.with_tickets(scale.few)
        many = await product.with_tickets(scale.many)
        check_growth(few["reads"], many["reads"])
        return {
            "few": few,
            "many": many,
            "baselines_ms": {name: _best_of(sql, scale) for name, sql in BASELINES.items()},
            "at_once": await product.at_once(),
            "writers": await product.readers_and_writers(),
        }


BASELINES = {
    "a search without indexes": UNINDEXED,
    "totals in one pass of FILTERs": FILTERS,
}


def check_growth(few: Mapping[str, Any], many: Mapping[str, Any]) -> None:
    """Raises RuntimeError for a call that does more for many tickets than it may."""
    for name, read in many.items():
        if read["queries"] > MOST_QUERIES:
            raise RuntimeError(f"{name}: {read['queries']} queries.")
        allowed = few[name]["pages"] * MOST_GROWTH + SOME_PAGES
        if name.startswith(FLAT) and read["pages"] > allowed:
            raise RuntimeError(f"{name}: {read['pages']} pages, and {few[name]['pages']} of few tickets.")


@dataclass(frozen=True)
class Product:
    """The product under measurement, which keeps its connections from one measurement to the next."""

    places: Places
    data: httpx.AsyncClient
    suggestions: httpx.AsyncClient
    scale: Scale

    async def with_tickets(self, number: int) -> dict[str, Any]:
        """What reading takes when there are so many tickets."""
        seconds, middle = _make_tickets(number)
        addresses = calls.reads(number, middle)
        hello = _median(await self._repeated({"method": "GET", "url": HELLO}))
        reads = {name: await self._read(address) for name, address in addresses.items()}
        return {"tickets": number, "made_in_s": round(seconds), "hello_ms": hello, "reads": reads}

    async def _read(self, address: str) -> dict[str, Any]:
        request = {"method": "GET", "url": address}
        first = await call(self.data, request)
        work = plans.work_of(address)
        server, database = cpu.of_group(self.places.data_group), cpu.of_family(self._postmaster)
        times = await self._repeated(request)

        def per_call(milliseconds: float) -> float:
            return round(milliseconds / len(times), 2)

        return {
            "ms": _median(times),
            "first_ms": round(first * 1000, 1),
            "sql_ms": _best_of_statements(work.statements, self.scale),
            "server_cpu_ms": per_call(cpu.of_group(self.places.data_group) - server),
            "database_cpu_ms": per_call(cpu.of_family(self._postmaster) - database),
            "queries": work.queries,
            "pages": work.pages,
        }

    @property
    def _postmaster(self) -> int:
        return cpu.parent_of(plans.backend())

    async def _repeated(self, request: Request) -> list[float]:
        """The seconds of each call: as many as there is time for."""
        until = time.perf_counter() + self.scale.seconds
        times = [await call(self.data, request)]
        while len(times) < self.scale.repeats and time.perf_counter() < until:
            times.append(await call(self.data, request))
        return times

    async def at_once(self) -> dict[str, dict[str, Any]]:
        """Several clients at once, for each kind of call."""
        memory = cpu.memory_of_group(self.places.data_group)
        found: dict[str, dict[str, Any]] = {}
        for name, (client, next_request) in self._kinds().items():
            found[name] = {
                str(clients): (await hammer(client, next_request, clients, self.scale.seconds)).figures()
                for clients in self.scale.clients
            }
        after = cpu.memory_of_group(self.places.data_group)
        return {"calls": found, "memory_mb": {"before": round(memory), "after": round(after)}}

    def _kinds(self) -> dict[str, tuple[httpx.AsyncClient, Callable[[], Request]]]:
        addresses = calls.reads(self.scale.many, _middle(self.scale.many))
        numbers = itertools.count(1)
        statuses = itertools.cycle(["in_progress", "resolved", "open"])

        def get(name: str) -> Callable[[], Request]:
            return lambda: {"method": "GET", "url": addresses[name]}

        def create() -> Request:
            return {"method": "POST", "url": "/api/tickets/", "json": calls.TICKET}

        def update() -> Request:
            url = f"/api/tickets/{self.scale.many - next(numbers) % self.scale.few}/"
            return {"method": "PATCH", "url": url, "json": {"status": next(statuses)}}

        def classify() -> Request:
            # Another text each time: the same one would be answered from memory.
            text = f"{calls.TICKET['description']} No {next(numbers)}."
            return {"method": "POST", "url": "/api/tickets/classify/", "json": {"description": text}}

        return {
            "hello": (self.data, lambda: {"method": "GET", "url": HELLO}),
            "list": (self.data, get("list: newest")),
            "list of some labels": (self.data, get("list: of some labels")),
            "search": (self.data, get("search: rare (200 tickets)")),
            "one ticket": (self.data, get(calls.DETAIL)),
            "totals": (self.data, get(calls.STATS)),
            "create": (self.data, create),
            "update": (self.data, update),
            "classify": (self.suggestions, classify),
        }

    async def readers_and_writers(self) -> dict[str, Any]:
        """The list for so many readers, without writers and with as many of them."""
        (_, read), (_, create), (_, update) = (self._kinds()[name] for name in ("list", "create", "update"))
        idle = await hammer(self.data, read, self.scale.writers, self.scale.seconds)
        writes = itertools.cycle([create, update])
        busy, _ = await asyncio.gather(
            hammer(self.data, read, self.scale.writers, self.scale.seconds),
            hammer(self.data, lambda: next(writes)(), self.scale.writers, self.scale.seconds),
        )
        return {"readers": self.scale.writers, "idle": idle.figures(), "busy": busy.figures()}


def _make_tickets(number: int) -> tuple[float, Any]:
    """Seconds that it took, and when the ticket in the middle was filed. What was there before is gone."""
    began = time.perf_counter()
    with plans.driver() as connection:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE tickets_ticket RESTART IDENTITY CASCADE")
        fill(connection, number, time.time())
    return time.perf_counter() - began, _middle(number)


def _middle(number: int) -> Any:
    return plans.value("SELECT created_at FROM tickets_ticket WHERE id = %s", number // 2)


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


def report(figures: Figures) -> str:
    few, many = figures["few"], figures["many"]
    return "\n\n".join(
        [
            f"{many['tickets']:,} tickets, made in {many['made_in_s']} s, and {few['tickets']:,}. "
            f"One client, median of several calls. The emptiest answer of the same server takes "
            f"{many['hello_ms']} ms. Bare SQL is the best of as many runs.",
            _reads_table(few, many),
            "What it is compared with: "
            + ", ".join(f"{name} {value} ms" for name, value in figures["baselines_ms"].items())
            + ".",
            _at_once_table(figures["at_once"]),
            _aims_table(figures),
        ]
    )


def _reads_table(few: Mapping[str, Any], many: Mapping[str, Any]) -> str:
    rows = [
        [
            name,
            f"{read['ms']} ms",
            f"{few['reads'][name]['ms']} ms",
            f"{read['sql_ms']} ms",
            f"{read['first_ms']} ms",
            f"{read['server_cpu_ms']} + {read['database_cpu_ms']} ms",
            str(read["queries"]),
            f"{read['pages']:,} ({few['reads'][name]['pages']:,})",
        ]
        for name, read in many["reads"].items()
    ]
    heading = [
        "",
        f"of {many['tickets']:,}",
        f"of {few['tickets']:,}",
        "bare SQL",
        "the first call",
        "CPU: server + database",
        "queries",
        "pages touched",
    ]
    return markdown_table([heading, *rows])


def _at_once_table(at_once: Mapping[str, Any]) -> str:
    clients = list(next(iter(at_once["calls"].values())))
    rows = [
        [name, *(f"{by[n]['p50_ms']} / {by[n]['p95_ms']} ms, {by[n]['per_second']}/s" for n in clients)]
        for name, by in at_once["calls"].items()
    ]
    memory = at_once["memory_mb"]
    return (
        markdown_table([["p50 / p95, calls a second", *(f"{n} clients" for n in clients)], *rows])
        + f"\n\nMemory of the data API: {memory['before']} MB before these, {memory['after']} MB after."
    )


def ratios(figures: Figures) -> dict[str, tuple[float, float]]:
    """What was aimed at: the ratio that was measured, and the most that it may be."""
    few, many = figures["few"]["reads"], figures["many"]["reads"]
    lists = [name for name in many if name.startswith("list: ")]
    searches = [name for name in many if name.startswith("search: ") and "two letters" not in name]
    newest = many["list: newest"]
    base = figures["baselines_ms"]
    writers = figures["writers"]
    return {
        "slowest list, of many against few": (max(many[n]["ms"] / few[n]["ms"] for n in lists), 1.3),
        "newest, against its bare SQL and the emptiest answer": (
            newest["ms"] / (newest["sql_ms"] + figures["many"]["hello_ms"]),
            3,
        ),
        "slowest search, against one without indexes": (
            max(many[n]["ms"] for n in searches) / base["a search without indexes"],
            1 / 12,
        ),
        "middle of the searches, against the newest page": (
            percentile([many[n]["ms"] for n in searches], 0.5) / newest["ms"],
            5,
        ),
        "totals, against one pass of FILTERs": (
            many[calls.STATS]["ms"] / base["totals in one pass of FILTERs"],
            0.4,
        ),
        f"p95 of {writers['readers']} readers, with as many writers against without": (
            writers["busy"]["p95_ms"] / writers["idle"]["p95_ms"],
            2,
        ),
    }


def _aims_table(figures: Figures) -> str:
    rows = [[name, f"{ratio:.2f}", f"{most:.2f}"] for name, (ratio, most) in ratios(figures).items()]
    classify = figures["at_once"]["calls"]["classify"]["1"]["p50_ms"]
    return markdown_table(
        [
            ["ratio", "measured", "aim: at most"],
            *rows,
            ["classify, all but the model, ms", str(classify), "8"],
        ]
    )


def headline(figures: Figures) -> Mapping[str, str]:
    many = figures["many"]["reads"]
    return {
        "newest": f"{many['list: newest']['ms']} ms",
        **{name: f"{ratio:.2f}" for name, (ratio, _) in ratios(figures).items()},
    }


BENCH = Bench("million", "A million tickets", measure, report, headline)
