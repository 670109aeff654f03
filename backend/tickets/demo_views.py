"""The demo tickets: loading them into an empty system, and removing them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tickets.demo import NotEmpty, demo_tickets, load_demo_tickets, remove_demo_tickets
from tickets.serializers import DemoLoadedSerializer, DemoRemovedSerializer, DemoSerializer


class TicketsThere(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _(
        "There are tickets already, and demo tickets do not mix with real ones. Nothing was changed."
    )
    default_code = "not_empty"


class DemoTickets(APIView):
    @extend_schema(operation_id="tickets_demo_count", responses=DemoSerializer)
    def get(self, request: Request) -> Response:
        """How many demo tickets there are."""
        return Response({"count": demo_tickets().count()})

    @extend_schema(
        operation_id="tickets_demo",
        request=None,
        responses={
            HTTPStatus.CREATED: DemoLoadedSerializer,
            HTTPStatus.CONFLICT: OpenApiResponse(description="There are tickets already."),
        },
    )
    def post(self, request: Request) -> Response:
        """Fill an empty system with believable tickets of the last 60 days."""
        try:
            return Response({"created": load_demo_tickets()}, status=HTTPStatus.CREATED)
        except NotEmpty:
            raise TicketsThere from None

    @extend_schema(operation_id="tickets_demo_remove", responses={HTTPStatus.OK: DemoRemovedSerializer})
    def delete(self, request: Request) -> Response:
        """Remove the demo tickets for good, with the comments on them. All other tickets stay."""
        return Response({"removed": remove_demo_tickets()})
