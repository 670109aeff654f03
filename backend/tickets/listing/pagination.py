"""Pages of tickets that neither repeat nor skip one while others are being created.

A cursor names the last ticket seen by its place in the order. DRF's own CursorPagination knows a time only
and loses rows when many tickets share one, as after an import.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from tickets.listing.filters import Selection
from tickets.listing.ordering import NEWEST_FIRST, ORDERINGS, Course
from tickets.listing.pages import PLACE, Row, find_page
from tickets.refusals import not_one_of

FORTH, BACK = "next", "previous"
A_SIZE = re.compile(r"[0-9]{1,9}")
SEARCHED = {
    "type": "integer",
    "nullable": True,
    "description": "After how many tickets the search for words of one or two letters ended, of which `next` "
    "searches more. Null where all were searched.",
}
ORDERING_SCHEMA = {"type": "string", "enum": list(ORDERINGS), "default": NEWEST_FIRST}
ORDERING_DESCRIPTION = "A minus: newest, or most urgent, first."


def ordering_in(query: Mapping[str, str]) -> str:
    """The name of the order that is asked for. Raises DRF's ValidationError."""
    wanted = query.get("ordering") or NEWEST_FIRST
    if wanted not in ORDERINGS:
        raise ValidationError({"ordering": [not_one_of(wanted, ORDERINGS)]})
    return wanted


@dataclass(frozen=True)
class Cursor:
    """
    direction: which way the page lies from the place.
    ordering: the name of the order that the place is in.
    """

    direction: str
    ordering: str
    place: Sequence[Any]

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

    def find(self, selection: Selection, request: Request, columns: Iterable[str]) -> Sequence[Row]:
        """The page that a request asks for: these columns of its tickets."""
        self.url = request.build_absolute_uri()
        self.ordering = ordering_in(request.query_params)
        cursor = self._cursor(request)
        place = cursor.place if cursor else None
        self.course = Course(ORDERINGS[self.ordering], cursor is not None and cursor.direction == BACK, place)
        self.page = find_page(selection, self.course, self._size(request), {*columns, *PLACE})
        return self.page.rows[::-1] if self.course.backwards else self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "next": self._next(),
                "previous": self._previous(),
                "searched": self.page.looked_through,
                "results": data,
            }
        )

    def _next(self) -> str | None:
        if self.course.backwards:
            return self._link(FORTH, self._place_of_first())
        return self._link(FORTH, self.page.end)

    def _previous(self) -> str | None:
        if self.course.backwards:
            return self._link(BACK, self.page.end)
        if self.course.place is None:
            return None
        # Beyond the last ticket there is no page to go on from: the way back is the beginning.
        return self._link(BACK, self._place_of_first()) or remove_query_param(self.url, "cursor")

    def _place_of_first(self) -> Sequence[Any] | None:
        """Of the page, as it was read."""
        return self.course.ordering.place_of(self.page.rows[0]) if self.page.rows else None

    def _link(self, direction: str, place: Sequence[Any] | None) -> str | None:
        if place is None:
            return None
        return replace_query_param(self.url, "cursor", Cursor(direction, self.ordering, place).encode())

    def _size(self, request: Request) -> int:
        wanted = request.query_params.get("page_size") or str(self.default_size)
        if not (A_SIZE.fullmatch(wanted) and 1 <= int(wanted) <= self.largest_size):
            message = _("Must be a whole number from 1 to %(most)d.") % {"most": self.largest_size}
            raise ValidationError({"page_size": [message]})
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
            message = _("Not a cursor of this list. Use `next` or `previous` of an answer.")
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
            "required": ["next", "previous", "searched", "results"],
            "properties": {"next": link, "previous": link, "searched": SEARCHED, "results": schema},
        }
