"""The orders in which tickets can be listed, each of them total, so that a place in it can be named.

A place is the values of an order's keys. What lies beyond it is found by comparing rows, which PostgreSQL
looks up in an index on these keys in one step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Field, Func, OrderBy, QuerySet, Value
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThan, LessThan

from tickets.models import Priority, Ticket, urgency

LARGEST_ID = 2**63 - 1


class Row(Func):
    """Several values as one, to be compared key by key."""

    function = "ROW"
    output_field: "Field[Any, Any]" = Field()


@dataclass(frozen=True)
class Ordering:
    """
    keys: columns, or `urgency`, the rank of a priority; the last is unique.
    descending: which way all of them go, so that one index serves both ways.
    """

    keys: tuple[str, ...]
    descending: bool

    def place_of(self, row: Mapping[str, Any]) -> list[Any]:
        """row: a ticket's columns by name."""
        measured = {**row, "urgency": Priority.values.index(row["priority"])}
        return [measured[key] for key in self.keys]

    def read_place(self, values: Sequence[Any]) -> list[Any]:
        """A place that has been JSON. Raises ValueError and TypeError for anything else."""
        return [READERS[key](value) for key, value in zip(self.keys, values, strict=True)]


@dataclass(frozen=True)
class Course:
    """A way through the tickets: in an order or backwards, from its beginning or beyond a place in it."""

    ordering: Ordering
    backwards: bool = False
    place: Sequence[Any] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return self.ordering.keys

    @property
    def descending(self) -> bool:
        return self.ordering.descending != self.backwards

    def follow(self, tickets: QuerySet[Ticket], *, past_indexes: bool = False) -> QuerySet[Ticket]:
        """The tickets that lie on it, in order.

        past_indexes: they are few, and sorted sooner than an index of all tickets is walked through.
        """
        tickets = self.sort(self.measure(tickets), past_indexes=past_indexes)
        if self.place is None:
            return tickets
        later = LessThan if self.descending else GreaterThan
        return tickets.filter(later(Row(*self.keys), Row(*map(Value, self.place))))

    def sort(self, tickets: QuerySet[Ticket, Any], *, past_indexes: bool = False) -> QuerySet[Ticket, Any]:
        keys = [_unindexed(key) if past_indexes else F(key) for key in self.keys]
        return tickets.order_by(*(OrderBy(key, descending=self.descending) for key in keys))

    def measure(self, tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
        """With all keys as columns."""
        return tickets.annotate(urgency=urgency()) if "urgency" in self.keys else tickets


def _unindexed(key: str) -> F | Greatest:
    """The same values, in a form that no index has: no ticket changed before it was created."""
    return Greatest("updated_at", "created_at") if key == "updated_at" else F(key)


def _moment(value: Any) -> datetime:
    """In UTC: PostgreSQL knows no offset of 16 hours or more, and none of a part of a second."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("a moment of no year") from None


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_ID:
        raise ValueError("not a number that a column holds")
    return value


READERS: dict[str, Callable[[Any], Any]] = {
    "created_at": _moment,
    "updated_at": _moment,
    "urgency": _number,
    "id": _number,
}

NEWEST_FIRST = "-created_at"
ORDERINGS = {
    NEWEST_FIRST: Ordering(("created_at", "id"), descending=True),
    "created_at": Ordering(("created_at", "id"), descending=False),
    "-updated_at": Ordering(("updated_at", "id"), descending=True),
    "updated_at": Ordering(("updated_at", "id"), descending=False),
    "-priority": Ordering(("urgency", "created_at", "id"), descending=True),
    "priority": Ordering(("urgency", "created_at", "id"), descending=False),
}
