"""Saved views: names that a team gives to the filters and orders it works by."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import DestroyAPIView, ListCreateAPIView, UpdateAPIView
from rest_framework.serializers import BaseSerializer

from tickets.listing.filters import TicketFilterSerializer
from tickets.listing.ordering import ORDERINGS
from tickets.models import VIEW_NAME_UNIQUE, SavedView
from tickets.refusals import not_one_of

MOST_PARAMETERS = 20


class ListQuerySerializer(TicketFilterSerializer):
    """Everything of a list's address that a view keeps."""

    ordering = serializers.ChoiceField(list(ORDERINGS), required=False)


class SavedViewSerializer(serializers.ModelSerializer[SavedView]):
    class Meta:
        model = SavedView
        fields = ("id", "name", "query", "created_at")

    def validate_query(self, query: str) -> str:
        """The same in the one way that it is kept, or the refusal that the list would give."""
        wanted = ListQuerySerializer(data=_parameters(query))
        if not wanted.is_valid():
            refusals = [message for messages in wanted.errors.values() for message in messages]
            raise serializers.ValidationError(refusals)
        if not (written := _written(wanted.validated_data)):
            raise serializers.ValidationError(_("Choose at least one filter or an order."))
        return written


@contextmanager
def _free_name() -> Iterator[None]:
    """The database decides whether a name is free, so that two people cannot take it at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if VIEW_NAME_UNIQUE not in str(error):
            raise
        raise serializers.ValidationError({"name": [_("There is already a view with this name.")]}) from None


@extend_schema_view(
    get=extend_schema(operation_id="views_list"), post=extend_schema(operation_id="views_create")
)
class SavedViewList(ListCreateAPIView[SavedView]):
    queryset = SavedView.objects.all()
    serializer_class = SavedViewSerializer
    pagination_class = None

    def perform_create(self, serializer: BaseSerializer[SavedView]) -> None:
        with _free_name():
            serializer.save()


@extend_schema_view(
    patch=extend_schema(operation_id="views_update"), delete=extend_schema(operation_id="views_delete")
)
class SavedViewDetail(UpdateAPIView[SavedView], DestroyAPIView[SavedView]):
    queryset = SavedView.objects.all()
    serializer_class = SavedViewSerializer
    http_method_names = ("patch", "delete", "options")

    def perform_update(self, serializer: BaseSerializer[SavedView]) -> None:
        with _free_name():
            serializer.save()


def _parameters(query: str) -> dict[str, str]:
    try:
        given = dict(parse_qsl(query, max_num_fields=MOST_PARAMETERS))
    except ValueError:
        raise serializers.ValidationError(_("Too many parameters.")) from None
    known = ListQuerySerializer().fields
    if unknown := [name for name in given if name not in known]:
        raise serializers.ValidationError(not_one_of(unknown[0], known))
    return given


def _written(wanted: Mapping[str, Any]) -> str:
    texts = {
        name: ",".join(dict.fromkeys(value)) if isinstance(value, list) else str(value)
        for name, value in wanted.items()
    }
    return urlencode({name: text for name, text in texts.items() if text}, safe=",")
