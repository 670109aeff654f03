"""What Prometheus learns of tickets: what people make of suggested labels, and who is told of news."""

from collections.abc import Iterable

from prometheus_client import Counter, Gauge

from tickets.models import DEMO_ENGINES, SuggestionSource, Ticket

LABEL_CHOICES = Counter(
    "hushdesk_label_choices_total",
    "Labels that people chose on tickets with a suggestion.",
    ["label", "outcome"],
)
EVENT_STREAMS = Gauge(
    "hushdesk_event_streams", "Browsers that are told of news.", multiprocess_mode="livesum"
)


def count_choices(ticket: Ticket, labels: Iterable[str]) -> None:
    """Count these labels, which a person has just chosen, as accepted or overridden."""
    if ticket.suggestion_source == SuggestionSource.NONE or ticket.suggestion_model in DEMO_ENGINES:
        return
    for label in labels:
        as_suggested = getattr(ticket, label) == getattr(ticket, f"suggested_{label}")
        LABEL_CHOICES.labels(label, "accepted" if as_suggested else "overridden").inc()
