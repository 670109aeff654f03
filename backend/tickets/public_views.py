"""Submitting without an account, and following what was submitted: where PUBLIC_SUBMIT is on."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.serializers import valid
from tickets import public
from tickets.models import STATUS_CHANGED, Ticket
from tickets.serializers import TicketCreateSerializer
from tickets.views import IDEMPOTENCY_KEY, create, idempotency_key

LONGEST_SECRET = 100


class LinkGone(APIException):
    status_code = HTTPStatus.GONE
    default_detail = _("This link leads to no ticket: a part of it is missing, or the ticket was removed.")
    default_code = "link_gone"


class WhereEverybodySubmits(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        if not settings.PUBLIC_SUBMIT and request.method in view.allowed_methods:
            raise NotFound(_("Only people with an account submit here."), "not_public")
        return True


class SubmittedSerializer(serializers.Serializer[Any]):
    """`secret` is for /follow#<secret>: told now and never again."""

    number = serializers.IntegerField()
    secret = serializers.CharField()


class FollowSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(max_length=LONGEST_SECRET)


class FollowedSerializer(serializers.ModelSerializer[Ticket]):
    """What somebody without an account wrote, and what became of it."""

    number = serializers.IntegerField(source="pk", read_only=True)
    status_since = serializers.SerializerMethodField()

    class Meta:
        model = Ticket
        fields = ("number", "title", "description", "status", "status_since", "created_at")
        read_only_fields = fields

    def get_status_since(self, ticket: Ticket) -> datetime:
        """Not when it was changed last: that would tell when the team notes something."""
        changes = ticket.history.filter(STATUS_CHANGED)
        return changes.values_list("at", flat=True).first() or ticket.created_at


class PublicTickets(APIView):
    permission_classes = (WhereEverybodySubmits,)

    @extend_schema(
        operation_id="public_submit",
        request=TicketCreateSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses={HTTPStatus.CREATED: SubmittedSerializer},
    )
    def post(self, request: Request) -> Response:
        """File a ticket without an account. Whoever has the secret follows it, and nobody else."""
        ticket = create(valid(TicketCreateSerializer, request), idempotency_key(request))
        body = {"number": ticket.pk, "secret": public.make_link(ticket)}
        return Response(SubmittedSerializer(body).data, status=HTTPStatus.CREATED)


class FollowedTicket(APIView):
    permission_classes = (WhereEverybodySubmits,)

    @extend_schema(operation_id="public_follow", request=FollowSerializer, responses=FollowedSerializer)
    def post(self, request: Request) -> Response:
        """What became of a ticket. A POST, as its secret has no place in an address that is logged."""
        try:
            ticket = public.followed(valid(FollowSerializer, request)["secret"])
        except public.NoSuchLink:
            raise LinkGone from None
        return Response(FollowedSerializer(ticket).data)
