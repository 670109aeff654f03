"""Trends: what came in, what was resolved and what is left, aggregated by PostgreSQL.

A ticket is finished when it is resolved or closed, and part of the backlog when it is not.

- resolved: a change of status from open or in progress to resolved or closed. A ticket that is reopened and
  resolved again counts twice, as it was work twice.
- reopened: a change of status the other way.
- backlog at the end of a day: the tickets that were not finished then. It is calculated back from those
  that are not finished now, by what came in, was resolved and was reopened since. That is exact, since
  every ticket begins open and no status changes without a row in the history.
- time to resolve: from filing a ticket to the change that resolved it for good, that is, without a reopening
  after it. It counts on the day of that change.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple, TypedDict

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Trunc

from tickets.models import (
    REOPENED,
    RESOLVED,
    UNFINISHED,
    Category,
    Priority,
    Ticket,
    TicketChange,
)
from tickets.period import DAYS_OF, Period, Step, beginning_of
from tickets.stats.aggregates import PercentileCont, SecondsOf

MOST_DAYS_SHOWN_SINGLY = 31
# Days since the ticket was filed; the last group has no end.
AGES = ((0, 0), (1, 2), (3, 6), (7, 27), (28, None))

CHANGES = TicketChange.objects.order_by()


class Moves(NamedTuple):
    """What happened to the backlog."""

    created: int
    resolved: int
    reopened: int

    @property
    def growth(self) -> int:
        return self.created - self.resolved + self.reopened


class TimeToResolve(TypedDict):
    """tickets: those resolved for good. The times are whole seconds; None without such tickets."""

    tickets: int
    median_seconds: int | None
    p90_seconds: int | None


NO_MOVES = Moves(0, 0, 0)
NO_TIMES: TimeToResolve = {"tickets": 0, "median_seconds": None, "p90_seconds": None}


class Span(TypedDict):
    """A day, or the days of a week that lie in the period.

    since, until: the first and the last of these days.
    backlog: tickets that were not finished at the end of the last day; now, if that is today.
    """

    since: date
    until: date
    created: int
    resolved: int
    reopened: int
    backlog: int
    time_to_resolve: TimeToResolve


class Age(TypedDict):
    """tickets: those of the backlog that were filed so many calendar days ago; None: or more."""

    min_days: int
    max_days: int | None
    tickets: int


class Trends(TypedDict):
    """labels: for each category, the tickets of each priority that were filed in the period.

    age: the backlog as it is now, whatever the period.
    """

    since: date
    until: date
    today: date
    step: Step
    over_time: list[Span]
    labels: dict[str, dict[str, int]]
    time_to_resolve: TimeToResolve
    age: list[Age]


def ticket_trends(period: Period, today: date) -> Trends:
    """The figures of a period that ends today or before. Seven queries, whatever the number of tickets."""
    step: Step = "day" if period.days <= MOST_DAYS_SHOWN_SINGLY else "week"
    age = age_of_backlog(today)
    return {
        "since": period.since,
        "until": period.until,
        "today": today,
        "step": step,
        "over_time": over_time(period, step, backlog=sum(group["tickets"] for group in age)),
        "labels": labels(period),
        "time_to_resolve": time_to_resolve(period),
        "age": age,
    }


def age_of_backlog(today: date) -> list[Age]:
    counted = Ticket.objects.filter(status__in=UNFINISHED).aggregate(
        **{f"from_{first}": Count("pk", filter=_filed(first, last, today)) for first, last in AGES}
    )
    return [
        {"min_days": first, "max_days": last, "tickets": counted[f"from_{first}"]} for first, last in AGES
    ]


def over_time(period: Period, step: Step, *, backlog: int) -> list[Span]:
    """Every day or week of the period, oldest first, calculated back from the backlog as it is now."""
    moves = _moves_since(period, step)
    times = times_to_resolve(period, step)
    backlog -= moves.get(period.day_after, NO_MOVES).growth
    spans: list[Span] = []
    for start in sorted(period.starts(step), reverse=True):
        moved = moves.get(start, NO_MOVES)
        spans.append(
            {
                "since": max(start, period.since),
                "until": min(start + timedelta(days=DAYS_OF[step] - 1), period.until),
                "created": moved.created,
                "resolved": moved.resolved,
                "reopened": moved.reopened,
                "backlog": backlog,
                "time_to_resolve": times.get(start, NO_TIMES),
            }
        )
        backlog -= moved.growth
    return spans[::-1]


def labels(period: Period) -> dict[str, dict[str, int]]:
    """Tickets filed in the period by category and priority, every choice present."""
    filed = Ticket.objects.order_by().filter(period.covers("created_at"))
    groups = filed.values_list("category", "priority").annotate(tickets=Count("*"))
    counted = {(category, priority): tickets for category, priority, tickets in groups}
    return {
        category: {priority: counted.get((category, priority), 0) for priority in Priority.values}
        for category in Category.values
    }


def time_to_resolve(period: Period) -> TimeToResolve:
    times: TimeToResolve = resolved_for_good(period).aggregate(**_times())  # type: ignore[assignment]
    return times


def times_to_resolve(period: Period, step: Step) -> dict[date, TimeToResolve]:
    """By the day or week of the change that resolved the tickets."""
    resolved = resolved_for_good(period).annotate(start=_start("at", step))
    rows = resolved.values_list("start").annotate(**_times())
    return {
        start: {"tickets": tickets, "median_seconds": median, "p90_seconds": p90}
        for start, tickets, median, p90 in rows
    }


def resolved_for_good(period: Period) -> QuerySet[TicketChange]:
    """The change that resolved it, for each ticket that was resolved in the period and not reopened since."""
    reopened = CHANGES.filter(REOPENED, ticket=OuterRef("ticket"), pk__gt=OuterRef("pk"))
    return CHANGES.filter(RESOLVED & period.covers("at")).exclude(Exists(reopened))


def _moves_since(period: Period, step: Step) -> dict[date, Moves]:
    """By day or week from the beginning of the period; all that came after it is under the day after it."""
    begin = beginning_of(period.since)
    filed = Ticket.objects.order_by().filter(created_at__gte=begin)
    created = _by_start(filed, "created_at", step, period)
    resolved, reopened = (
        _by_start(CHANGES.filter(kind, at__gte=begin), "at", step, period) for kind in (RESOLVED, REOPENED)
    )
    return {
        start: Moves(created.get(start, 0), resolved.get(start, 0), reopened.get(start, 0))
        for start in created | resolved | reopened
    }


def _by_start(rows: QuerySet[Any], column: str, step: Step, period: Period) -> dict[date, int]:
    starting = rows.annotate(start=_start_or_after(column, step, period))
    return dict(starting.values_list("start").annotate(rows=Count("*")))


def _start_or_after(column: str, step: Step, period: Period) -> Case:
    later = When(Q(**{f"{column}__gte": period.end}), then=Value(period.day_after))
    # Only outermost does a Trunc become a date by itself.
    return Case(later, default=Cast(_start(column, step), DateField()))


def _start(column: str, step: Step) -> Trunc:
    return Trunc(column, step, output_field=DateField())


def _times() -> dict[str, Any]:
    seconds = SecondsOf(F("at") - F("ticket__created_at"))
    return {
        "tickets": Count("*"),
        "median_seconds": Cast(PercentileCont(seconds, fraction=0.5), IntegerField()),
        "p90_seconds": Cast(PercentileCont(seconds, fraction=0.9), IntegerField()),
    }


def _filed(first: int, last: int | None, today: date) -> Q:
    """Tickets that were filed so many calendar days ago."""
    filed = Q(created_at__lt=beginning_of(today - timedelta(days=first - 1)))
    return filed if last is None else filed & Q(created_at__gte=beginning_of(today - timedelta(days=last)))
