"""The orders in which tickets can be listed, each of them total, so that a place in it can be named.

A place is the values of an order's keys. What lies beyond it is found by comparing rows, which PostgreSQL
looks up in an index on these keys in one step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Field, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

from tickets.models import Ticket, urgency

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

    def apply(self, tickets: QuerySet[Ticket], *, backwards: bool = False) -> QuerySet[Ticket]:
        if "urgency" in self.keys:
            tickets = tickets.annotate(urgency=urgency())
        descending = self.descending != backwards
        return tickets.order_by(*(F(key).desc() if descending else F(key).asc() for key in self.keys))

    def beyond(
        self, tickets: QuerySet[Ticket], place: Sequence[Any], *, backwards: bool = False
    ) -> QuerySet[Ticket]:
        """Of tickets that `apply` has ordered the same way, those after a place."""
        later = LessThan if self.descending != backwards else GreaterThan
        return tickets.filter(later(Row(*self.keys), Row(*map(Value, place))))

    def place_of(self, ticket: Ticket) -> list[Any]:
        return [getattr(ticket, key) for key in self.keys]

    def read_place(self, values: Sequence[Any]) -> list[Any]:
        """A place that has been JSON. Raises ValueError and TypeError for anything else."""
        return [READERS[key](value) for key, value in zip(self.keys, values, strict=True)]


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment


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
