"""Pages of tickets that neither repeat nor skip one while others are being created.

A cursor names the last ticket seen by its place in the order. DRF's own CursorPagination knows a time only
and loses rows when many tickets share one, as after an import.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from tickets.models import Ticket
from tickets.ordering import NEWEST_FIRST, ORDERINGS

FORTH, BACK = "next", "previous"
ORDERING_SCHEMA = {"type": "string", "enum": list(ORDERINGS), "default": NEWEST_FIRST}
ORDERING_DESCRIPTION = "A minus: newest, or most urgent, first."


def ordering_in(query: Mapping[str, str]) -> str:
    """The name of the order that is asked for. Raises DRF's ValidationError."""
    wanted = query.get("ordering") or NEWEST_FIRST
    if wanted not in ORDERINGS:
        raise ValidationError({"ordering": [f'"{wanted}" is not one of {", ".join(ORDERINGS)}.']})
    return wanted


@dataclass(frozen=True)
class Cursor:
    """
    direction: which way the page lies from the place.
    ordering: the name of the order that the place is in.
    """

    direction: str
    ordering: str
    place: list[Any]

    def encode(self) -> str:
        fields = [self.direction, self.ordering, *self.place]
        return urlsafe_b64encode(json.dumps(fields, default=datetime.isoformat).encode()).decode()

    @classmethod
    def decode(cls, token: str) -> "Cursor":
        """Raises ValueError, TypeError, KeyError or RecursionError for what `encode` did not make."""
        direction, ordering, *values = json.loads(urlsafe_b64decode(token.encode("ascii")))
        if direction not in (FORTH, BACK):
            raise ValueError("not a direction")
        return cls(direction, ordering, ORDERINGS[ordering].read_place(values))


class ByPlace(BasePagination):
    """Two links and a page: no count, which would read the whole table."""

    default_size = 25
    largest_size = 200

    def paginate_queryset(  # type: ignore[override]  # of tickets only
        self, queryset: QuerySet[Ticket], request: Request, view: APIView | None = None
    ) -> list[Ticket]:
        self.url = request.build_absolute_uri()
        self.ordering = ordering_in(request.query_params)
        size = self._size(request)
        cursor = self._cursor(request)
        backwards = cursor is not None and cursor.direction == BACK
        found = list(self._from(queryset, cursor, backwards)[: size + 1])
        page, more = found[:size], len(found) > size
        if backwards:
            page.reverse()
        self.has_previous = more if backwards else cursor is not None
        self.has_next = bool(page) if backwards else more
        self.page = page
        return page

    def _from(self, queryset: QuerySet[Ticket], cursor: Cursor | None, backwards: bool) -> QuerySet[Ticket]:
        ordering = ORDERINGS[self.ordering]
        tickets = ordering.apply(queryset, backwards=backwards)
        return ordering.beyond(tickets, cursor.place, backwards=backwards) if cursor else tickets

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "previous": self._previous(), "results": data})

    def _next(self) -> str | None:
        return self._link(FORTH, self.page[-1]) if self.page and self.has_next else None

    def _previous(self) -> str | None:
        if not self.has_previous:
            return None
        # Beyond the last ticket there is no page to go on from: the way back is the beginning.
        return self._link(BACK, self.page[0]) if self.page else remove_query_param(self.url, "cursor")

    def _link(self, direction: str, ticket: Ticket) -> str:
        cursor = Cursor(direction, self.ordering, ORDERINGS[self.ordering].place_of(ticket))
        return replace_query_param(self.url, "cursor", cursor.encode())

    def _size(self, request: Request) -> int:
        wanted = request.query_params.get("page_size") or str(self.default_size)
        if not (wanted.isdecimal() and wanted.isascii() and 1 <= int(wanted[:9]) <= self.largest_size):
            raise ValidationError({"page_size": [f"Must be a whole number from 1 to {self.largest_size}."]})
        return int(wanted)

    def _cursor(self, request: Request) -> Cursor | None:
        token = request.query_params.get("cursor")
        if not token:
            return None
        try:
            cursor = Cursor.decode(token)
        except (ValueError, TypeError, KeyError, RecursionError):
            cursor = None
        if cursor is None or cursor.ordering != self.ordering:
            message = "Not a cursor of this list. Use `next` or `previous` of an answer."
            raise ValidationError({"cursor": [message]})
        return cursor

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.largest_size, "default": self.default_size}
        return [
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string"},
                "description": "From `next` or `previous`.",
            },
            {
                "name": "ordering",
                "in": "query",
                "schema": ORDERING_SCHEMA,
                "description": ORDERING_DESCRIPTION,
            },
            {"name": "page_size", "in": "query", "schema": size},
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }
