"""Which tickets somebody may see, and what of them: a requester their own, without the team's comments."""

from django.db.models import Prefetch, QuerySet

from accounts.models import Role, User
from tickets.listing import search
from tickets.listing.filters import Selection
from tickets.models import Comment, Ticket


def works_on_tickets(person: User | None) -> bool:
    """person: None where nobody logs in, and so everybody may do everything."""
    return person is None or Role(person.role).reaches(Role.AGENT)


def visible_to(person: User | None) -> QuerySet[Ticket]:
    if person is None or works_on_tickets(person):
        return Ticket.objects.all()
    return Ticket.objects.filter(requester=person)


def seen_by(person: User | None, selection: Selection) -> Selection:
    """Of the selected tickets those that somebody may see. They are few, and so each of them is looked at."""
    if person is None or works_on_tickets(person):
        return selection
    own = selection.without_search.filter(requester=person)
    return Selection({}, search.in_texts(own, selection.words), [])


def with_details_for(person: User | None) -> QuerySet[Ticket]:
    """The same, with history and comments. What the team notes for itself is for the team alone."""
    comments = Comment.objects.all() if works_on_tickets(person) else Comment.objects.none()
    related = visible_to(person).select_related("requester")
    return related.prefetch_related("history", Prefetch("comments", comments))
