"""Pages of tickets, newest first, that neither repeat nor skip one while others are being created.

A cursor names the last ticket seen by time and number. DRF's own CursorPagination knows the time
only and loses rows when many tickets share one, as after an import.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from tickets.models import Ticket

Direction = Literal["older", "newer"]
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Cursor:
    direction: Direction
    created_at: datetime
    id: int

    @classmethod
    def at(cls, direction: Direction, ticket: Ticket) -> "Cursor":
        return cls(direction, ticket.created_at, ticket.pk)

    def encode(self) -> str:
        return urlsafe_b64encode(
            json.dumps([self.direction, self.created_at.isoformat(), self.id]).encode()
        ).decode()

    @classmethod
    def decode(cls, token: str) -> "Cursor":
        """Raises ValueError for anything that `encode` did not make."""
        direction, created_at, ticket_id = json.loads(urlsafe_b64decode(token.encode("ascii")))
        moment = datetime.fromisoformat(created_at)
        if direction not in ("older", "newer") or moment.tzinfo is None or not 0 <= ticket_id <= LARGEST_ID:
            raise ValueError("not a cursor")
        return cls(direction, moment, int(ticket_id))

    def apply(self, tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
        """The tickets beyond this one. The plain bound on the time is what an index can start from."""
        if self.direction == "older":
            same_moment = Q(created_at=self.created_at, id__lt=self.id)
            return tickets.filter(
                Q(created_at__lt=self.created_at) | same_moment, created_at__lte=self.created_at
            )
        same_moment = Q(created_at=self.created_at, id__gt=self.id)
        return tickets.filter(
            Q(created_at__gt=self.created_at) | same_moment, created_at__gte=self.created_at
        )


class NewestFirst(BasePagination):
    """Two links and a page: no count, which would read the whole table."""

    default_size = 25
    largest_size = 200

    def paginate_queryset(  # type: ignore[override]  # of tickets only
        self, queryset: QuerySet[Ticket], request: Request, view: APIView | None = None
    ) -> list[Ticket]:
        self.url = request.build_absolute_uri()
        size = self._size(request)
        cursor = self._cursor(request)
        newer = cursor is not None and cursor.direction == "newer"
        queryset = cursor.apply(queryset) if cursor else queryset
        queryset = queryset.order_by("created_at", "id") if newer else queryset.order_by("-created_at", "-id")
        found = list(queryset[: size + 1])
        page, more = found[:size], len(found) > size
        if newer:
            page.reverse()
        self.has_newer = more if newer else cursor is not None
        self.has_older = bool(page) if newer else more
        self.page = page
        return page

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "previous": self._previous(), "results": data})

    def _next(self) -> str | None:
        return self._link(Cursor.at("older", self.page[-1])) if self.page and self.has_older else None

    def _previous(self) -> str | None:
        if not self.has_newer:
            return None
        # Beyond the oldest ticket there is no page to go on from: the way back is the beginning.
        return self._link(Cursor.at("newer", self.page[0]) if self.page else None)

    def _link(self, cursor: Cursor | None) -> str:
        if cursor is None:
            return remove_query_param(self.url, "cursor")
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
            return Cursor.decode(token)
        except (ValueError, TypeError, RecursionError):
            raise ValidationError(
                {"cursor": ["Not a cursor of this list. Use `next` or `previous` of an answer."]}
            ) from None

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.largest_size, "default": self.default_size}
        return [
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string"},
                "description": "From `next` or `previous`.",
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
