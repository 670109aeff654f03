"""Every error, for every path and method, in the shape of Django REST framework.

`{"field": ["..."]}` for invalid input, else `{"detail": "...", "code": "..."}`, and `request_id` with a 5xx.
"""

import logging
import sys
from http import HTTPStatus
from typing import Any, TypeGuard

import psycopg2.errors
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ErrorDetail, NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from triage import tracing

logger = logging.getLogger(__name__)

NOTHING_HERE = _("There is nothing at this address.")
NO_SLASH = _("There is nothing at this address. Addresses of this API end with a slash.")
WENT_WRONG = _("Something went wrong on the server. It has been logged; nothing was changed.")


class DatabaseUnavailable(APIException):
    """Whoever loses the connection while a change is committed cannot know whether it was."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = _(
        "The database does not answer. Try again in a moment; what you sent may or may not be stored."
    )
    default_code = "database_unavailable"
    # Seconds, for Retry-After: a restart takes few.
    wait = 3


class DiskFull(DatabaseUnavailable):
    default_detail = _(
        "The server's disk is full, so nothing was stored. Tell whoever runs Hushdesk, and try again later."
    )
    default_code = "disk_full"
    wait = 60


class NotStored(APIException):
    """The database refused what the serializers let pass: a bug of ours."""

    default_detail = WENT_WRONG
    default_code = "server_error"


def json_error(status: HTTPStatus, detail: str | Promise, code: str) -> JsonResponse:
    return JsonResponse({"detail": detail, "code": code} | quotable(status), status=status)


def quotable(status: int) -> dict[str, str]:
    """What finds our own failure in the log, for those who ask for help."""
    return {"request_id": tracing.current()} if status >= HTTPStatus.INTERNAL_SERVER_ERROR else {}


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    if is_away(error):
        error = unavailable(error)
    elif isinstance(error, DatabaseError):
        # PostgreSQL's own words quote the row, and so the ticket: the log gets the constraint's name only.
        logger.error("%s, constraint %s", type(error).__name__, violated_constraint(error))
        error = NotStored()
    elif isinstance(error, Http404):
        # Django's own words name a model and a query, in English only.
        error = NotFound()
    response = drf_exception_handler(error, context)
    if response and isinstance(response.data, dict):
        detail = response.data.get("detail")
        if isinstance(detail, ErrorDetail):
            response.data |= {"code": detail.code} | quotable(response.status_code)
    return response


def is_away(error: BaseException | None) -> TypeGuard[Exception]:
    """Whether the database could not do it now. What it refuses has a code; a connection that ends, none."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    return isinstance(error, OperationalError | InterfaceError) or (
        isinstance(cause, psycopg2.Error) and cause.pgcode is None
    )


def unavailable(error: Exception) -> DatabaseUnavailable:
    return DiskFull() if isinstance(error.__cause__, psycopg2.errors.DiskFull) else DatabaseUnavailable()


def violated_constraint(error: DatabaseError) -> str:
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", None))


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    return json_error(HTTPStatus.BAD_REQUEST, _("The request could not be understood."), "bad_request")


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    slash_is_missing = request.path.startswith("/api/") and not request.path.endswith("/")
    return json_error(HTTPStatus.NOT_FOUND, NO_SLASH if slash_is_missing else NOTHING_HERE, "not_found")


def server_error(request: HttpRequest) -> JsonResponse:
    """Called while Django handles the exception, which may have come before any view, as of a session."""
    error = sys.exc_info()[1]
    if is_away(error):
        refusal = unavailable(error)
        response = json_error(HTTPStatus.SERVICE_UNAVAILABLE, str(refusal.detail), refusal.default_code)
        response.headers["Retry-After"] = str(refusal.wait)
        return response
    return json_error(HTTPStatus.INTERNAL_SERVER_ERROR, WENT_WRONG, "server_error")
