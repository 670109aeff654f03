"""The first tickets of an order that have certain labels, in a time that does not grow with their number.

PostgreSQL would either walk through all tickets in that order, past most of them where few have the labels,
or sort all that have them. But there are only 64 combinations of the three labels, and indexes that have
the tickets of each in order. So each combination that is wanted is a stream, read as far as the page may
need, and the page is the first of what the streams gave.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import GreaterThan, LessThan

from tickets.listing.filters import CHOICES, Selection
from tickets.listing.ordering import LARGEST_ID, Course, Row
from tickets.models import Priority, Ticket

# The place of every stream is its own, so that one that a page has left behind is not read again.
FIRST = """
SELECT found.id
FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[], %s::timestamptz[], %s::bigint[])
    AS stream (category, priority, status, rank, moment, id)
CROSS JOIN LATERAL ({stream}) AS found
ORDER BY {order} LIMIT %s
"""
COLUMNS = {"urgency": "stream.rank"}


def serve(selection: Selection, course: Course) -> bool:
    """Whether this is the way to read them: those of one status, say, have an index by creation anyway."""
    if selection.indexed or are_sorted_sooner(selection, course):
        return False
    wanted = [value for values in selection.labels.values() for value in values]
    return len(wanted) > 1 or (len(wanted) == 1 and course.keys[0] != "created_at")


def are_sorted_sooner(selection: Selection, course: Course) -> bool:
    """Whether all of them are read and sorted before an index by last change comes to the first of them.

    PostgreSQL takes what was changed last for as likely as any other to have been filed long ago.
    """
    return course.keys[0] == "updated_at" and course.descending and selection.is_long_ago


def first(selection: Selection, course: Course, most: int) -> RawSQL:
    """The numbers of the tickets, as a sub-query."""
    stream, parameters = _stream(selection.others, course, most).query.sql_with_params()
    direction = "DESC" if course.descending else "ASC"
    order = ", ".join(f"{COLUMNS.get(key, f'found.{key}')} {direction}" for key in course.keys)
    streams = zip(*_streams(selection, course), strict=True)
    return RawSQL(FIRST.format(stream=stream, order=order), (*map(list, streams), *parameters, most))  # noqa: S611


def _streams(selection: Selection, course: Course) -> Iterator[tuple[Any, ...]]:
    """What FIRST needs of each; none for one that lies wholly before the place."""
    for labels in product(*(selection.labels.get(label, values) for label, values in CHOICES.items())):
        rank = Priority.values.index(labels[1])
        place = _place_in_stream(selection, course, rank)
        if place:
            yield (*labels, rank, *place)


def _place_in_stream(selection: Selection, course: Course, rank: int) -> Sequence[Any] | None:
    if course.place is None:
        return _beginning(selection, course)
    *urgency, moment, number = course.place
    if urgency in ([], [rank]):
        return moment, number
    is_beyond = (rank < urgency[0]) == course.descending
    return _beginning(selection, course) if is_beyond else None


def _beginning(selection: Selection, course: Course) -> tuple[datetime | str, int]:
    """The place before all that were filed in the time that is asked for.

    PostgreSQL begins to read there, wherever else its conditions say that the first ticket is.
    """
    if not course.descending:
        # No ticket changed before it was created.
        return selection.since or "-infinity", 0
    if selection.until and "created_at" in course.keys:
        return selection.until, 0
    return "infinity", LARGEST_ID


def _stream(tickets: QuerySet[Ticket], course: Course, most: int) -> QuerySet[Ticket, Any]:
    *_, moment, number = course.keys
    later = LessThan if course.descending else GreaterThan
    of_stream = tickets.filter(**{label: _of_stream(label) for label in CHOICES}).filter(
        later(Row(moment, number), Row(_of_stream("moment"), _of_stream("id")))
    )
    sign = "-" if course.descending else ""
    return of_stream.order_by(f"{sign}{moment}", f"{sign}{number}").values_list(number, moment)[:most]


def _of_stream(column: str) -> RawSQL:
    return RawSQL(f"stream.{column}", ())  # noqa: S611
