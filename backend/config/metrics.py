"""Prometheus metrics. Labels are routes, methods and status codes: never an address with a search in it."""

import os

from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from triage.background.backlog import BacklogCollector

REQUEST_SECONDS = Histogram(
    "hushdesk_http_request_duration_seconds",
    "Time to answer a request, in seconds.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
RESPONSES = Counter("hushdesk_http_responses_total", "Answers given.", ["method", "route", "status"])
KNOWN_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PATCH", "PUT", "DELETE"}


def observe_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    route = match.route if match else "(none)"
    method = request.method if request.method in KNOWN_METHODS else "(other)"
    REQUEST_SECONDS.labels(method, route).observe(seconds)
    RESPONSES.labels(method, route, str(response.status_code)).inc()


def registry() -> CollectorRegistry:
    """All worker processes' figures where PROMETHEUS_MULTIPROC_DIR is set, else this one's."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


def stored() -> CollectorRegistry:
    """Figures that are read from the database, the same in every process."""
    found = CollectorRegistry()
    found.register(BacklogCollector())
    return found


def metrics(request: HttpRequest) -> HttpResponse:
    """All figures, in Prometheus' text format."""
    text = generate_latest(registry()) + generate_latest(stored())
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
