"""Commenting on a ticket, once, however often the request for it arrives."""

from django.db import transaction

from tickets.models import Comment, Ticket
from tickets.services import note_activity
from tickets.submissions import KeyReused


@transaction.atomic
def add_comment(ticket_id: int, *, body: str, author: str = "", key: str | None = None) -> Comment:
    """Store a comment, or find the one that was stored for this key of the client's.

    Raises Ticket.DoesNotExist, and KeyReused when the key was for another comment on the ticket.
    """
    # Locked, so that a second try waits for the first.
    Ticket.objects.select_for_update(no_key=True).only("pk").get(pk=ticket_id)
    earlier = key and Comment.objects.filter(ticket_id=ticket_id, key=key).first()
    if earlier:
        if (earlier.body, earlier.author) != (body, author):
            raise KeyReused
        return earlier
    note_activity(ticket_id)
    return Comment.objects.create(ticket_id=ticket_id, body=body, author=author, key=key)
