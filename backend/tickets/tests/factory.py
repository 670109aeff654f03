"""Tickets for tests."""

from datetime import datetime
from typing import Any

from tickets.models import Ticket
from tickets.services import Suggestion, create_ticket

BY_MODEL = Suggestion(
    category="billing",
    priority="high",
    source="llm",
    model="some-model:4b",
    prompt_version="1",
    category_confidence=0.9,
    priority_confidence=0.6,
    priority_unsure=True,
    latency_ms=840,
)


def make_ticket(
    title: str = "Printer on fire",
    description: str = "It is the big one on the second floor.",
    created_at: datetime | None = None,
    **fields: Any,
) -> Ticket:
    """A ticket; any column can be given, also those that no service sets on a new one."""
    ticket = create_ticket(title=title, description=description, created_at=created_at)
    if fields:
        Ticket.objects.filter(pk=ticket.pk).update(**fields)
        ticket.refresh_from_db()
    return ticket
