"""The only code that writes tickets, apart from imports, which add many at once, and `removal`.

A change and its history are one transaction; afterwards, open pages are told of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest, Now

from accounts.models import User
from tickets.events.telling import tell
from tickets.metrics import count_choices
from tickets.models import Actor, Category, ChangedField, Priority, SuggestionSource, Ticket, TicketChange

LABELS = ("category", "priority")
# Not simply Now(): a clock may be set back, and a transaction that began later may have ended sooner.
LATER = Greatest("updated_at", Now())


@dataclass(frozen=True)
class Suggestion:
    """Labels that an engine proposed for a text.

    category_confidence, priority_confidence: how sure it was, 0-1; None if it cannot tell.
    category_unsure, priority_unsure: the label is more of a question than an answer.
    latency_ms: whole milliseconds that somebody waited for it; None if nobody measured.
    """

    category: str
    priority: str
    source: str
    model: str = ""
    prompt_version: str = ""
    category_confidence: float | None = None
    priority_confidence: float | None = None
    category_unsure: bool = False
    priority_unsure: bool = False
    latency_ms: int | None = None

    def as_fields(self) -> dict[str, Any]:
        """The columns of a ticket that keep this suggestion."""
        return {
            "suggested_category": self.category,
            "suggested_priority": self.priority,
            "suggestion_source": self.source,
            "suggestion_model": self.model,
            "prompt_version": self.prompt_version,
            "suggested_category_confidence": self.category_confidence,
            "suggested_priority_confidence": self.priority_confidence,
            "suggested_category_unsure": self.category_unsure,
            "suggested_priority_unsure": self.priority_unsure,
            "suggestion_latency_ms": self.latency_ms,
        }


class StaleTicket(Exception):
    """The ticket has changed since the caller read it."""

    def __init__(self, current: Ticket) -> None:
        super().__init__(f"ticket {current.pk} is at version {current.version} now")
        self.current = current


def create_ticket(
    *,
    title: str,
    description: str,
    category: str | None = None,
    priority: str | None = None,
    suggestion: Suggestion | None = None,
    requester: User | None = None,
    created_at: datetime | None = None,
    demo: bool = False,
) -> Ticket:
    """Store a new ticket. A label that is given counts as chosen by a person.

    A label that is not given comes from `suggestion` or, without one, is general or medium until an engine
    has judged.
    demo: it is nobody's, and so nothing is learnt from it.
    """
    ticket = Ticket(
        title=title,
        description=description,
        category=category or (suggestion.category if suggestion else Category.GENERAL),
        priority=priority or (suggestion.priority if suggestion else Priority.MEDIUM),
        category_set_by_person=category is not None,
        priority_set_by_person=priority is not None,
        requester=requester,
        demo=demo,
        **(suggestion.as_fields() if suggestion else {}),
    )
    if created_at:
        ticket.created_at = ticket.updated_at = created_at
    ticket.save(force_insert=True)
    tell(created=[ticket.pk])
    chosen = [label for label in LABELS if getattr(ticket, f"{label}_set_by_person")]
    transaction.on_commit(partial(count_choices, ticket, chosen))
    return ticket


@transaction.atomic
def edit_ticket(
    ticket_id: int,
    changes: Mapping[str, str],
    *,
    expected_version: int | None = None,
    by: str = "",
    at: datetime | None = None,
) -> Ticket:
    """Apply what a person changed. A label that they set is theirs from now on, even if it stays the same.

    by: their name, where people log in.
    at: when it happened, for changes brought in from elsewhere; now otherwise.
    Raises Ticket.DoesNotExist, and StaleTicket when the ticket is no longer at `expected_version`.
    """
    ticket = Ticket.objects.select_for_update(no_key=True).get(pk=ticket_id)
    if expected_version is not None and expected_version != ticket.version:
        raise StaleTicket(ticket)
    _change(ticket, _as_chosen(changes), Actor.PERSON, actor_name=by, at=at)
    transaction.on_commit(partial(count_choices, ticket, _labels_in(changes)))
    return ticket


def note_activity(ticket_id: int) -> None:
    """Bring a ticket to the top of the last changed. Its version stays, so nobody's edit becomes stale."""
    Ticket.objects.filter(pk=ticket_id).update(updated_at=LATER)
    tell(changed=[ticket_id])


