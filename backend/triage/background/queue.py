"""Which tickets the worker has to label. The tickets are the queue: there is no message to lose.

A ticket waits while one of its labels was chosen by nobody and not yet judged by the best engine at hand.
`LabellingAttempt` only remembers which worker has it, how often that failed, and whether it was queued in
bulk. Every function here is one transaction: a worker that is killed between two of them leaves a lease that
ends, and nothing half done.

Locks are always taken in the same order, the ticket's before the attempt's, so that none deadlock.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from tickets import services
from tickets.models import NOT_CHOSEN, SuggestionSource, Ticket
from tickets.services import Suggestion
from triage.models import LabellingAttempt

# The last of them comes some 40 minutes after the first.
MOST_FAILURES = 5
FIRST_PAUSE = timedelta(seconds=30)
PAUSE_GROWTH = 4
LONGEST_PAUSE = FIRST_PAUSE * PAUSE_GROWTH ** (MOST_FAILURES - 1)


class Judge(Enum):
    """Who would judge a ticket now, which decides which tickets wait."""

    MODEL = "the model"
    BUILTIN = "the built-in classifier, where there is no model"
    STAND_IN = "the built-in classifier, while the model is away"

    @property
    def improves_on(self) -> tuple[SuggestionSource, ...]:
        """Whose labels this one replaces, most urgent first: tickets without any come first."""
        if self is Judge.MODEL:
            return (SuggestionSource.NONE, SuggestionSource.BUILTIN)
        return (SuggestionSource.NONE,)

    @property
    def judges_again(self) -> bool:
        """Whether what an engine has judged is judged again where somebody queued it again."""
        return self is not Judge.STAND_IN


@dataclass(frozen=True)
class Claim:
    """A ticket in hand. `lease` proves that it still is: once it ends, another worker may take the ticket."""

    ticket_id: int
    title: str
    description: str
    lease: UUID


def claim(judge: Judge, duration: timedelta) -> Claim | None:
    """Take the most urgent waiting ticket, for at most `duration`: after that any worker may take it.

    Filed tickets come before those queued in bulk, and older ones before newer ones.
    """
    for source in judge.improves_on:
        if taken := _claim_from(_filed(source), duration, has_attempt=False):
            return taken
    return _claim_from(_in_bulk(judge), duration, has_attempt=True)


def finish(claim: Claim, suggestion: Suggestion) -> bool:
    """Label the ticket. False when people chose its labels or changed its text, and it was left as it is.

    A ticket whose text was changed waits again. One that another worker has taken is left to that worker.
    """
    with transaction.atomic():
        if not _give_up_lease(claim):
            return False
        applied = _apply(claim, suggestion)
        if applied or not Ticket.objects.filter(NOT_CHOSEN, pk=claim.ticket_id).exists():
            LabellingAttempt.objects.filter(pk=claim.ticket_id).delete()
        return applied


def release(claim: Claim, stand_in: Suggestion | None = None) -> None:
    """Hand the ticket back, for any worker to take at once; `stand_in` labels it if nothing has yet."""
    with transaction.atomic():
        if _give_up_lease(claim):
            _label_for_now(claim, stand_in)
            # As if it had never been taken, where there is nothing else to remember.
            LabellingAttempt.objects.filter(pk=claim.ticket_id, failures=0, bulk=False).delete()


def postpone(claim: Claim, stand_in: Suggestion | None = None) -> None:
    """Count a failure and hand the ticket back for later, four times later each time.

    After MOST_FAILURES it is given up: it keeps the labels that it has until somebody queues it again.
    """
    with transaction.atomic():
        if _give_up_lease(claim):
            _label_for_now(claim, stand_in)
            attempt = LabellingAttempt.objects.get(pk=claim.ticket_id)
            attempt.due_at = Now() + FIRST_PAUSE * PAUSE_GROWTH**attempt.failures
            attempt.failures += 1
            attempt.given_up_at = Now() if attempt.failures >= MOST_FAILURES else None
            attempt.save(update_fields=["due_at", "failures", "given_up_at"])


def backlog(judge: Judge, at_most: int) -> int:
    """How many tickets wait, including those in hand or postponed; counts no further than `at_most`."""
    waiting = Ticket.objects.filter(NOT_CHOSEN, labelling__given_up_at=None)
    unjudged = waiting.filter(suggestion_source__in=judge.improves_on)
    judged_again = waiting.filter(labelling__bulk=True).exclude(suggestion_source__in=judge.improves_on)
    return min(at_most, unjudged[:at_most].count() + judged_again[:at_most].count())


def given_up(at_most: int) -> int:
    """How many tickets failed too often to be tried again; counts no further than `at_most`."""
    return Ticket.objects.filter(NOT_CHOSEN, labelling__given_up_at__isnull=False)[:at_most].count()


def is_due(attempt: str = "") -> Q:
    """Due later than any pause or lease can last means taken before the clock was set back: due now."""
    return Q(**{f"{attempt}due_at__lte": Now()}) | Q(**{f"{attempt}due_at__gt": Now() + LONGEST_PAUSE})


def _filed(source: SuggestionSource) -> QuerySet[Ticket]:
    """Filed tickets whose labels come from `source`, oldest first.

    A join would make PostgreSQL sort everything that waits instead of reading it in the order of an index.
    """
    held_back = ~is_due() | Q(given_up_at__isnull=False) | Q(bulk=True)
    attempts = LabellingAttempt.objects.filter(held_back, ticket=OuterRef("pk"))
    return Ticket.objects.filter(NOT_CHOSEN, ~Exists(attempts), suggestion_source=source).order_by("id")


def _in_bulk(judge: Judge) -> QuerySet[Ticket]:
    free = {"labelling__bulk": True, "labelling__given_up_at": None}
    tickets = Ticket.objects.filter(NOT_CHOSEN, is_due("labelling__"), **free).order_by("id")
    return tickets if judge.judges_again else tickets.filter(suggestion_source__in=judge.improves_on)


def _claim_from(waiting: QuerySet[Ticket], duration: timedelta, *, has_attempt: bool) -> Claim | None:
    with transaction.atomic():
        # FOR NO KEY UPDATE: rows that refer to the ticket can still be added, as `retriage` does.
        locked = waiting.select_for_update(skip_locked=True, of=("self",), no_key=True)
        while ticket := locked.first():
            lease = uuid4()
            terms = {"lease": lease, "due_at": Now() + duration}
            if _lease(ticket, terms, has_attempt=has_attempt):
                return Claim(ticket.pk, ticket.title, ticket.description, lease)
    return None


def _lease(ticket: Ticket, terms: dict[str, Any], *, has_attempt: bool) -> bool:
    """Whether the ticket is ours now.

    Between reading and locking it, another worker may have taken it and released the lock. So this checks
    again that it is free, now that nobody else can be taking it.
    """
    attempts = LabellingAttempt.objects.filter(is_due(), pk=ticket.pk, given_up_at=None)
    if attempts.update(**terms):
        return True
    # A ticket that is no longer queued in bulk has been judged in the meantime.
    return not has_attempt and LabellingAttempt.objects.get_or_create(pk=ticket.pk, defaults=terms)[1]


def _give_up_lease(claim: Claim) -> bool:
    """Release the ticket; whether it was still ours. Locks it until the transaction ends."""
    Ticket.objects.select_for_update(no_key=True).filter(pk=claim.ticket_id).first()
    held = LabellingAttempt.objects.filter(pk=claim.ticket_id, lease=claim.lease)
    return bool(held.update(lease=None, due_at=Now()))


def _apply(claim: Claim, suggestion: Suggestion) -> bool:
    text = {"title": claim.title, "description": claim.description}
    return services.apply_suggestion(claim.ticket_id, suggestion, **text)


def _label_for_now(claim: Claim, stand_in: Suggestion | None) -> None:
    """A stand-in only labels what nothing has labelled: an engine's earlier answer stays."""
    unlabelled = Ticket.objects.filter(pk=claim.ticket_id, suggestion_source=SuggestionSource.NONE)
    if stand_in and unlabelled.exists():
        _apply(claim, stand_in)
