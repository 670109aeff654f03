"""The tickets of one page, found in a bounded time however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tickets.listing import search, streams
from tickets.listing.filters import Selection
from tickets.listing.ordering import Course
from tickets.models import Ticket

Row = dict[str, Any]
# What any order names a place by.
PLACE = ("created_at", "updated_at", "priority", "id")


@dataclass(frozen=True)
class Page:
    """
    rows: the columns of the tickets that were asked for; PLACE must be among them.
    end: the place from which the next page goes on; None where there is nothing more.
    looked_through: how many tickets a search looked through, where it ended before it had filled the page.
    """

    rows: Sequence[Row]
    end: Sequence[Any] | None
    looked_through: int | None


def find_page(selection: Selection, course: Course, size: int, columns: Iterable[str]) -> Page:
    looked_through = None
    if selection.words:
        found = search.find(selection.without_search, selection.words, course, size + 1)
        looked_through = found.looked_through
        tickets = _numbered(course, found.numbers)
    elif streams.serve(selection, course):
        tickets = _numbered(course, streams.first(selection, course, size + 1))
    else:
        tickets = _in_order(selection, course)[: size + 1]
    rows = list(tickets.values(*columns))
    return Page(rows[:size], _end(selection, course, rows, size, looked_through), looked_through)


def count_up_to(selection: Selection, most: int) -> tuple[int, bool]:
    """How many tickets there are, as far as was counted, and whether there may be more."""
    if selection.words:
        return search.count(selection.without_search, selection.words, most)
    found = selection.without_search[: most + 1].count()
    return min(found, most), found > most


def _in_order(selection: Selection, course: Course) -> QuerySet[Ticket]:
    tickets = selection.without_search
    if selection.since and course.keys[0] == "updated_at" and not course.descending:
        # No ticket changed before it was created, which PostgreSQL does not know.
        tickets = tickets.filter(updated_at__gte=selection.since)
    return course.follow(tickets, past_indexes=streams.are_sorted_sooner(selection, course))


def _numbered(course: Course, numbers: Any) -> QuerySet[Ticket]:
    return course.sort(course.measure(Ticket.objects.filter(pk__in=numbers)))


def _end(
    selection: Selection, course: Course, rows: Sequence[Row], size: int, looked_through: int | None
) -> Sequence[Any] | None:
    if len(rows) > size:
        return course.ordering.place_of(rows[size - 1])
    if looked_through is None:
        return None
    rest = course.follow(selection.without_search)[looked_through - 1 : looked_through]
    last = rest.values(*PLACE).first()
    return course.ordering.place_of(last) if last else None
