"""Changing many tickets with one request, and undoing that."""

from http import HTTPStatus
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import name_of
from tickets import bulk, filters
from tickets.bulk_serializers import BulkChangedSerializer, BulkChangeSerializer, BulkUndoneSerializer
from tickets.models import BulkChange, Ticket

MOST_NAMED = 10


class UndoneBefore(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = "This change has been undone already."
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
                result = bulk.change_many(named, wanted["changes"], numbers=wanted["ids"], by=by)
            else:
                matching = filters.selection(wanted["filters"]).tickets
                result = bulk.change_many(matching, wanted["changes"], by=by)
        except bulk.NoSuchTickets as error:
            raise ValidationError({"ids": [no_such_tickets(error.numbers)]}) from None
        except bulk.TooMany:
            raise ValidationError({"filters": [TOO_MANY]}) from None
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
            return Response(BulkUndoneSerializer(bulk.undo(change_id, by=name_of(request))).data)
        except BulkChange.DoesNotExist:
            raise NotFound("There is no such change in the last 24 hours. Nothing was undone.") from None
        except bulk.AlreadyUndone:
            raise UndoneBefore from None


TOO_MANY = (
    f"These filters match more than {bulk.MOST_TICKETS:,} tickets, the most that can be changed at once. "
    "Nothing was changed; filter further."
)


def no_such_tickets(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = " and more" if len(numbers) > MOST_NAMED else ""
    return f"There is no ticket with the number {named}{more}. Nothing was changed."
