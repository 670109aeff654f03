"""Removing tickets that were closed long ago, where RETENTION_DAYS says so: once a day, a few at a time.

Neither a clock that jumps ahead nor a nought too few must empty the system. So each day's run is written
down, and one that does not come about a day after the last, or is for another number of days, only is: by the
next day, somebody has noticed.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now

from tickets.models import STATUS_CHANGED, RetentionRun, Status, Ticket, TicketChange
from tickets.removal import remove

logger = logging.getLogger(__name__)

PAUSE = timedelta(days=1)
# After a longer one, as when Hushdesk was off for a while, one more day is waited.
LONGEST_PAUSE = timedelta(days=7)
MOST_AT_ONCE = 200


def expired(days: int) -> QuerySet[Ticket]:
    """Tickets that have been closed for so many days. A comment on a closed ticket does not prolong that."""
    limit = Now() - timedelta(days=days)
    since = TicketChange.objects.filter(STATUS_CHANGED, ticket=OuterRef("pk"), at__gt=limit)
    return Ticket.objects.filter(~Exists(since), status=Status.CLOSED, created_at__lte=limit)


@transaction.atomic
def begin() -> RetentionRun | None:
    """Today's run, if it is time for it and nobody else has begun it."""
    if not settings.RETENTION_DAYS:
        return None
    _one_at_a_time()
    age = _since_last(settings.RETENTION_DAYS)
    if age is not None and timedelta() <= age < PAUSE:
        return None
    run = RetentionRun.objects.create(days=settings.RETENTION_DAYS)
    return run if age and PAUSE <= age <= LONGEST_PAUSE else None


def _since_last(days: int) -> timedelta | None:
    """How long ago the last run was, if that was for as many days."""
    runs = RetentionRun.objects.annotate(age=Now() - F("at")).values_list("days", "age")
    last = runs.order_by("-id").first()
    return last[1] if last and last[0] == days else None


@transaction.atomic
def remove_some(days: int, run: RetentionRun | None = None) -> int:
    """Remove the next MOST_AT_ONCE, and none that somebody is changing at this moment; how many.

    run: is told how many.
    """
    locked = expired(days).select_for_update(skip_locked=True, of=("self",)).order_by("created_at", "id")
    some = [ticket.pk for ticket in locked.only("pk")[:MOST_AT_ONCE]]
    removed = remove(Ticket.objects.filter(pk__in=some))
    if removed and run:
        RetentionRun.objects.filter(pk=run.pk).update(removed=F("removed") + removed)
    if removed:
        logger.info("removed %d tickets that were closed more than %d days ago", removed, days)
    return removed


def _one_at_a_time() -> None:
    """Until the end of the transaction: of several workers one begins the day's run."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {RetentionRun._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
