"""What goes in and out of the ticket API. Each rule has its CHECK in `models`, which has the last word."""

from typing import Any, NoReturn

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from rest_framework import serializers

from tickets.models import (
    AUTHOR_LENGTH,
    COMMENT_LENGTH,
    DESCRIPTION_LENGTH,
    FORGOTTEN_PERSON,
    TITLE_LENGTH,
    Category,
    Comment,
    Priority,
    Status,
    SuggestionSource,
    Ticket,
    TicketChange,
)
from tickets.refusals import not_one_of
from tickets.services import LABELS, Suggestion

# What PostgreSQL's integer holds.
LONGEST_LATENCY_MS = 2**31 - 1


class OneOf(serializers.ChoiceField):
    """A choice whose refusal says what the choices are."""

    def __init__(self, choices: type[TextChoices], **kwargs: Any) -> None:
        super().__init__(choices.choices, **kwargs)

    def fail(self, key: str, **kwargs: Any) -> NoReturn:
        if key == "invalid_choice":
            raise serializers.ValidationError(not_one_of(kwargs["input"], self.choices), code=key)
        super().fail(key, **kwargs)


class PersonName(serializers.CharField):
    def to_representation(self, value: Any) -> str:
        name: str = super().to_representation(value)
        return _("a person who was forgotten") if name == FORGOTTEN_PERSON else name


class ConfidenceSerializer(serializers.Serializer[Any]):
    """How sure the engine was of each label, or null where it cannot tell."""

    category = serializers.FloatField(
        source="suggested_category_confidence", min_value=0, max_value=1, allow_null=True, default=None
    )
    priority = serializers.FloatField(
        source="suggested_priority_confidence", min_value=0, max_value=1, allow_null=True, default=None
    )


class UnsureSerializer(serializers.Serializer[Any]):
    """Which labels of a suggestion are more of a question than an answer."""

    category = serializers.BooleanField(source="suggested_category_unsure", default=False)
    priority = serializers.BooleanField(source="suggested_priority_unsure", default=False)


class TicketSerializer(serializers.ModelSerializer[Ticket]):
    suggestion_confidence = ConfidenceSerializer(source="*")
    suggestion_unsure = UnsureSerializer(source="*")

    class Meta:
        model = Ticket
        fields = (
            "id",
            "title",
            "description",
            "category",
            "priority",
            "status",
            "created_at",
            "updated_at",
            "version",
            "category_set_by_person",
            "priority_set_by_person",
            "suggested_category",
            "suggested_priority",
            "suggestion_source",
            "suggestion_model",
            "prompt_version",
            "suggestion_confidence",
            "suggestion_unsure",
            "suggestion_latency_ms",
        )
        read_only_fields = fields


class TicketHistoryEntrySerializer(serializers.ModelSerializer[TicketChange]):
    actor_name = PersonName(read_only=True, help_text=TicketChange._meta.get_field("actor_name").help_text)

    class Meta:
        model = TicketChange
        fields = ("id", "at", "field", "old", "new", "actor", "actor_name")
        read_only_fields = fields


class CommentSerializer(serializers.ModelSerializer[Comment]):
    author = PersonName(read_only=True, help_text=Comment._meta.get_field("author").help_text)

    class Meta:
        model = Comment
        fields = ("id", "at", "author", "body")
        read_only_fields = fields


class CommentCreateSerializer(serializers.Serializer[Any]):
    """An internal note. Where people log in, the author is who is logged in, whatever name is given."""

    body = serializers.CharField(max_length=COMMENT_LENGTH)
    author = serializers.CharField(max_length=AUTHOR_LENGTH, allow_blank=True, default="")


class TicketDetailSerializer(TicketSerializer):
    requester = serializers.CharField(
        source="requester.name", default="", read_only=True, help_text="Who filed it, where people log in."
    )
    history = TicketHistoryEntrySerializer(many=True, read_only=True)
    comments = CommentSerializer(many=True, read_only=True)

    class Meta:
        model = Ticket
        fields = (*TicketSerializer.Meta.fields, "requester", "history", "comments")
        read_only_fields = fields


