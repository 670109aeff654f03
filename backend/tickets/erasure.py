"""Forgetting a person, as privacy law asks for: what there is of them is told first, then erased.

History and comments call people by their names and by nothing else, and so by these they are found.
"""

import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.people import forget
from accounts.tokens import tokens_of
from tickets.events.telling import tell
from tickets.models import FORGOTTEN_PERSON, Actor, Comment, Ticket, TicketChange
from tickets.removal import remove
from tickets.serializers import CommentSerializer, TicketDetailSerializer, TicketHistoryEntrySerializer
from tickets.services import lock_in_order

logger = logging.getLogger(__name__)

TOKEN_FIELDS = ("name", "scope", "created_at", "expires_at", "last_used_at")


class NoSuchPerson(Exception):
    """Nobody has this user name or name, and nothing was done in that name."""


class Namesakes(Exception):
    """Several accounts have this name, and history cannot tell them apart."""

    def __init__(self, usernames: list[str]) -> None:
        super().__init__(f"{len(usernames)} accounts have this name")
        self.usernames = usernames


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
    return {
        "name": person.name,
        "account": _account(person.account),
        "tickets": TicketDetailSerializer(filed, many=True).data,
        "comments": [
            {"ticket": comment.ticket_id, **CommentSerializer(comment).data}
            for comment in person.comments.order_by("id")
        ],
        "changes": [
            {"ticket": change.ticket_id, **TicketHistoryEntrySerializer(change).data}
            for change in person.changes.order_by("id")
        ],
    }


def _account(user: User | None) -> dict[str, Any] | None:
    if user is None:
        return None
    return {
        "username": user.username,
        "role": user.role,
        "is_active": user.is_active,
        "created_at": user.created_at,
        "last_login": user.last_login,
        "tokens": list(tokens_of(user).values(*TOKEN_FIELDS)),
    }


@transaction.atomic
def erase(person: Person, *, keep_tickets: bool = False) -> None:
    """Delete their account and the tickets that they filed, and take their name from all else that they did.

    keep_tickets: those that they filed stay, without who did.
    Raises accounts.people.LastAdministrator.
    """
    filed = lock_in_order(person.tickets)
    numbers = [ticket.pk for ticket in filed]
    if keep_tickets:
        Ticket.objects.filter(pk__in=numbers).update(requester=None)
    else:
        remove(Ticket.objects.filter(pk__in=numbers))
    comments = person.comments.update(author=FORGOTTEN_PERSON)
    changes = person.changes.update(actor_name=FORGOTTEN_PERSON)
    if person.account:
        forget(person.account)
    tell(removed=True)
    what = "kept" if keep_tickets else "removed"
    logger.info(
        "forgot a person: %d tickets %s, %d comments and %d changes without a name now",
        *(len(numbers), what, comments, changes),
    )
