"""What goes in and out of the calls about people."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import NAME_LENGTH, USERNAME_LENGTH, USERNAME_PATTERN, Invitation, Role, User

ACCESS = [("open", "Nobody logs in"), ("login", "People log in")]
PURPOSES = [("join", "Make an account"), ("password", "Set a password")]
# Hashing takes as long as what is hashed.
LONGEST_PASSWORD = 128
LONGEST_TOKEN = 100
LONGEST_CODE = 20


def valid(kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """What was sent, as `kind` has it. Raises ValidationError."""
    serializer = kind(data=request.data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


class PersonSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ("id", "username", "name", "role")
        read_only_fields = fields


class SessionSerializer(serializers.Serializer[Any]):
    access = serializers.ChoiceField(ACCESS)
    person = PersonSerializer(allow_null=True, help_text="Who is logged in.")
    needs_setup = serializers.BooleanField(help_text="There is no administrator yet.")
    single_sign_on = serializers.CharField(help_text="What it is called here; empty where there is none.")
    public_submit = serializers.BooleanField(help_text="People without an account may submit, too.")


class Password(serializers.CharField):
    """Spaces belong to it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_PASSWORD, trim_whitespace=False, write_only=True, **kwargs)


class Code(serializers.CharField):
    """Of a second factor, or one of the recovery codes; spaces do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_CODE, write_only=True, **kwargs)


class Username(serializers.RegexField):
    """However it is typed, it is kept in lower case."""

    def __init__(self) -> None:
        message = _("Use letters, digits and . _ + - @ only, beginning with a letter or a digit.")
        super().__init__(USERNAME_PATTERN, max_length=USERNAME_LENGTH, error_messages={"invalid": message})

    def to_internal_value(self, data: Any) -> str:
        return AbstractBaseUser.normalize_username(super().to_internal_value(data)).lower()


class LogInSerializer(serializers.Serializer[Any]):
    """`code` is for those who have a second factor."""

    username = serializers.CharField(max_length=USERNAME_LENGTH)
    password = Password()
    code = Code(required=False, allow_blank=True, default="")


class OwnPasswordSerializer(serializers.Serializer[Any]):
    password = Password()


class PasswordChangeSerializer(serializers.Serializer[Any]):
    old_password = Password()
    password = Password()


class TokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(max_length=LONGEST_TOKEN)


class InvitationSerializer(serializers.Serializer[Any]):
    """What a link is for; `username` is empty where the account is still to be made."""

    purpose = serializers.ChoiceField(PURPOSES)
    role = serializers.ChoiceField(Role.choices)
    username = serializers.CharField()
    name = serializers.CharField()
    expires_at = serializers.DateTimeField()


class NewInvitationSerializer(serializers.Serializer[Any]):
    """Whom to invite: `name` reminds those who invite of who is meant."""

    role = serializers.ChoiceField(Role.choices)
    name = serializers.CharField(max_length=NAME_LENGTH, allow_blank=True, default="")


class PendingInvitationSerializer(serializers.ModelSerializer[Invitation]):
    class Meta:
        model = Invitation
        fields = ("id", "role", "name", "created_at", "expires_at")
        read_only_fields = fields


class LinkSerializer(serializers.Serializer[Any]):
    """A link, /welcome#<token>: told now and never again."""

    token = serializers.CharField()
    name = serializers.CharField(help_text="Whom it is for.")
    expires_at = serializers.DateTimeField()


class MemberSerializer(serializers.ModelSerializer[User]):
    """Of `accounts.people.members`."""

    has_second_factor = serializers.BooleanField(read_only=True)
    tokens = serializers.IntegerField(
        source="tokens_alive", read_only=True, help_text="How many programs can act in their name."
    )

    class Meta:
        model = User
        fields = (
            "id",
            "username",
            "name",
            "role",
            "is_active",
            "last_login",
            "has_second_factor",
            "tokens",
        )
        read_only_fields = fields


class MemberPatchSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(Role.choices, required=False)
    is_active = serializers.BooleanField(required=False)


class JoinSerializer(TokenSerializer):
    username = Username()
    name = serializers.CharField(max_length=NAME_LENGTH)
    password = Password()


class NewPasswordSerializer(TokenSerializer):
    password = Password()
