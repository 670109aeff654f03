"""The figures of all tickets, aggregated by PostgreSQL."""

from datetime import date, datetime
from typing import TypedDict

from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from tickets.models import Category, Priority, Status, Ticket


class Stats(TypedDict):
    total_tickets: int
    open_tickets: int
    avg_tickets_per_day: float
    priority_breakdown: dict[str, int]
    category_breakdown: dict[str, int]


def ticket_stats() -> Stats:
    """Every choice is present, even with 0 tickets. Two queries, whatever the number of tickets.

    Grouping first lets PostgreSQL read only the index on the labels; the sums then run over at most 64
    groups. The first day has a query of its own, since that index does not hold it.
    """
    groups = Ticket.objects.order_by().values("category", "priority", "status").annotate(tickets=Count("*"))
    sums = groups.aggregate(
        total=_sum(),
        open=_sum(status=Status.OPEN),
        **{f"priority_{value}": _sum(priority=value) for value in Priority.values},
        **{f"category_{value}": _sum(category=value) for value in Category.values},
    )
    first = Ticket.objects.aggregate(first=Min("created_at"))["first"]
    return {
        "total_tickets": sums["total"],
        "open_tickets": sums["open"],
        "avg_tickets_per_day": per_day(sums["total"], first, timezone.localdate()),
        "priority_breakdown": {value: sums[f"priority_{value}"] for value in Priority.values},
        "category_breakdown": {value: sums[f"category_{value}"] for value in Category.values},
    }


def per_day(total: int, first: datetime | None, today: date) -> float:
    """Tickets per calendar day from the first ticket's day to today, both included, in the configured zone.

    Days without tickets count: leaving them out would make a quiet month look like a busy one.
    """
    if first is None:
        return 0.0
    days = (today - timezone.localdate(first)).days + 1
    return round(total / max(days, 1), 1)


def _sum(**only: str) -> Coalesce:
    return Coalesce(Sum("tickets", filter=Q(**only)) if only else Sum("tickets"), 0)
