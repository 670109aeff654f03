"""One's own API tokens: made, listed, revoked. And those of others, for administrators."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import tokens
from accounts.access import WhereOneLogsIn, own_account
from accounts.models import NAME_LENGTH, ApiToken, Scope, User
from accounts.proof import check_password
from accounts.serializers import Password, valid

LONGEST_DAYS = 366


class ApiTokenSerializer(serializers.ModelSerializer[ApiToken]):
    class Meta:
        model = ApiToken
        fields = ("id", "name", "scope", "created_at", "expires_at", "last_used_at")
        read_only_fields = fields


class NewApiTokenSerializer(serializers.Serializer[Any]):
    """`password` is one's own once more, if one has one."""

    name = serializers.CharField(max_length=NAME_LENGTH, help_text="What it is for, as a reminder.")
    scope = serializers.ChoiceField(Scope.choices)
    expires_in_days = serializers.IntegerField(min_value=1, max_value=LONGEST_DAYS)
    password = Password(required=False, allow_blank=True, default="")


class MadeApiTokenSerializer(serializers.Serializer[Any]):
    """To be sent as `Authorization: Bearer <token>`: told now and never again."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class ApiTokens(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="tokens_list", responses=ApiTokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        """One's own, the newest first; for a month also those that have expired."""
        return Response(ApiTokenSerializer(tokens.tokens_of(own_account(request)), many=True).data)

    @extend_schema(
        operation_id="tokens_create",
        request=NewApiTokenSerializer,
        responses={HTTPStatus.CREATED: MadeApiTokenSerializer},
    )
    def post(self, request: Request) -> Response:
        """A token with which a program may do what its scope says, and never more than its owner may."""
        person, wanted = own_account(request), valid(NewApiTokenSerializer, request)
        if person.has_usable_password():
            check_password(request, person, wanted["password"])
        lasts = timedelta(days=wanted["expires_in_days"])
        made, secret = tokens.make(person, wanted["name"], Scope(wanted["scope"]), lasts)
        body = {"token": secret, "expires_at": made.expires_at}
        return Response(MadeApiTokenSerializer(body).data, status=HTTPStatus.CREATED)


class ApiTokenDetail(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="tokens_revoke", responses={HTTPStatus.NO_CONTENT: None})
    def delete(self, request: Request, token_id: int) -> Response:
        """Revoke a token of one's own or, for administrators, of anybody: it works no longer."""
        try:
            tokens.revoke(token_id, own_account(request))
        except tokens.NoSuchToken:
            raise NotFound from None
        return Response(status=HTTPStatus.NO_CONTENT)


class MemberTokens(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="people_tokens", responses=ApiTokenSerializer(many=True))
    def get(self, request: Request, person_id: int) -> Response:
        """Somebody's tokens, for whoever has to know which programs act in their name."""
        person = get_object_or_404(User, pk=person_id)
        return Response(ApiTokenSerializer(tokens.tokens_of(person), many=True).data)
