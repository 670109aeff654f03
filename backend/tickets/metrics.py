"""What Prometheus learns of tickets: what people make of labels, who hears of news, what statements take."""

from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import Counter, Gauge, Histogram

from tickets.models import SuggestionSource, Ticket

LABEL_CHOICES = Counter(
    "hushdesk_label_choices_total",
    "Labels that people chose on tickets with a suggestion.",
    ["label", "outcome"],
)
EVENT_STREAMS = Gauge(
    "hushdesk_event_streams", "Browsers that are told of news.", multiprocess_mode="livesum"
)
STATEMENT_SECONDS = Histogram(
    "hushdesk_database_statement_duration_seconds",
    "Time until PostgreSQL had answered a statement, in seconds.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30),
)


def measured(execute: Callable[..., Any], *statement: Any) -> Any:
    """For a connection's `execute_wrappers`."""
    with STATEMENT_SECONDS.time():
        return execute(*statement)


def count_choices(ticket: Ticket, labels: Iterable[str]) -> None:
    """Count these labels, which a person has just chosen, as accepted or overridden."""
    if ticket.suggestion_source == SuggestionSource.NONE or ticket.demo:
        return
    for label in labels:
        as_suggested = getattr(ticket, label) == getattr(ticket, f"suggested_{label}")
        LABEL_CHOICES.labels(label, "accepted" if as_suggested else "overridden").inc()
