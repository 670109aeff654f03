"""What goes in and out of importing tickets."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tickets.imports.importing import MOST_ROWS, MOST_ROWS_AT_ONCE

MOST_COLUMNS = 200
# Of a file: its header, and rows that may be empty and are not sent.
HIGHEST_ROW = 1_048_576


class HeaderSerializer(serializers.Serializer[Any]):
    """The first row of a file."""

    header = serializers.ListField(
        child=serializers.CharField(allow_blank=True), allow_empty=False, max_length=MOST_COLUMNS
    )


class ColumnSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    field = serializers.CharField(allow_null=True, help_text="Of a ticket; null: the column is not read.")


class ImportBegunSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    columns = ColumnSerializer(many=True)


@extend_schema_field(str)
class CellField(serializers.Field[str, str, str, Any]):
    """Any text: what is wrong with it is told of its row and column."""

    default_error_messages = {"invalid": "Not a valid string."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class ImportRowSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(
        min_value=2, max_value=HIGHEST_ROW, help_text="As a spreadsheet counts: the header is row 1."
    )
    cells = serializers.ListField(child=CellField(), max_length=MOST_COLUMNS)


class RowsSerializer(serializers.Serializer[Any]):
    rows = serializers.ListField(child=ImportRowSerializer(), allow_empty=False, max_length=MOST_ROWS_AT_ONCE)


class RowErrorSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="Of the row.")
    column = serializers.CharField(help_text="As the file calls it; empty where the whole row is meant.")
    message = serializers.CharField()


class RowsCheckedSerializer(serializers.Serializer[Any]):
    valid = serializers.IntegerField()
    errors = RowErrorSerializer(many=True)  # type: ignore[assignment]  # hides what is not used here


class CommitSerializer(serializers.Serializer[Any]):
    rows = serializers.IntegerField(min_value=1, max_value=MOST_ROWS, help_text="How many were sent.")
    leave_out_errors = serializers.BooleanField(
        default=False, help_text="Import the others; else rows with errors keep all from being imported."
    )


class ImportedSerializer(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    left_out = serializers.IntegerField()
