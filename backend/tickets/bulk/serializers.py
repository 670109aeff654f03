"""What goes in and out of changing many tickets at once."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from tickets.listing.filters import TicketFilterSerializer
from tickets.listing.ordering import LARGEST_ID
from tickets.models import Category, Priority, Status
from tickets.serializers import OneOf

MOST_IDS = 1000


class StrictFilterSerializer(TicketFilterSerializer):
    """The filters of the list. An unknown one is refused: ignoring it would change more than was meant."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            message = _("Not a filter. The filters are %(filters)s.") % {"filters": ", ".join(self.fields)}
            raise serializers.ValidationError({str(name): [message] for name in unknown})
        return super().to_internal_value(data)


class BulkChangesSerializer(serializers.Serializer[Any]):
    category = OneOf(Category, required=False)
    priority = OneOf(Priority, required=False)
    status = OneOf(Status, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            raise serializers.ValidationError(_("Give a category, a priority or a status."))
        return attrs


class BulkChangeSerializer(serializers.Serializer[Any]):
    """Which tickets, by their numbers or by the filters of the list, and what they become."""

    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID),
        min_length=1,
        max_length=MOST_IDS,
        required=False,
    )
    filters = StrictFilterSerializer(required=False, help_text="As in the list; `{}` are all tickets.")
    changes = BulkChangesSerializer()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("ids" in attrs) == ("filters" in attrs):
            raise serializers.ValidationError({"ids": [_("Give either ids or filters.")]})
        return attrs


class BulkChangedSerializer(serializers.Serializer[Any]):
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField(help_text="They were so already.")
    undo = serializers.UUIDField(allow_null=True, help_text="For `/api/tickets/bulk/<undo>/undo/`.")


class BulkUndoneSerializer(serializers.Serializer[Any]):
    restored = serializers.IntegerField()
    left = serializers.IntegerField(help_text="They have changed since, and were left so.")
