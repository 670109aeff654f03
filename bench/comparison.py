"""The newest page beside the same page of a plain view on gunicorn's threads, in turns."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from bench import cpu, plans
from bench.clients import hammer
from bench.kinds import get
from bench.places import ROOT, Places
from native import deployed

# As many workers and threads as the data API has.
GUNICORN = (
    "gunicorn --workers 2 --worker-class gthread --threads 8 bench.plain:application --bind 127.0.0.1:{port}"
)
ROUNDS = 5
OURS, PLAIN = "Hushdesk", "a serializer, gunicorn's threads"


async def beside_plain(places: Places, address: str, clients: int, seconds: float) -> dict[str, Any]:
    """`address`: of the page. Each round takes twice so many seconds."""
    with _plain_server() as plain:
        servers = {OURS: (places.data, places.data_group), PLAIN: plain}
        rounds: dict[str, list[dict[str, float]]] = {name: [] for name in servers}
        for _ in range(ROUNDS):
            for name, (server, group) in servers.items():
                rounds[name].append(await _round(server + address, group, clients, seconds))
    found = {
        name: {figure: round(median(one[figure] for one in many), 2) for figure in many[0]}
        for name, many in rounds.items()
    }
    ours, theirs = found[OURS], found[PLAIN]
    return {
        "clients": clients,
        "servers": found,
        "cpu_ratio": ours["server_cpu_ms"] / theirs["server_cpu_ms"],
        "time_ratio": theirs["per_second"] / ours["per_second"],
    }


async def _round(url: str, group: int, clients: int, seconds: float) -> dict[str, float]:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        await hammer(client, lambda: get(url), clients, 0)  # for the connections
        server, database = cpu.of_group(group), cpu.of_family(plans.postmaster())
        times = await hammer(client, lambda: get(url), clients, seconds)
        calls = len(times.calls)
        return {
            "per_second": times.figures()["per_second"],
            "server_cpu_ms": (cpu.of_group(group) - server) / calls,
            "database_cpu_ms": (cpu.of_family(plans.postmaster()) - database) / calls,
        }


@contextlib.contextmanager
def _plain_server() -> Iterator[tuple[str, int]]:
    """Its address and its process group."""
    with tempfile.TemporaryDirectory(prefix="hushdesk-bench-") as folder:
        path = os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])
        with deployed.started("plain", GUNICORN, {**os.environ, "PYTHONPATH": path}, Path(folder)) as server:
            server.wait("/api/tickets/?page_size=1")
            yield server.address, server.group
