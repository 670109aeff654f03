"""What Prometheus learns of tickets: what people make of the labels that an engine suggests."""

from collections.abc import Iterable

from prometheus_client import Counter

from tickets.models import SuggestionSource, Ticket

LABEL_CHOICES = Counter(
    "hushdesk_label_choices_total",
    "Labels that people chose on tickets with a suggestion.",
    ["label", "outcome"],
)


def count_choices(ticket: Ticket, labels: Iterable[str]) -> None:
    """Count these labels, which a person has just chosen, as accepted or overridden."""
    if ticket.suggestion_source == SuggestionSource.NONE:
        return
    for label in labels:
        as_suggested = getattr(ticket, label) == getattr(ticket, f"suggested_{label}")
        LABEL_CHOICES.labels(label, "accepted" if as_suggested else "overridden").inc()
