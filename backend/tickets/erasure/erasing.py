"""Forgetting a person, as privacy law asks for: what there is of them is told first, then erased.

History and comments call people by their names and by nothing else, and so by these they are found.
"""

import json
import logging
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.people import forget, one_change_at_a_time
from tickets.erasure.serializers import PersonExportSerializer
from tickets.events.telling import tell
from tickets.models import FORGOTTEN_PERSON, Actor, Comment, Ticket, TicketChange
from tickets.removal import remove
from tickets.services import lock_in_order

logger = logging.getLogger(__name__)


class NoSuchPerson(Exception):
    """Nobody has this user name or name, and nothing was done in that name."""


class ChangedMeanwhile(Exception):
    """There is something else of the person than was exported; nothing was erased."""


class Namesakes(Exception):
    """Several accounts have this name, and history cannot tell them apart."""

    def __init__(self, usernames: list[str]) -> None:
        super().__init__(f"{len(usernames)} accounts have this name")
        self.usernames = usernames


@dataclass(frozen=True)
class Traces:
    """
    tickets: how many they filed.
    comments, changes: how many bear their name, on tickets of others too.
    """

    tickets: int
    comments: int
    changes: int


@dataclass(frozen=True)
class Person:
    """account: None for somebody of whom only the name is known, as where nobody logs in."""

    name: str
    account: User | None

    @property
    def tickets(self) -> QuerySet[Ticket]:
        """What they filed."""
        return Ticket.objects.filter(requester=self.account) if self.account else Ticket.objects.none()

    @property
    def comments(self) -> QuerySet[Comment]:
        return Comment.objects.filter(author=self.name)

    @property
    def changes(self) -> QuerySet[TicketChange]:
        return TicketChange.objects.filter(actor=Actor.PERSON, actor_name=self.name)

    @property
    def mentions(self) -> QuerySet[Ticket]:
        """Tickets of others with the name in a text: only who reads them can tell whom it means."""
        named = {f"{field}__icontains": self.name for field in ("title", "description", "comments__body")}
        others = Ticket.objects.exclude(pk__in=self.tickets.values("pk"))
        return others.filter(Q(**named, _connector=Q.OR)).distinct()

    @property
    def traces(self) -> Traces:
        return Traces(self.tickets.count(), self.comments.count(), self.changes.count())


def find(word: str, *, namesakes: bool = False) -> Person:
    """The person with this user name or, if nobody has it, with this name.

    namesakes: although others have that name too, who then lose it in history and comments as well.
    Raises NoSuchPerson and Namesakes.
    """
    account = User.objects.filter(username=word.strip().lower()).first()
    name = account.name if account else word.strip()
    so_called = list(User.objects.filter(name=name))
    if len(so_called) > 1 and not (account and namesakes):
        raise Namesakes([user.username for user in so_called])
    person = Person(name, account or next(iter(so_called), None))
    if not name or not (person.account or person.comments.exists() or person.changes.exists()):
        raise NoSuchPerson
    return person


def export(person: Person) -> dict[str, Any]:
    """All that is stored of a person, as the API shows it."""
    filed = person.tickets.select_related("requester").prefetch_related("history", "comments").order_by("id")
    everything = {
        "name": person.name,
        "account": person.account,
        "tickets": filed,
        "comments": person.comments.order_by("id"),
        "changes": person.changes.order_by("id"),
    }
    return PersonExportSerializer(everything).data


def as_text(stored: dict[str, Any]) -> str:
    """An export as the text of a file."""
    return json.dumps(stored, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"


def fingerprint(stored: dict[str, Any]) -> str:
    """By which an export is known. That somebody logs in meanwhile makes no other one of it."""
    lasting = {name: value for name, value in stored.items() if name != "account"}
    return sha256(as_text(lasting).encode()).hexdigest()


@transaction.atomic
def erase_exported(person: Person, exported: str, *, keep_tickets: bool = False) -> Traces:
    """`erase`, if what there is of them is still what was exported, by the fingerprint of that.

    Raises ChangedMeanwhile, and what `erase` raises.
    """
    _lock(person)
    if fingerprint(export(person)) != exported:
        raise ChangedMeanwhile
    return erase(person, keep_tickets=keep_tickets)


@transaction.atomic
def erase(person: Person, *, keep_tickets: bool = False) -> Traces:
    """Delete their account and the tickets that they filed, and take their name from all else that they did.

    keep_tickets: those that they filed stay, without who did.
    Tells how much there was. Raises NoSuchPerson, if somebody else has just done it, and
    accounts.people.LastAdministrator.
    """
    filed = Ticket.objects.filter(pk__in=_lock(person))
    tickets = filed.update(requester=None) if keep_tickets else remove(filed)
    comments = person.comments.update(author=FORGOTTEN_PERSON)
    changes = person.changes.update(actor_name=FORGOTTEN_PERSON)
    if person.account:
        forget(person.account)
    tell(removed=True)
    logger.info(
        "forgot a person: %d tickets %s, %d comments and %d changes without a name now",
        *(tickets, "kept" if keep_tickets else "removed", comments, changes),
    )
    return Traces(tickets, comments, changes)


def _lock(person: Person) -> list[int]:
    """The account and the tickets that they filed; the numbers of these.

    What they file meanwhile waits, and is then refused: it would lead to nobody.
    """
    if person.account:
        # Before the row: who waits to change that locks the table, for which `forget` would wait in turn.
        one_change_at_a_time()
        if not User.objects.select_for_update().filter(pk=person.account.pk):
            raise NoSuchPerson
    return [ticket.pk for ticket in lock_in_order(person.tickets)]
