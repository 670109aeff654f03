"""Importing tickets: the columns, the rows in pieces, and then all of them at once."""

from http import HTTPStatus
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import name_of
from tickets.imports import importing
from tickets.imports.columns import BadHeader
from tickets.imports.rows import Row
from tickets.imports.serializers import (
    CommitSerializer,
    HeaderSerializer,
    ImportBegunSerializer,
    ImportedSerializer,
    RowsCheckedSerializer,
    RowsSerializer,
)
from tickets.models import TicketImport

GONE = _(
    "There is no such import, or it is older than 24 hours. Nothing was imported; choose the file again."
)
CONFLICTS = {
    importing.RowsMissing: _("The rows on the server are not those of the file. Nothing was imported."),
    importing.RowsWithErrors: _(
        "Some rows have errors. Nothing was imported; correct them or leave them out."
    ),
    importing.AlreadyImported: _("This import has been made already. Choose the file again for another one."),
}
NOT_FOUND = {HTTPStatus.NOT_FOUND: OpenApiResponse(description="No such import in the last 24 hours.")}


class ImportConflict(APIException):
    status_code = HTTPStatus.CONFLICT
    default_code = "import_conflict"


class ImportView(APIView):
    """Where an import is gone or is not in the state for it, an answer says so."""

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, TicketImport.DoesNotExist):
            exc = NotFound(GONE)
        elif type(exc) in CONFLICTS:
            exc = ImportConflict(CONFLICTS[type(exc)])
        return super().handle_exception(exc)


class ImportList(ImportView):
    @extend_schema(
        operation_id="tickets_import_begin",
        request=HeaderSerializer,
        responses={HTTPStatus.CREATED: ImportBegunSerializer},
    )
    def post(self, request: Request) -> Response:
        """Begin an import with the columns of a file: those of the export, in any order."""
        serializer = HeaderSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        try:
            begun = importing.begin(serializer.validated_data["header"])
        except BadHeader as error:
            raise ValidationError({"header": [str(error)]}) from None
        columns = [{"name": name, "field": field} for name, field in begun.columns]
        return Response({"id": begun.pk, "columns": columns}, status=HTTPStatus.CREATED)


class ImportDetail(ImportView):
    @extend_schema(operation_id="tickets_import_drop", responses={HTTPStatus.NO_CONTENT: None})
    def delete(self, request: Request, import_id: UUID) -> Response:
        """Forget the rows. Tickets that were made of them stay."""
        importing.drop(import_id)
        return Response(status=HTTPStatus.NO_CONTENT)


class ImportRows(ImportView):
    @extend_schema(
        operation_id="tickets_import_rows",
        request=RowsSerializer,
        responses={HTTPStatus.OK: RowsCheckedSerializer, **NOT_FOUND},
    )
    def post(self, request: Request, import_id: UUID) -> Response:
        """Look at some rows of the file. No ticket is made yet; the same rows may be sent again."""
        serializer = RowsSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        rows = [Row(**row) for row in serializer.validated_data["rows"]]
        valid, errors = importing.add_rows(import_id, rows)
        return Response({"valid": valid, "errors": [error._asdict() for error in errors]})


class ImportCommit(ImportView):
    @extend_schema(
        operation_id="tickets_import_commit",
        request=CommitSerializer,
        responses={HTTPStatus.OK: ImportedSerializer, **NOT_FOUND},
    )
    def post(self, request: Request, import_id: UUID) -> Response:
        """Make tickets of all rows, or of none. Asked again, it answers as the first time."""
        serializer = CommitSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        made = importing.commit(import_id, **serializer.validated_data, by=name_of(request))
        return Response(ImportedSerializer(made).data)
