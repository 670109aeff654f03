"""What goes in and out of the calls about what is stored of a person."""

from typing import Any

from rest_framework import serializers

from accounts import second_factor
from accounts.models import ApiToken, User
from accounts.oidc_people import subjects_of_user
from tickets.models import AUTHOR_LENGTH, Comment, TicketChange
from tickets.serializers import CommentSerializer, TicketDetailSerializer, TicketHistoryEntrySerializer

FINGERPRINT_LENGTH = 64


class PersonInQuestionSerializer(serializers.Serializer[Any]):
    person = serializers.CharField(
        max_length=AUTHOR_LENGTH,
        help_text="A user name or, for somebody without one, their name as history has it.",
    )
    with_namesakes = serializers.BooleanField(
        default=False,
        help_text="Although others have the same name, who lose it in history as well: that has only names.",
    )


class ErasureSerializer(PersonInQuestionSerializer):
    exported = serializers.CharField(
        max_length=FINGERPRINT_LENGTH, help_text="The fingerprint of the export that you have kept."
    )
    keep_tickets = serializers.BooleanField(
        default=False, help_text="The tickets that they filed stay, without saying who filed them."
    )


class TracesSerializer(serializers.Serializer[Any]):
    """How much there is of a person."""

    name = serializers.CharField()
    username = serializers.CharField(help_text="Empty where there is no account.")
    tickets = serializers.IntegerField(help_text="That they filed.")
    comments = serializers.IntegerField(help_text="With their name.")
    changes = serializers.IntegerField(help_text="With their name.")
    mentions = serializers.IntegerField(
        help_text="Tickets of others with the name in a text. These are left as they are."
    )


class ErasedSerializer(serializers.Serializer[Any]):
    tickets = serializers.IntegerField()
    comments = serializers.IntegerField()
    changes = serializers.IntegerField()


class ExportedTokenSerializer(serializers.ModelSerializer[ApiToken]):
    class Meta:
        model = ApiToken
        fields = ("name", "scope", "created_at", "expires_at", "last_used_at")
        read_only_fields = fields


class ExportedAccountSerializer(serializers.ModelSerializer[User]):
    has_second_factor = serializers.SerializerMethodField()
    single_sign_on = serializers.SerializerMethodField(help_text="By what the issuer knows them.")
    tokens = ExportedTokenSerializer(many=True)

    class Meta:
        model = User
        fields = (
            "username",
            "role",
            "is_active",
            "created_at",
            "last_login",
            "has_second_factor",
            "single_sign_on",
            "tokens",
        )
        read_only_fields = fields

    def get_has_second_factor(self, user: User) -> bool:
        return second_factor.is_on(user)

    def get_single_sign_on(self, user: User) -> list[str]:
        return subjects_of_user(user)


class ExportedCommentSerializer(CommentSerializer):
    ticket = serializers.IntegerField(source="ticket_id")

    class Meta:
        model = Comment
        fields = ("ticket", *CommentSerializer.Meta.fields)
        read_only_fields = fields


class ExportedChangeSerializer(TicketHistoryEntrySerializer):
    ticket = serializers.IntegerField(source="ticket_id")

    class Meta:
        model = TicketChange
        fields = ("ticket", *TicketHistoryEntrySerializer.Meta.fields)
        read_only_fields = fields


class PersonExportSerializer(serializers.Serializer[Any]):
    """All that is stored of a person: see `erasure.export`."""

    name = serializers.CharField()
    account = ExportedAccountSerializer(allow_null=True)
    tickets = TicketDetailSerializer(many=True)
    comments = ExportedCommentSerializer(many=True)
    changes = ExportedChangeSerializer(many=True)


class MarkedExportSerializer(PersonExportSerializer):
    fingerprint = serializers.CharField(help_text="Of all the rest.")
