"""One change of many tickets at once, which can be undone as a whole for a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest, Now

from tickets.forgetting import forget_old
from tickets.models import BulkChange, BulkChangedTicket, Ticket
from tickets.services import edit_tickets, lock_in_order, write_many

MOST_TICKETS = 10_000
REMEMBERED = timedelta(hours=24)
MOST_FORGOTTEN_AT_ONCE = 10

# What a change of many can touch, and so what undoing it puts back.
KEPT = ("category", "priority", "status", "category_set_by_person", "priority_set_by_person")


class TooMany(Exception):
    """More than MOST_TICKETS were meant: nothing was changed."""


class NoSuchTickets(Exception):
    """Of the tickets that were named some do not exist: nothing was changed."""

    def __init__(self, numbers: Collection[int]) -> None:
        super().__init__(f"{len(numbers)} tickets do not exist")
        self.numbers = sorted(numbers)


class AlreadyUndone(Exception):
    pass


@dataclass(frozen=True)
class Changed:
    """
    changed, unchanged: how many tickets became something else, and how many were so already.
    undo: names the change to `undo`; None when nothing changed.
    """

    changed: int
    unchanged: int
    undo: UUID | None


@dataclass(frozen=True)
class Undone:
    """How many tickets are as they were before, and how many were left as somebody has changed them since."""

    restored: int
    left: int


@transaction.atomic
def change_many(
    tickets: QuerySet[Ticket], changes: Mapping[str, str], *, numbers: Collection[int] = (), by: str = ""
) -> Changed:
    """Set status, category or priority of all these tickets, or of none of them.

    numbers: those that must be among them.
    by: the name of who does it, where people log in.
    Raises NoSuchTickets and TooMany.
    """
    found = list(lock_in_order(tickets)[: MOST_TICKETS + 1])
    if len(found) > MOST_TICKETS:
        raise TooMany
    if missing := set(numbers) - {ticket.pk for ticket in found}:
        raise NoSuchTickets(missing)
    forget_old(BulkChange, REMEMBERED, MOST_FORGOTTEN_AT_ONCE)
    changed = edit_tickets(found, changes, by=by)
    undo = _remember(changed) if changed else None
    return Changed(len(changed), len(found) - len(changed), undo)


@transaction.atomic
def undo(change_id: UUID, *, by: str = "") -> Undone:
    """Put back what a change of many did, but for tickets that have changed since.

    Raises BulkChange.DoesNotExist, and AlreadyUndone the second time.
    """
    change = BulkChange.objects.select_for_update().get(pk=change_id, created_at__gt=Now() - REMEMBERED)
    if change.undone_at:
        raise AlreadyUndone
    before = {row["ticket_id"]: row for row in change.tickets.values("ticket_id", *KEPT)}
    untouched = Ticket.objects.filter(bulk_changes__change=change, version=F("bulk_changes__version"))
    wanted = [
        (ticket, {field: before[ticket.pk][field] for field in KEPT}) for ticket in lock_in_order(untouched)
    ]
    own = change.tickets.filter(ticket=OuterRef("pk"))
    write_many(wanted, {field: Subquery(own.values(field)) for field in KEPT}, by=by)
    BulkChange.objects.filter(pk=change_id).update(undone_at=Greatest("created_at", Now()))
    return Undone(len(wanted), len(before) - len(wanted))


def _remember(changed: list[Ticket]) -> UUID:
    """changed: the tickets as they were before."""
    change = BulkChange.objects.create()
    BulkChangedTicket.objects.bulk_create(
        BulkChangedTicket(
            change=change,
            ticket=ticket,
            version=ticket.version + 1,
            **{field: getattr(ticket, field) for field in KEPT},
        )
        for ticket in changed
    )
    return change.pk
