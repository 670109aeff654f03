"""How good suggestions turned out to be: what people made of them, aggregated by PostgreSQL.

Of a ticket that carries a suggestion, each label is one of these:

- accepted: a person set it, whether or not they saw the suggestion, and it is as suggested;
- overridden: a person set it, and it is another one;
- unconfirmed: nobody set it. The suggestion stands, which says nothing of its worth.

A ticket counts with the labels that it has now, and on the day on which it was filed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypedDict

from django.db.models import Count, DateField, Expression, F, IntegerField, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, Trunc

from tickets.models import Category, Priority, SuggestionSource, Ticket
from tickets.period import Period, Step
from tickets.stats.aggregates import PercentileCont

MOST_DAYS_SHOWN_SINGLY = 14
# A client may name any model with its ticket: the answer stays small whatever they write.
MOST_MODELS = 20

Label = Literal["category", "priority"]


class Outcomes(TypedDict):
    accepted: int
    overridden: int
    unconfirmed: int


class LabelQuality(Outcomes):
    """
    unsure: those of the counts whose suggestion was marked unsure.
    chosen: for each suggested value, which values people left or made it, and how often.
    """

    unsure: Outcomes
    chosen: dict[str, dict[str, int]]


class ModelQuality(TypedDict):
    """latency_*: whole milliseconds from question to answer; None when no time of this model is known."""

    source: str
    model: str
    suggestions: int
    category: Outcomes
    priority: Outcomes
    latency_p50_ms: int | None
    latency_p95_ms: int | None


class Bucket(TypedDict):
    """start: a day, or the Monday of a week."""

    start: date
    category: Outcomes
    priority: Outcomes


class Quality(TypedDict):
    """since, until: the first and the last day, both counted, in the configured time zone."""

    since: date
    until: date
    suggestions: int
    category: LabelQuality
    priority: LabelQuality
    models: list[ModelQuality]
    step: Step
    over_time: list[Bucket]


def suggestion_quality(period: Period) -> Quality:
    """The figures of the tickets of a period that carry a suggestion.

    Four queries, whatever the number of tickets.
    """
    suggested = Ticket.objects.order_by().exclude(suggestion_source=SuggestionSource.NONE)
    suggested = suggested.filter(period.covers("created_at"))
    category = label_quality(suggested, "category", Category.values)
    step: Step = "day" if period.days <= MOST_DAYS_SHOWN_SINGLY else "week"
    return {
        "since": period.since,
        "until": period.until,
        "suggestions": category["accepted"] + category["overridden"] + category["unconfirmed"],
        "category": category,
        "priority": label_quality(suggested, "priority", Priority.values),
        "models": model_quality(suggested),
        "step": step,
        "over_time": over_time(suggested, step, period),
    }


def outcomes_of(label: Label) -> dict[str, Q]:
    """Which tickets are which, for one label."""
    set_by_person = Q(**{f"{label}_set_by_person": True})
    as_suggested = Q(**{label: F(f"suggested_{label}")})
    return {
        "accepted": set_by_person & as_suggested,
        "overridden": set_by_person & ~as_suggested,
        "unconfirmed": ~set_by_person,
    }


def label_quality(suggested: QuerySet[Ticket], label: Label, values: list[str]) -> LabelQuality:
    """One label's figures. Tickets are grouped first, so that the many sums run over 64 groups at most."""
    source, unsure = f"suggested_{label}", f"suggested_{label}_unsure"
    groups = suggested.values(source, label, f"{label}_set_by_person", unsure).annotate(tickets=Count("*"))
    outcomes = outcomes_of(label)
    chosen = Q(**{f"{label}_set_by_person": True})
    sums = groups.aggregate(
        **{name: _sum(which) for name, which in outcomes.items()},
        **{f"unsure_{name}": _sum(which & Q(**{unsure: True})) for name, which in outcomes.items()},
        **{f"{old}_{new}": _sum(chosen & Q(**{source: old, label: new})) for old in values for new in values},
    )
    return {
        **_outcomes(sums),
        "unsure": _outcomes(sums, "unsure_"),
        "chosen": {old: {new: sums[f"{old}_{new}"] for new in values} for old in values},
    }


def model_quality(suggested: QuerySet[Ticket]) -> list[ModelQuality]:
    """What each engine suggested, the busiest first."""
    models = suggested.values("suggestion_source", "suggestion_model").annotate(
        suggestions=Count("*"),
        latency_p50_ms=Cast(PercentileCont("suggestion_latency_ms", fraction=0.5), IntegerField()),
        latency_p95_ms=Cast(PercentileCont("suggestion_latency_ms", fraction=0.95), IntegerField()),
        **_counts(),
    )
    return [
        {
            "source": row["suggestion_source"],
            "model": row["suggestion_model"],
            "suggestions": row["suggestions"],
            "category": _outcomes(row, "category_"),
            "priority": _outcomes(row, "priority_"),
            "latency_p50_ms": row["latency_p50_ms"],
            "latency_p95_ms": row["latency_p95_ms"],
        }
        for row in models.order_by("-suggestions", "suggestion_source", "suggestion_model")[:MOST_MODELS]
    ]


def over_time(suggested: QuerySet[Ticket], step: Step, period: Period) -> list[Bucket]:
    """Every day or week of the period, also those without a suggestion."""
    start = Trunc("created_at", step, output_field=DateField())
    counted = {
        row["start"]: row for row in suggested.annotate(start=start).values("start").annotate(**_counts())
    }
    nothing = dict.fromkeys(_counts(), 0)
    rows = [(day, counted.get(day, nothing)) for day in period.starts(step)]
    return [
        {"start": day, "category": _outcomes(row, "category_"), "priority": _outcomes(row, "priority_")}
        for day, row in rows
    ]


def _counts() -> dict[str, Count]:
    """Annotations `category_accepted` to `priority_unconfirmed`."""
    labels: tuple[Label, ...] = ("category", "priority")
    return {
        f"{label}_{name}": Count("pk", filter=which)
        for label in labels
        for name, which in outcomes_of(label).items()
    }


def _outcomes(row: Mapping[str, Any], prefix: str = "") -> Outcomes:
    return {
        "accepted": row[f"{prefix}accepted"],
        "overridden": row[f"{prefix}overridden"],
        "unconfirmed": row[f"{prefix}unconfirmed"],
    }


def _sum(which: Q) -> Expression:
    return Coalesce(Sum("tickets", filter=which), 0)
