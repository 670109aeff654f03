"""Which tickets a list shows: `?status=open,in_progress&category=billing&search=refund` and the like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers

from tickets.listing import search
from tickets.models import NOT_CHOSEN, UNSURE, Category, Priority, Status, SuggestionSource, Ticket
from tickets.period import FIRST_DAY, LAST_DAY, beginning_of
from tickets.refusals import not_one_of

CHOICES: Mapping[str, Sequence[str]] = {
    "category": Category.values,
    "priority": Priority.values,
    "status": Status.values,
}


class LabelSource(TextChoices):
    """Where the labels of a ticket come from."""

    CHOSEN = "chosen"
    SUGGESTED = "suggested"
    UNSURE = "unsure"


BY_LABEL_SOURCE = {
    LabelSource.CHOSEN: ~NOT_CHOSEN,
    LabelSource.SUGGESTED: NOT_CHOSEN & ~Q(suggestion_source=SuggestionSource.NONE),
    LabelSource.UNSURE: UNSURE,
}


@extend_schema_field(OpenApiTypes.STR)
class AnyOf(serializers.Field[list[str], str, str, Any]):
    """Several choices, separated by commas. A refusal says what the choices are."""

    def __init__(self, choices: type[TextChoices], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = choices.values

    def to_internal_value(self, data: Any) -> list[str]:
        if not isinstance(data, str):
            raise serializers.ValidationError(_("Write the values as one text, separated by commas."))
        values = [value.strip() for value in data.split(",") if value.strip()]
        if unknown := [value for value in values if value not in self._known]:
            raise serializers.ValidationError(not_one_of(unknown[0], self._known))
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
            message = _("Search for at most %(most)d words.") % {"most": search.MOST_WORDS}
            raise serializers.ValidationError(message)
        return value


# Shared by all calls: making its fields takes several times as long as using them.
FILTERS = TicketFilterSerializer()


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


@dataclass(frozen=True)
class Selection:
    """
    labels: the values wanted for `category`, `priority` and `status`; a label that is missing may be any.
    others: the tickets that all other filters let through, except the search.
    words: the words searched for.
    since, until: `others` were filed from `since` on and before `until`; None: at any time.
    indexed: an index holds just `others`, which are few.
    """

    labels: Mapping[str, Sequence[str]]
    others: QuerySet[Ticket]
    words: Sequence[str]
    since: datetime | None = None
    until: datetime | None = None
    indexed: bool = False

    @property
    def without_search(self) -> QuerySet[Ticket]:
        return self.others.filter(**{f"{label}__in": values for label, values in self.labels.items()})

    @property
    def is_long_ago(self) -> bool:
        """Whether fewer tickets were filed in this time than since, if as many are filed every day."""
        if not self.since or not self.until:
            return False
        return self.until - self.since < timezone.now() - self.until

    @property
    def tickets(self) -> QuerySet[Ticket]:
        """All of them. To see a page of them, `pages.find_page` is faster."""
        return search.matching(self.without_search, self.words)


def selected(query: Mapping[str, str]) -> Selection:
    """What a query asks for; an empty filter filters nothing. Raises DRF's ValidationError."""
    return selection(FILTERS.run_validation({name: value for name, value in query.items() if value.strip()}))


def among(selection: Selection, query: Mapping[str, str]) -> Selection:
    """Those of the tickets that `?ids=` names, or all without it. Raises DRF's ValidationError."""
    if not query.get("ids"):
        return selection
    numbers = query["ids"].split(",")
    if len(numbers) > MOST_NUMBERS or not all(map(A_NUMBER.fullmatch, numbers)):
        message = _("Give at most %(most)d ticket numbers, separated by commas.") % {"most": MOST_NUMBERS}
        raise serializers.ValidationError({"ids": [message]})
    named = selection.without_search.filter(pk__in=map(int, numbers))
    return Selection({}, search.having_all(named, selection.words), [])


def selection(wanted: Mapping[str, Any]) -> Selection:
    """The same for what a TicketFilterSerializer has validated."""
    tickets = Ticket.objects.order_by()
    if sources := wanted.get("labels"):
        tickets = tickets.filter(_any(BY_LABEL_SOURCE[LabelSource(source)] for source in sources))
    first, last = wanted.get("created_from"), wanted.get("created_to")
    since = beginning_of(first) if first else None
    until = beginning_of(last + timedelta(days=1)) if last else None
    if since:
        tickets = tickets.filter(created_at__gte=since)
    if until:
        tickets = tickets.filter(created_at__lt=until)
    labels = {
        label: values
        for label, choices in CHOICES.items()
        if (values := sorted(set(wanted.get(label, [])))) and len(values) < len(choices)
    }
    words = wanted.get("search", "").split()
    return Selection(labels, tickets, words, since, until, indexed=sources == [LabelSource.UNSURE])


def _any(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found
