"""Finding tickets by words: each must be a part of the title or the description, whatever its case."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

MOST_WORDS = 10
LONGEST = 200

M = TypeVar("M", bound=Model)


def matching(tickets: QuerySet[M], search: str) -> QuerySet[M]:
    """`icontains` escapes `%`, `_` and backslashes, so they are text like any other."""
    for word in search.split():
        tickets = tickets.filter(Q(title__icontains=word) | Q(description__icontains=word))
    return tickets
