"""What a row of a file has to be to become a ticket."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import ISO_8601, serializers

from tickets.imports.columns import Column
from tickets.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Category, Priority, Status
from tickets.period import FIRST_DAY, beginning_of
from tickets.serializers import OneOf
from tickets.spreadsheets import as_written

# As this program writes them, and as spreadsheets do that have opened such a file and saved it again.
MOMENTS = (
    ISO_8601,
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
)


class Row(NamedTuple):
    """number: as a spreadsheet counts, in which the header is row 1."""

    number: int
    cells: Sequence[str]


class RowError(NamedTuple):
    """column: as the file calls it; empty where the whole row is meant."""

    number: int
    column: str
    message: str


class AnyCaseOneOf(OneOf):
    """A choice that may be written as people read it: `In progress`."""

    def to_internal_value(self, data: Any) -> Any:
        value = "_".join(str(data).lower().replace("-", " ").split())
        return value if value in self.choices else super().to_internal_value(data)


class PastMoment(serializers.DateTimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=MOMENTS,
            error_messages={"invalid": _("Is not a date and time such as 2026-03-31 14:05.")},
            **kwargs,
        )

    def to_internal_value(self, value: Any) -> Any:
        try:
            moment = super().to_internal_value(value)
        except OverflowError:
            self.fail("overflow")
        if moment > timezone.now():
            raise serializers.ValidationError(_("Is in the future."))
        # Some programs write the first day of the year 1 for none: in other time zones that is no day at all.
        if moment < beginning_of(FIRST_DAY):
            raise serializers.ValidationError(_("Is before 1900."))
        return moment


class RowSerializer(serializers.Serializer[Any]):
    """A ticket as a file tells of it. A label that is given was chosen by a person."""

    title = serializers.CharField(max_length=TITLE_LENGTH)
    description = serializers.CharField(max_length=DESCRIPTION_LENGTH)
    category = AnyCaseOneOf(Category, required=False)
    priority = AnyCaseOneOf(Priority, required=False)
    status = AnyCaseOneOf(Status, default=Status.OPEN)
    created_at = PastMoment(required=False)
    updated_at = PastMoment(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        created_at, updated_at = attrs.get("created_at"), attrs.get("updated_at")
        if created_at is None:
            # What is filed now has not changed before.
            attrs.pop("updated_at", None)
        elif updated_at and updated_at < created_at:
            raise serializers.ValidationError({"updated_at": [_("Is before created_at.")]})
        return attrs


def read_rows(
    columns: Sequence[Column], rows: Iterable[Row]
) -> tuple[list[dict[str, Any]], list[RowError], int]:
    """The tickets of the rows that are right, with their numbers; what is wrong; and with how many rows."""
    serializer = RowSerializer()
    names = {column.field: column.name for column in columns if column.field}
    tickets, errors, invalid = [], [], 0
    for row in rows:
        try:
            fields = _fields(columns, row.cells)
            tickets.append({"number": row.number, **_stored(serializer.run_validation(fields))})
        except serializers.ValidationError as error:
            invalid += 1
            errors += _errors(row.number, names, error)
    return tickets, errors, invalid


def _fields(columns: Sequence[Column], cells: Sequence[str]) -> dict[str, str]:
    """What the cells say; an empty one of a column that may be left out says nothing."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        message = _(
            "Has more cells than there are columns. Put quotes around a text that contains a delimiter."
        )
        raise serializers.ValidationError({"": [message]})
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    texts = {
        column.field: as_written(cell) for column, cell in zip(columns, padded, strict=False) if column.field
    }
    return {field: text for field, text in texts.items() if text.strip() or field in ("title", "description")}


def _stored(ticket: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON, in which Django's own encoder would cut the microseconds."""
    return {
        field: value.isoformat() if isinstance(value, datetime) else value for field, value in ticket.items()
    }


def _errors(number: int, names: Mapping[str, str], error: serializers.ValidationError) -> list[RowError]:
    detail: Any = error.detail
    return [
        RowError(number, names.get(field, ""), str(message))
        for field, messages in detail.items()
        for message in messages
    ]
