"""Which tickets a list shows: `?status=open,in_progress&category=billing&search=refund` and the like."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet, TextChoices
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers

from tickets import search
from tickets.models import NOT_CHOSEN, Category, Priority, Status, SuggestionSource, Ticket
from tickets.period import beginning_of

# PostgreSQL and Python agree on these in any time zone.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


class LabelSource(TextChoices):
    """Where the labels of a ticket come from."""

    CHOSEN = "chosen"
    SUGGESTED = "suggested"
    UNSURE = "unsure"


BY_LABEL_SOURCE = {
    LabelSource.CHOSEN: ~NOT_CHOSEN,
    LabelSource.SUGGESTED: NOT_CHOSEN & ~Q(suggestion_source=SuggestionSource.NONE),
    LabelSource.UNSURE: Q(category_set_by_person=False, suggested_category_unsure=True)
    | Q(priority_set_by_person=False, suggested_priority_unsure=True),
}


@extend_schema_field(OpenApiTypes.STR)
class AnyOf(serializers.Field[list[str], str, str, Any]):
    """Several choices, separated by commas. A refusal says what the choices are."""

    def __init__(self, choices: type[TextChoices], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = choices.values

    def to_internal_value(self, data: Any) -> list[str]:
        if not isinstance(data, str):
            raise serializers.ValidationError("Write the values as one text, separated by commas.")
        values = [value.strip() for value in data.split(",") if value.strip()]
        if unknown := [value for value in values if value not in self._known]:
            raise serializers.ValidationError(f'"{unknown[0]}" is not one of {", ".join(self._known)}.')
        return values


class Day(serializers.DateField):
    def __init__(self) -> None:
        bounds = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
        super().__init__(required=False, validators=bounds)


class TicketFilterSerializer(serializers.Serializer[Any]):
    category = AnyOf(Category, required=False)
    priority = AnyOf(Priority, required=False)
    status = AnyOf(Status, required=False)
    labels = AnyOf(LabelSource, required=False)
    created_from = Day()
    created_to = Day()
    search = serializers.CharField(required=False, max_length=search.LONGEST)

    def validate_search(self, value: str) -> str:
        if len(value.split()) > search.MOST_WORDS:
            raise serializers.ValidationError(f"Search for at most {search.MOST_WORDS} words.")
        return value


def _one_or_several(name: str, choices: type[TextChoices]) -> OpenApiParameter:
    return OpenApiParameter(
        name, OpenApiTypes.STR, enum=choices.values, many=True, style="form", explode=False
    )


PARAMETERS = [
    _one_or_several("category", Category),
    _one_or_several("priority", Priority),
    _one_or_several("status", Status),
    _one_or_several("labels", LabelSource),
    OpenApiParameter(
        "created_from", OpenApiTypes.DATE, description="The first day, in the server's time zone."
    ),
    OpenApiParameter("created_to", OpenApiTypes.DATE, description="The last day, itself included."),
    OpenApiParameter(
        "search", OpenApiTypes.STR, description="Each word is a part of title, description or a comment."
    ),
]


MOST_NUMBERS = 200
NUMBERS = OpenApiParameter(
    "ids",
    OpenApiTypes.INT,
    many=True,
    style="form",
    explode=False,
    description=f"Of at most {MOST_NUMBERS} tickets with these numbers, those that the filters let through.",
)
A_NUMBER = re.compile(r"[0-9]{1,18}")


def among(tickets: QuerySet[Ticket], query: Mapping[str, str]) -> QuerySet[Ticket]:
    """Of the tickets those that `?ids=` names, or all without it. Raises DRF's ValidationError."""
    numbers = query["ids"].split(",") if query.get("ids") else []
    if len(numbers) > MOST_NUMBERS or not all(map(A_NUMBER.fullmatch, numbers)):
        message = f"Write at most {MOST_NUMBERS} numbers of tickets, separated by commas."
        raise serializers.ValidationError({"ids": [message]})
    return tickets.filter(pk__in=map(int, numbers)) if numbers else tickets


def filtered(tickets: QuerySet[Ticket], query: Mapping[str, str]) -> QuerySet[Ticket]:
    """The tickets that all filters let through; an empty one filters nothing.

    Raises DRF's ValidationError.
    """
    serializer = TicketFilterSerializer(data={name: value for name, value in query.items() if value})
    serializer.is_valid(raise_exception=True)
    return matching(tickets, serializer.validated_data)


def matching(tickets: QuerySet[Ticket], wanted: Mapping[str, Any]) -> QuerySet[Ticket]:
    """The same for what a TicketFilterSerializer has validated."""
    for field in ("category", "priority", "status"):
        if wanted.get(field):
            tickets = tickets.filter((f"{field}__in", wanted[field]))
    if sources := wanted.get("labels"):
        tickets = tickets.filter(_any(BY_LABEL_SOURCE[LabelSource(source)] for source in sources))
    if first := wanted.get("created_from"):
        tickets = tickets.filter(created_at__gte=beginning_of(first))
    if last := wanted.get("created_to"):
        tickets = tickets.filter(created_at__lt=beginning_of(last + timedelta(days=1)))
    return search.matching(tickets, wanted.get("search", ""))


def _any(conditions: Any) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found
