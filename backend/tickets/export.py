"""Tickets as a file, written while it is being sent: it is never in memory whole, nor are the tickets."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from itertools import chain, islice
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from tickets.models import Ticket
from tickets.serializers import TicketSerializer
from tickets.spreadsheets import harmless

# Read from the database, and sent, at once: of the longest tickets a megabyte.
BATCH = 50
# By which spreadsheets know that the file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"

COLUMNS = (
    "id",
    "title",
    "description",
    "category",
    "priority",
    "status",
    "created_at",
    "updated_at",
    "category_set_by_person",
    "priority_set_by_person",
    "suggested_category",
    "suggested_priority",
    "suggestion_source",
    "suggestion_model",
)


class Format(NamedTuple):
    """write: the file in pieces, of the tickets in their order."""

    content_type: str
    write: Callable[[QuerySet[Ticket]], Iterator[str]]


def as_csv(tickets: QuerySet[Ticket]) -> Iterator[str]:
    """A header and a line for each ticket, as RFC 4180 has it."""
    yield BYTE_ORDER_MARK + _lines([COLUMNS])
    for rows in _batches(tickets.values_list(*COLUMNS)):
        yield _lines([_cell(value) for value in row] for row in rows)


def as_json(tickets: QuerySet[Ticket]) -> Iterator[str]:
    """An array with a line for each ticket, as the API shows it. One that was cut off is no JSON."""
    yield "["
    separator = "\n"
    for some in _batches(tickets):
        yield separator + ",\n".join(_json(ticket) for ticket in TicketSerializer(some, many=True).data)
        separator = ",\n"
    yield "\n]\n"


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", as_csv),
    "json": Format("application/json", as_json),
}


def file_name(format_name: str, day: date) -> str:
    return f"hushdesk-tickets-{day:%Y-%m-%d}.{format_name}"


def begun(pieces: Iterator[str]) -> Iterator[str]:
    """The same, with the first tickets read already: what fails by then can still be answered as an error."""
    return chain(list(islice(pieces, 2)), pieces)


def _batches(tickets: QuerySet[Any]) -> Iterator[list[Any]]:
    """As they are now, whatever changes while they are sent.

    PostgreSQL keeps the rows aside, so that no transaction stays open for as long as somebody reads slowly.
    """
    rows = tickets.iterator(chunk_size=BATCH)
    while some := list(islice(rows, BATCH)):
        yield some


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value


def _json(ticket: dict[str, Any]) -> str:
    return json.dumps(ticket, cls=DjangoJSONEncoder, ensure_ascii=False)
