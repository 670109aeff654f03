"""The ticket API: parse, call one function, answer."""

from http import HTTPStatus
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import name_of, person_of
from tickets.comments import add_comment
from tickets.listing import filters
from tickets.listing.pages import count_up_to
from tickets.listing.pagination import ByPlace
from tickets.listing.rows import shape_of
from tickets.models import IDEMPOTENCY_KEY_LENGTH, Ticket
from tickets.serializers import (
    CommentCreateSerializer,
    CommentSerializer,
    ConflictSerializer,
    CountSerializer,
    SimilarTicketsSerializer,
    TextSerializer,
    TicketCreateSerializer,
    TicketDetailSerializer,
    TicketPatchSerializer,
    TicketSerializer,
)
from tickets.services import StaleTicket, create_ticket, edit_ticket
from tickets.similar import similar_tickets
from tickets.submissions import KeyReused, create_once
from tickets.visibility import seen_by, with_details_for

# Counting further would read every match, and nobody looks through so many.
MOST_COUNTED = 1000
CONFLICT = _(
    "The ticket has changed since you read it, so nothing was saved. Look at it as it is now and try again."
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description='The version that the change is for, as in `"3"`.'
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A text of your choice, another for each ticket or comment. A request that is repeated with "
    "it within 24 hours is answered with what the first one made.",
)


class ReusedKey(APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_detail = _("This Idempotency-Key was used for something else. Nothing was stored; use a new key.")
    default_code = "idempotency_key_reused"


class TicketList(GenericAPIView[Ticket]):
    queryset = Ticket.objects.all()
    serializer_class = TicketCreateSerializer  # what OPTIONS tells of
    pagination_class = ByPlace

    @extend_schema(
        operation_id="tickets_list",
        parameters=[*filters.PARAMETERS, filters.NUMBERS],
        responses=TicketSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        pages, shape, zone = ByPlace(), shape_of(TicketSerializer), timezone.get_current_timezone()
        selection = filters.among(asked_for(request), request.query_params)
        page = pages.find(selection, request, shape.all_columns)
        return pages.get_paginated_response([shape.show(row, zone) for row in page])

    @extend_schema(
        operation_id="tickets_create",
        request=TicketCreateSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses={HTTPStatus.CREATED: TicketSerializer},
    )
    def post(self, request: Request) -> Response:
        serializer = TicketCreateSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        fields = {**serializer.validated_data, "requester": person_of(request)}
        ticket = create(fields, idempotency_key(request))
        location = {"Location": f"{request.path}{ticket.pk}/"}
        return Response(TicketSerializer(ticket).data, status=HTTPStatus.CREATED, headers=location)


class TicketDetail(APIView):
    @extend_schema(operation_id="tickets_retrieve", responses=TicketDetailSerializer)
    def get(self, request: Request, ticket_id: int) -> Response:
        return detail_response(get_object_or_404(with_details_for(person_of(request)), pk=ticket_id))

    @extend_schema(
        operation_id="tickets_update",
        request=TicketPatchSerializer,
        parameters=[IF_MATCH],
        responses={
            HTTPStatus.OK: TicketDetailSerializer,
            HTTPStatus.CONFLICT: OpenApiResponse(ConflictSerializer, "The ticket has changed meanwhile."),
        },
    )
    def patch(self, request: Request, ticket_id: int) -> Response:
        serializer = TicketPatchSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        changes = dict(serializer.validated_data)
        expected = changes.pop("version", None) or version_in(request.headers.get("If-Match"))
        try:
            by = name_of(request)
            return detail_response(edit_ticket(ticket_id, changes, expected_version=expected, by=by))
        except Ticket.DoesNotExist:
            raise NotFound from None
        except StaleTicket as stale:
            return conflict(stale.current)


class TicketComments(APIView):
    @extend_schema(
        operation_id="tickets_comment",
        request=CommentCreateSerializer,
        parameters=[IDEMPOTENCY_KEY],
        responses={HTTPStatus.CREATED: CommentSerializer},
    )
    def post(self, request: Request, ticket_id: int) -> Response:
        serializer = CommentCreateSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        written = dict(serializer.validated_data)
        written["author"] = name_of(request) or written["author"]
        try:
            comment = add_comment(ticket_id, **written, key=idempotency_key(request))
        except Ticket.DoesNotExist:
            raise NotFound from None
        except KeyReused:
            raise ReusedKey from None
        return Response(CommentSerializer(comment).data, status=HTTPStatus.CREATED)


class TicketCount(APIView):
    @extend_schema(operation_id="tickets_count", parameters=filters.PARAMETERS, responses=CountSerializer)
    def get(self, request: Request) -> Response:
        """How many tickets the filters let through, counted up to a thousand; with a search up to fewer."""
        count, more = count_up_to(asked_for(request), MOST_COUNTED)
        return Response({"count": count, "more": more})


class SimilarTickets(APIView):
    @extend_schema(operation_id="tickets_similar", request=TextSerializer, responses=SimilarTicketsSerializer)
    def post(self, request: Request) -> Response:
        """Tickets that share telling words with a text: at most five, open ones first. Nothing is stored.

        A POST, as the text of a ticket has no place in an address.
        """
        serializer = TextSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        found = similar_tickets(**serializer.validated_data)
        return Response(SimilarTicketsSerializer({"results": found}).data)


def asked_for(request: Request) -> filters.Selection:
    """What the filters let through of what this person may see."""
    return seen_by(person_of(request), filters.selected(request.query_params))


def create(fields: dict[str, Any], key: str | None) -> Ticket:
    if key is None:
        return create_ticket(**fields)
    try:
        return create_once(key, **fields)
    except KeyReused:
        raise ReusedKey from None


def idempotency_key(request: Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= IDEMPOTENCY_KEY_LENGTH:
        message = _("Idempotency-Key must have 1 to %(most)d characters.") % {"most": IDEMPOTENCY_KEY_LENGTH}
        raise ValidationError({"idempotency_key": [message]})
    return key


def detail_response(ticket: Ticket) -> Response:
    return Response(TicketDetailSerializer(ticket).data, headers={"ETag": f'"{ticket.version}"'})


def conflict(current: Ticket) -> Response:
    body: dict[str, Any] = {
        "detail": CONFLICT,
        "code": "conflict",
        "current": TicketDetailSerializer(current).data,
    }
    return Response(body, status=HTTPStatus.CONFLICT)


def version_in(if_match: str | None) -> int | None:
    """The version that an If-Match header names; None when there is none, or it is `*`."""
    if if_match is None or if_match.strip() == "*":
        return None
    version = if_match.strip().removeprefix("W/").strip('"')
    if not filters.A_NUMBER.fullmatch(version):
        raise ValidationError({"version": [_('If-Match must be the version of the ticket, as in "3".')]})
    return int(version)