def lock_in_order(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Many tickets without their texts, locked until the end of this transaction.

    They are locked in the order of their numbers, so that two such changes never deadlock.
    """
    return tickets.select_for_update(no_key=True, of=("self",)).defer("title", "description").order_by("id")


def edit_tickets(tickets: Sequence[Ticket], changes: Mapping[str, str], *, by: str = "") -> list[Ticket]:
    """`edit_ticket` for many that `lock_in_order` has locked, in a constant number of statements.

    Returns those that changed, as they were before.
    """
    values = _as_chosen(changes)
    changed = write_many([(ticket, values) for ticket in tickets], values, by=by)
    transaction.on_commit(partial(_count_all_choices, tickets, changes))
    return changed


def write_many(
    wanted: Sequence[tuple[Ticket, Mapping[str, Any]]], expressions: Mapping[str, Any], *, by: str = ""
) -> list[Ticket]:
    """Give locked tickets the values that a person wants for each, and write their history.

    expressions: the same values for the UPDATE, or expressions that find them for each ticket.
    Returns those that changed, as they were before.
    """
    differing = [(ticket, found) for ticket, values in wanted if (found := _differing(ticket, values))]
    TicketChange.objects.bulk_create(
        row for ticket, values in differing for row in _history(ticket, values, Actor.PERSON, Now(), by)
    )
    changed = [ticket for ticket, _ in differing]
    numbers = [ticket.pk for ticket in changed]
    Ticket.objects.filter(pk__in=numbers).update(**expressions, version=F("version") + 1, updated_at=LATER)
    tell(changed=numbers)
    return changed


@transaction.atomic
def apply_suggestion(ticket_id: int, suggestion: Suggestion, *, title: str, description: str) -> bool:
    """Label a ticket as an engine suggests for this text, except for labels that a person has chosen.

    Does nothing and returns False when the ticket is gone, its text has changed since, or a person has
    chosen both labels: a background answer never overwrites a person's choice.
    """
    unchanged = Ticket.objects.select_for_update(no_key=True).filter(
        pk=ticket_id, title=title, description=description
    )
    ticket = unchanged.exclude(category_set_by_person=True, priority_set_by_person=True).first()
    if ticket is None:
        return False
    proposed = {"category": suggestion.category, "priority": suggestion.priority}
    labels = {
        label: value for label, value in proposed.items() if not getattr(ticket, f"{label}_set_by_person")
    }
    actor = Actor.LLM if suggestion.source == SuggestionSource.LLM else Actor.BUILTIN
    _change(ticket, {**labels, **suggestion.as_fields()}, actor, actor_name=suggestion.model)
    return True


def _labels_in(changes: Mapping[str, str]) -> list[str]:
    return [label for label in LABELS if label in changes]


def _as_chosen(changes: Mapping[str, str]) -> dict[str, Any]:
    """The changes, with their labels marked as chosen by a person."""
    return {**changes, **{f"{label}_set_by_person": True for label in _labels_in(changes)}}


def _count_all_choices(tickets: Sequence[Ticket], changes: Mapping[str, str]) -> None:
    for ticket in tickets:
        for label in _labels_in(changes):
            setattr(ticket, label, changes[label])
        count_choices(ticket, _labels_in(changes))


def _differing(ticket: Ticket, values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if getattr(ticket, field) != value}


def _history(
    ticket: Ticket, differing: Mapping[str, Any], actor: Actor, moment: datetime | Now, actor_name: str = ""
) -> list[TicketChange]:
    """A row for each of the new values that people can see."""
    return [
        TicketChange(
            ticket=ticket,
            at=moment,
            field=field,
            old=getattr(ticket, field),
            new=value,
            actor=actor,
            actor_name=actor_name,
        )
        for field, value in differing.items()
        if field in ChangedField
    ]


def _change(
    ticket: Ticket,
    values: Mapping[str, Any],
    actor: Actor,
    *,
    actor_name: str = "",
    at: datetime | None = None,
) -> None:
    """Write the values that differ, and their history."""
    differing = _differing(ticket, values)
    if not differing:
        return
    # The database's clock unless told otherwise, as for created_at.
    moment = at or Now()
    TicketChange.objects.bulk_create(_history(ticket, differing, actor, moment, actor_name))
    for field, value in differing.items():
        setattr(ticket, field, value)
    ticket.version += 1
    ticket.updated_at = at or LATER
    ticket.save(update_fields=[*differing, "version", "updated_at"])
    ticket.refresh_from_db(fields=["updated_at"])
    tell(changed=[ticket.pk])