class TicketCreateSerializer(serializers.Serializer[Any]):
    """A new ticket. It begins as open: no `status` is read. A label that is left out is chosen by an engine
    soon after.
    """

    title = serializers.CharField(max_length=TITLE_LENGTH)
    description = serializers.CharField(max_length=DESCRIPTION_LENGTH)
    category = OneOf(Category, required=False)
    priority = OneOf(Priority, required=False)
    suggested_category = OneOf(Category, required=False, allow_null=True)
    suggested_priority = OneOf(Priority, required=False, allow_null=True)
    suggestion_source = OneOf(SuggestionSource, default=SuggestionSource.NONE)
    suggestion_model = serializers.CharField(max_length=200, allow_blank=True, default="")
    prompt_version = serializers.CharField(max_length=20, allow_blank=True, default="")
    suggestion_confidence = ConfidenceSerializer(required=False)
    suggestion_unsure = UnsureSerializer(required=False)
    suggestion_latency_ms = serializers.IntegerField(
        min_value=0, max_value=LONGEST_LATENCY_MS, allow_null=True, default=None
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Turn the suggestion that the person saw, if any, into one value."""
        fields = {name: attrs[name] for name in ("title", "description", *LABELS) if name in attrs}
        suggested = {label: attrs.get(f"suggested_{label}") for label in LABELS}
        is_suggested = attrs["suggestion_source"] != SuggestionSource.NONE
        if {bool(value) for value in suggested.values()} != {is_suggested}:
            message = _(
                "Give suggestion_source, suggested_category and suggested_priority together, or none of them."
            )
            raise serializers.ValidationError({"suggestion_source": [message]})
        return {**fields, "suggestion": _suggestion(attrs)} if is_suggested else fields


def _suggestion(attrs: dict[str, Any]) -> Suggestion:
    confidence = attrs.get("suggestion_confidence", {})
    unsure = attrs.get("suggestion_unsure", {})
    return Suggestion(
        category=attrs["suggested_category"],
        priority=attrs["suggested_priority"],
        source=attrs["suggestion_source"],
        model=attrs["suggestion_model"],
        prompt_version=attrs["prompt_version"],
        category_confidence=confidence.get("suggested_category_confidence"),
        priority_confidence=confidence.get("suggested_priority_confidence"),
        category_unsure=unsure.get("suggested_category_unsure", False),
        priority_unsure=unsure.get("suggested_priority_unsure", False),
        latency_ms=attrs["suggestion_latency_ms"],
    )


class TicketPatchSerializer(serializers.Serializer[Any]):
    """What a person may change. With `version` (or If-Match) the change applies to that version only."""

    title = serializers.CharField(max_length=TITLE_LENGTH, required=False)
    description = serializers.CharField(max_length=DESCRIPTION_LENGTH, required=False)
    category = OneOf(Category, required=False)
    priority = OneOf(Priority, required=False)
    status = OneOf(Status, required=False)
    version = serializers.IntegerField(min_value=1, required=False)


class ConflictSerializer(serializers.Serializer[Any]):
    detail = serializers.CharField()
    code = serializers.CharField()
    current = TicketDetailSerializer()


class CountSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    more = serializers.BooleanField(help_text="There are more than `count`.")


class DemoSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()


class DemoLoadedSerializer(serializers.Serializer[Any]):
    created = serializers.IntegerField()


class DemoRemovedSerializer(serializers.Serializer[Any]):
    removed = serializers.IntegerField()


class TextSerializer(serializers.Serializer[Any]):
    """What somebody has written of a ticket so far."""

    title = serializers.CharField(max_length=TITLE_LENGTH, allow_blank=True, default="")
    description = serializers.CharField(max_length=DESCRIPTION_LENGTH, allow_blank=True, default="")


class SimilarTicketSerializer(serializers.ModelSerializer[Ticket]):
    class Meta:
        model = Ticket
        fields = ("id", "title", "status")
        read_only_fields = fields


class SimilarTicketsSerializer(serializers.Serializer[Any]):
    results = SimilarTicketSerializer(many=True, read_only=True)
