"""Finding tickets by words: each must be a part of title, description or a comment, whatever its case."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from tickets.models import Comment, Ticket

MOST_WORDS = 10
LONGEST = 200


def matching(tickets: QuerySet[Ticket], search: str) -> QuerySet[Ticket]:
    """`icontains` escapes `%`, `_` and backslashes, so they are text like any other."""
    for word in search.split():
        tickets = tickets.filter(
            Q(title__icontains=word) | Q(description__icontains=word) | Q(Exists(_comments_with(word)))
        )
    return tickets


def _comments_with(word: str) -> QuerySet[Comment]:
    return Comment.objects.order_by().filter(ticket=OuterRef("pk"), body__icontains=word)
