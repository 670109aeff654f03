"""Changing many tickets with one request, and undoing that."""

from http import HTTPStatus
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import name_of
from tickets.bulk import changing
from tickets.bulk.serializers import BulkChangedSerializer, BulkChangeSerializer, BulkUndoneSerializer
from tickets.listing import filters
from tickets.models import BulkChange, Ticket

MOST_LISTED = 10
TOO_MANY = _(
    "These filters match more than %(most)s tickets, the most that can be changed at once. "
    "Nothing was changed; filter further."
)
NO_SUCH_CHANGE = _("There is no such change in the last 24 hours. Nothing was undone.")
NO_SUCH_TICKETS = _("There is no ticket with the number %(named)s. Nothing was changed.")
NO_SUCH_TICKETS_AND_MORE = _(
    "There are no tickets with these numbers, among others: %(named)s. Nothing was changed."
)


class UndoneBefore(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _("This change has been undone already.")
    default_code = "already_undone"


class TicketBulkChange(APIView):
    @extend_schema(
        operation_id="tickets_bulk_change", request=BulkChangeSerializer, responses=BulkChangedSerializer
    )
    def post(self, request: Request) -> Response:
        """Set status, category or priority of named tickets, or of all that match: of all of them or none."""
        serializer = BulkChangeSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        wanted, by = serializer.validated_data, name_of(request)
        try:
            if "ids" in wanted:
                named = Ticket.objects.filter(pk__in=wanted["ids"])
                result = changing.change_many(named, wanted["changes"], numbers=wanted["ids"], by=by)
            else:
                matching = filters.selection(wanted["filters"]).tickets
                result = changing.change_many(matching, wanted["changes"], by=by)
        except changing.NoSuchTickets as error:
            raise ValidationError({"ids": [no_such_tickets(error.numbers)]}) from None
        except changing.TooMany:
            raise ValidationError({"filters": [too_many()]}) from None
        return Response(BulkChangedSerializer(result).data)


class TicketBulkUndo(APIView):
    @extend_schema(
        operation_id="tickets_bulk_undo",
        request=None,
        responses={
            HTTPStatus.OK: BulkUndoneSerializer,
            HTTPStatus.NOT_FOUND: OpenApiResponse(description="No such change in the last 24 hours."),
            HTTPStatus.CONFLICT: OpenApiResponse(description="It has been undone already."),
        },
    )
    def post(self, request: Request, change_id: UUID) -> Response:
        """Put back every ticket that has not changed since."""
        try:
            return Response(BulkUndoneSerializer(changing.undo(change_id, by=name_of(request))).data)
        except BulkChange.DoesNotExist:
            raise NotFound(NO_SUCH_CHANGE) from None
        except changing.AlreadyUndone:
            raise UndoneBefore from None


def too_many() -> str:
    return TOO_MANY % {"most": number_format(changing.MOST_TICKETS, force_grouping=True)}


def no_such_tickets(numbers: list[int]) -> str:
    sentence = NO_SUCH_TICKETS if len(numbers) <= MOST_LISTED else NO_SUCH_TICKETS_AND_MORE
    return sentence % {"named": ", ".join(map(str, numbers[:MOST_LISTED]))}
