"""Which tickets the worker has to label. The tickets are the queue: there is no message to lose."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from tickets.models import SuggestionSource, Ticket
from triage.models import LabellingAttempt

MOST_FAILURES = 5
FIRST_PAUSE = timedelta(seconds=10)
# Longer than any model may take: a lease that ends early has two workers ask about one ticket.
LEASE_MARGIN = timedelta(seconds=30)

NOT_CHOSEN = Q(category_set_by_person=False) | Q(priority_set_by_person=False)


@dataclass(frozen=True)
class Claim:
    ticket_id: int
    title: str
    description: str


@transaction.atomic
def claim(*, model_ready: bool, timeout: float) -> Claim | None:
    """Take the oldest ticket with a label that nobody chose and no engine has judged.

    With a model that is ready, also one that only the built-in classifier has judged. The claim is a lease of
    a little more than `timeout` seconds, so that a worker that dies hands the ticket back.
    """
    while ticket := _waiting(model_ready).select_for_update(skip_locked=True, of=("self",)).first():
        if _lease(ticket, timedelta(seconds=timeout) + LEASE_MARGIN):
            return Claim(ticket.pk, ticket.title, ticket.description)
    return None


def _waiting(model_ready: bool) -> QuerySet[Ticket]:
    judged = [SuggestionSource.LLM] if model_ready else [SuggestionSource.LLM, SuggestionSource.BUILTIN]
    return (
        Ticket.objects.filter(NOT_CHOSEN)
        .exclude(suggestion_source__in=judged)
        .filter(Q(labelling=None) | Q(labelling__due_at__lte=Now(), labelling__failures__lt=MOST_FAILURES))
        .order_by("id")
    )


def _lease(ticket: Ticket, duration: timedelta) -> bool:
    """Whether the ticket is ours now.

    Between our looking and our locking another worker may have taken it and let go of the lock: that it
    was free is asked again, now that nobody else can be taking it.
    """
    due_at = Now() + duration
    if LabellingAttempt.objects.filter(ticket=ticket, due_at__lte=Now()).update(due_at=due_at):
        return True
    return LabellingAttempt.objects.get_or_create(ticket=ticket, defaults={"due_at": due_at})[1]


def finish(ticket_id: int) -> None:
    """Nothing is left to do for this ticket."""
    LabellingAttempt.objects.filter(pk=ticket_id).delete()


def release(ticket_id: int) -> None:
    """Hand the ticket back as it was, for any worker to take at once."""
    LabellingAttempt.objects.filter(pk=ticket_id).update(due_at=Now())


def postpone(ticket_id: int) -> None:
    """Count a failure and wait, twice as long each time, before the model is asked again."""
    attempt = LabellingAttempt.objects.filter(pk=ticket_id).first()
    if attempt:
        pause = FIRST_PAUSE * 2**attempt.failures
        LabellingAttempt.objects.filter(pk=ticket_id).update(failures=F("failures") + 1, due_at=Now() + pause)
