"""What Prometheus learns of suggestions: how many, by which engine, why not the model, how fast, how full."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import Counter, Gauge, Histogram

from triage.providers.base import FallbackReason, ProviderError

SUGGESTIONS = Counter("hushdesk_suggestions_total", "Suggestions given.", ["source", "fallback_reason"])
FAILURES = Counter("hushdesk_suggestion_failures_total", "Suggestions that could not be given.", ["reason"])
SECONDS = Histogram(
    "hushdesk_suggestion_duration_seconds",
    "Time to a suggestion, in seconds.",
    ["source"],
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60),
)
MODEL_SECONDS = Histogram(
    "hushdesk_model_call_duration_seconds",
    "Time that the model took once it was asked, in seconds.",
    ["outcome"],
    buckets=(0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60),
)
IN_FLIGHT = Gauge(
    "hushdesk_model_calls_in_flight", "People's questions that the model has.", multiprocess_mode="livesum"
)
WAITING = Gauge(
    "hushdesk_model_calls_waiting", "People's questions that wait for the model.", multiprocess_mode="livesum"
)
BREAKER_OPEN = Gauge(
    "hushdesk_model_breaker_open",
    "1 from the failures that had the model left alone until it answers again.",
    multiprocess_mode="livemax",
)


def count_suggestion(source: str, fallback_reason: FallbackReason | None, seconds: float) -> None:
    SUGGESTIONS.labels(source, fallback_reason or "").inc()
    SECONDS.labels(source).observe(seconds)


@contextmanager
def model_call() -> Iterator[None]:
    """Around the question to the model. Its outcome is answered, failed, or left: nobody waited any more."""
    started, outcome = perf_counter(), "left"
    try:
        yield
        outcome = "answered"
    except ProviderError:
        outcome = "failed"
        raise
    finally:
        MODEL_SECONDS.labels(outcome).observe(perf_counter() - started)


def count_failure(reason: FallbackReason) -> None:
    FAILURES.labels(reason).inc()
