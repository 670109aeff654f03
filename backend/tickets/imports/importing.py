"""Tickets from a file, of any size that a request is too small for: all of its rows or none.

The rows come in pieces, are looked at, and wait in the database. Nothing of them is a ticket until one
statement makes tickets of them, so whoever leaves midway has changed nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum
from django.db.models.functions import Greatest, Now

from tickets.events.telling import tell
from tickets.forgetting import forget_old
from tickets.imports.columns import Column, columns_of
from tickets.imports.rows import Row, RowError, read_rows
from tickets.models import ImportPiece, TicketImport
from tickets.signals import tickets_imported

MOST_ROWS = 50_000
MOST_ROWS_AT_ONCE = 1000
REMEMBERED = timedelta(hours=24)
MOST_FORGOTTEN_AT_ONCE = 10

# A status that is not open came to be at some time: the last change that the file knows of.
MAKE_TICKETS = """
    WITH made AS (
        INSERT INTO tickets_ticket (title, description, category, priority, status, created_at, updated_at,
                                    category_set_by_person, priority_set_by_person)
        SELECT title, description, coalesce(category, 'general'), coalesce(priority, 'medium'), status,
               coalesce(created_at, now()), coalesce(updated_at, created_at, now()),
               category IS NOT NULL, priority IS NOT NULL
        FROM tickets_importpiece AS piece, jsonb_to_recordset(piece.tickets) AS ticket(
            number integer, title text, description text, category text, priority text, status text,
            created_at timestamptz, updated_at timestamptz)
        WHERE piece.of_id = %s
        ORDER BY number
        RETURNING id, status, updated_at, category_set_by_person AND priority_set_by_person AS is_labelled
    ), told AS (
        INSERT INTO tickets_ticketchange (ticket_id, at, field, old, new, actor, actor_name)
        SELECT id, updated_at, 'status', 'open', status, 'person', %s FROM made WHERE status <> 'open'
    )
    SELECT id, is_labelled FROM made
"""


class RowsMissing(Exception):
    """Not all rows have arrived, or some twice."""


class RowsWithErrors(Exception):
    """Some rows are not right, and nobody said to leave them out."""


class AlreadyImported(Exception):
    """Rows came for an import that has been made already."""


@transaction.atomic
def begin(header: Sequence[str]) -> TicketImport:
    """Raises BadHeader."""
    forget_old(TicketImport, REMEMBERED, MOST_FORGOTTEN_AT_ONCE)
    return TicketImport.objects.create(columns=columns_of(header))


@transaction.atomic
def add_rows(import_id: UUID, rows: Sequence[Row]) -> tuple[int, list[RowError]]:
    """Keep the rows that are right; how many these are, and what is wrong with the others.

    The same rows may come again, as after a lost answer. Raises TicketImport.DoesNotExist, AlreadyImported.
    """
    found = _locked(import_id)
    if found.committed_at:
        raise AlreadyImported
    tickets, errors, invalid = read_rows([Column(*column) for column in found.columns], rows)
    ImportPiece.objects.update_or_create(
        of=found,
        first=rows[0].number,
        defaults={"tickets": tickets, "valid": len(tickets), "invalid": invalid},
    )
    return len(tickets), errors


@transaction.atomic
def commit(import_id: UUID, *, rows: int, leave_out_errors: bool, by: str = "") -> TicketImport:
    """Make tickets of the rows, once, however often this is asked for.

    rows: how many were sent. by: how the history calls who imports.
    Raises TicketImport.DoesNotExist, RowsMissing, RowsWithErrors.
    """
    found = _locked(import_id)
    if found.committed_at:
        return found
    kept = found.pieces.aggregate(valid=Sum("valid", default=0), invalid=Sum("invalid", default=0))
    if kept["valid"] + kept["invalid"] != rows:
        raise RowsMissing
    if kept["invalid"] and not leave_out_errors:
        raise RowsWithErrors
    _make_tickets(found, by)
    found.pieces.all().delete()
    found.created, found.left_out, found.committed_at = (
        kept["valid"],
        kept["invalid"],
        Greatest("created_at", Now()),
    )
    found.save(update_fields=["created", "left_out", "committed_at"])
    return found


def drop(import_id: UUID) -> None:
    """Forget the rows of an import that nobody wants any more."""
    TicketImport.objects.filter(pk=import_id, committed_at=None).delete()


def _locked(import_id: UUID) -> TicketImport:
    """Until the end of the transaction, so that a second try waits for the first."""
    return TicketImport.objects.select_for_update().get(pk=import_id, created_at__gt=Now() - REMEMBERED)


def _make_tickets(found: TicketImport, by: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MAKE_TICKETS, [found.pk, by])
        made = cursor.fetchall()
    tell(created=[number for number, _ in made])
    if unlabelled := [number for number, is_labelled in made if not is_labelled]:
        tickets_imported.send(TicketImport, ids=unlabelled)
