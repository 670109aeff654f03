"""Prometheus metrics. Labels are routes, methods and status codes: never an address with a search in it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from config.backups import BackupCollector
from config.routes import route_of
from triage.background.backlog import BacklogCollector

REQUEST_SECONDS = Histogram(
    "hushdesk_http_request_duration_seconds",
    "Time to answer a request, in seconds.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
RESPONSES = Counter("hushdesk_http_responses_total", "Answers given.", ["method", "route", "status"])
BYTES_PER_PAGE = os.sysconf("SC_PAGE_SIZE")
KNOWN_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PATCH", "PUT", "DELETE"}


def observe_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    found = route_of(request)
    route = found.route if found else "(none)"
    method = request.method if request.method in KNOWN_METHODS else "(other)"
    REQUEST_SECONDS.labels(method, route).observe(seconds)
    RESPONSES.labels(method, route, str(response.status_code)).inc()


class MemoryCollector(Collector):
    """What prometheus_client tells of one process only: the memory of all that have written their figures."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterator[GaugeMetricFamily]:
        written = (re.search(r"_(\d+)\.db$", file.name) for file in self._folder.iterdir())
        processes = {int(found[1]) for found in written if found}
        yield GaugeMetricFamily(
            "process_resident_memory_bytes",
            "Resident memory size in bytes.",
            value=sum(map(resident_bytes, processes)),
        )


def resident_bytes(process: int) -> int:
    """0 of one that is no more, and where no /proc tells."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * BYTES_PER_PAGE
    except OSError:
        return 0


def registry() -> CollectorRegistry:
    """All worker processes' figures where PROMETHEUS_MULTIPROC_DIR is set, else this one's."""
    if not (folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR")):
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    together.register(MemoryCollector(Path(folder)))
    return together


def stored() -> CollectorRegistry:
    """Figures that are read from the database, the same in every process."""
    found = CollectorRegistry()
    found.register(BacklogCollector())
    found.register(BackupCollector())
    return found


def metrics(request: HttpRequest) -> HttpResponse:
    """All figures, in Prometheus' text format."""
    text = generate_latest(registry()) + generate_latest(stored())
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
