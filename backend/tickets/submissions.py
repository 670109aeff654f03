"""Creating a ticket once, however often the request for it arrives.

A client that lost the answer cannot know whether its ticket was stored. It asks again with the same
Idempotency-Key and is given the ticket of the first time.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from tickets.forgetting import forget_old
from tickets.models import Submission, Ticket
from tickets.services import create_ticket

REMEMBERED = timedelta(hours=24)
MOST_FORGOTTEN_AT_ONCE = 100

# Who wrote and chose what. A suggestion may have come in between two tries.
SAME = ("title", "description", "category", "priority")


class KeyReused(Exception):
    """The key has been used for something else: answering with that would lose what is sent now."""


@transaction.atomic
def create_once(key: str, **fields: Any) -> Ticket:
    """`services.create_ticket`, or the ticket that it made for this key in the last 24 hours.

    Raises KeyReused when that was for other words or labels.
    """
    _one_at_a_time(key)
    forget_old(Submission, REMEMBERED, MOST_FORGOTTEN_AT_ONCE)
    fingerprint = _fingerprint(fields)
    earlier = Submission.objects.select_related("ticket").filter(key=key).first()
    if earlier is None:
        ticket = create_ticket(**fields)
        Submission.objects.create(key=key, fingerprint=fingerprint, ticket=ticket)
        return ticket
    if earlier.fingerprint != fingerprint:
        raise KeyReused
    return earlier.ticket


def _one_at_a_time(key: str) -> None:
    """Until the end of the transaction: a second try waits for the first, wherever that runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _fingerprint(fields: dict[str, Any]) -> str:
    person = fields.get("requester")
    # Somebody else who guesses a key is not given the ticket.
    same = [*(fields.get(name) for name in SAME), *([person.pk] if person else [])]
    return sha256(repr(same).encode()).hexdigest()
