"""The list as a file."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from tickets.export import FORMATS, begun, file_name
from tickets.listing import filters
from tickets.listing.ordering import ORDERINGS, Course
from tickets.listing.pagination import ORDERING_DESCRIPTION, ordering_in
from tickets.refusals import not_one_of
from tickets.serializers import TicketSerializer

FORMAT = OpenApiParameter("format", str, enum=list(FORMATS), required=True)
ORDERING = OpenApiParameter("ordering", str, enum=list(ORDERINGS), description=ORDERING_DESCRIPTION)


class ErrorsAsJSON(BaseContentNegotiation):
    """`format` and Accept are about the file. Django REST framework would look there for its renderers."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str | None]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class TicketExport(APIView):
    content_negotiation_class = ErrorsAsJSON

    @extend_schema(
        operation_id="tickets_export",
        parameters=[FORMAT, *filters.PARAMETERS, ORDERING],
        responses={
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/json"): TicketSerializer(many=True),
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """All tickets that the filters let through, as a file.

        JSON is an array with a line for each ticket. In CSV a text that a spreadsheet would take for a
        formula begins with an apostrophe. If the file cannot be finished the connection breaks.
        """
        name = format_in(request)
        course = Course(ORDERINGS[ordering_in(request.query_params)])
        tickets = course.follow(filters.selected(request.query_params).tickets)
        pieces = begun(FORMATS[name].write(tickets))
        return StreamingHttpResponse(
            pieces,
            content_type=FORMATS[name].content_type,
            headers={
                "Content-Disposition": f'attachment; filename="{file_name(name, timezone.localdate())}"'
            },
        )


def format_in(request: Request) -> str:
    wanted = request.query_params.get("format", "")
    if wanted not in FORMATS:
        raise ValidationError({"format": [not_one_of(wanted, FORMATS)]})
    return wanted
