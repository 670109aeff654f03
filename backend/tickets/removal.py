"""Deleting tickets for good, with all that is kept of them anywhere."""

from django.db.models import QuerySet

from tickets.events.telling import tell
from tickets.models import Ticket
from tickets.signals import tickets_removed


def remove(tickets: QuerySet[Ticket]) -> int:
    """Delete tickets, their history and comments, and what others remember of them; how many there were.

    To be called in the transaction that has locked them.
    """
    numbers = list(tickets.values_list("pk", flat=True))
    tickets_removed.send(Ticket, ids=numbers)
    # Without their texts, which Django would read to look for what leads to them.
    Ticket.objects.filter(pk__in=numbers).only("pk").delete()
    tell(removed=bool(numbers))
    return len(numbers)
