"""Queueing tickets in bulk: again after a change of model or prompt, what was given up, and imports."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Now

from tickets.models import NOT_CHOSEN, SuggestionSource, Ticket
from triage.models import LabellingAttempt

# What is in hand is being judged anyway, so it is left to the worker that has it.
QUEUE = """
    INSERT INTO triage_labellingattempt AS attempt (ticket_id, due_at, failures, bulk)
    {tickets} FOR KEY SHARE OF tickets_ticket
    ON CONFLICT (ticket_id) DO UPDATE
        SET due_at = excluded.due_at, failures = 0, bulk = true, given_up_at = NULL
        WHERE attempt.lease IS NULL OR attempt.due_at <= excluded.due_at
"""


def queue_again(tickets: QuerySet[Ticket]) -> int:
    """Have engines judge these tickets again, in one statement; how many were queued.

    Left out are those whose labels people chose, and those that wait for their first judgement as it is. A
    ticket keeps what was suggested before until it is judged. None of the queryset's orders or limits count.
    """
    waiting_anyway = {"suggestion_source": SuggestionSource.NONE, "labelling": None}
    return _queue(tickets.filter(NOT_CHOSEN).exclude(**waiting_anyway))


def queue_imported(ids: Collection[int], **_: Any) -> None:
    """Have many new tickets wait until none is left that somebody filed by hand."""
    _queue(Ticket.objects.filter(NOT_CHOSEN, pk__in=ids))


def _queue(tickets: QuerySet[Ticket]) -> int:
    rows = tickets.order_by("pk").values_list("pk", Now(), Value(0), Value(True))
    selection, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(QUEUE.format(tickets=selection), parameters)
        return int(cursor.rowcount)


def left_in_bulk() -> int:
    """How many tickets that were queued in bulk are neither judged nor given up yet."""
    return _in_bulk().filter(labelling__given_up_at=None).count()


def given_up_in_bulk() -> int:
    """How many tickets that were queued in bulk have been given up."""
    return _in_bulk().filter(labelling__given_up_at__isnull=False).count()


def is_under_way() -> bool:
    """Whether a worker has any ticket in hand."""
    return LabellingAttempt.objects.filter(lease__isnull=False, due_at__gt=Now()).exists()


def _in_bulk() -> QuerySet[Ticket]:
    return Ticket.objects.filter(NOT_CHOSEN, labelling__bulk=True)
