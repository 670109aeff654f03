"""What Prometheus learns of suggestions: how many, by which engine, why not by the model, how fast."""

from prometheus_client import Counter, Histogram

from triage.providers.base import FallbackReason

SUGGESTIONS = Counter("hushdesk_suggestions_total", "Suggestions given.", ["source", "fallback_reason"])
FAILURES = Counter("hushdesk_suggestion_failures_total", "Suggestions that could not be given.", ["reason"])
SECONDS = Histogram(
    "hushdesk_suggestion_duration_seconds",
    "Time to a suggestion, in seconds.",
    ["source"],
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60),
)


def count_suggestion(source: str, fallback_reason: FallbackReason | None, seconds: float) -> None:
    SUGGESTIONS.labels(source, fallback_reason or "").inc()
    SECONDS.labels(source).observe(seconds)


def count_failure(reason: FallbackReason) -> None:
    FAILURES.labels(reason).inc()
