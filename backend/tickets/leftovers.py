"""What requests leave for a day, where no later request comes that would forget it."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction

from tickets import submissions
from tickets.bulk import changing
from tickets.forgetting import forget_old
from tickets.imports import importing
from tickets.models import BulkChange, Submission, TicketImport

REMEMBERED = (
    (Submission, submissions.REMEMBERED),
    (BulkChange, changing.REMEMBERED),
    (TicketImport, importing.REMEMBERED),
)
MOST_AT_ONCE = 100


def forget_leftovers() -> None:
    """Rows of imports that nobody went on with are ticket text as well; sessions tell who was there."""
    for model, time in REMEMBERED:
        while _forget_some(model, time):
            pass
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@transaction.atomic
def _forget_some(model: type[Submission | BulkChange | TicketImport], time: timedelta) -> int:
    return forget_old(model, time, MOST_AT_ONCE)
