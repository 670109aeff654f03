"""Bodies that are too large are refused before anything reads them."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from config.errors import json_error


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request whose body is too large or of no stated length, else None."""
    refused = _refusal(request)
    if refused:
        # What was not read stands before the next request: no client should send one by this connection.
        refused.headers["Connection"] = "close"
    return refused


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        return json_error(
            HTTPStatus.LENGTH_REQUIRED, _("Send the body with a Content-Length."), "length_required"
        )
    length = request.headers.get("Content-Length") or "0"
    if length.isdecimal() and int(length) <= settings.MAX_BODY_BYTES:
        return None
    most = number_format(settings.MAX_BODY_BYTES, force_grouping=True)
    limit = _("A request may carry at most %(most)s bytes.") % {"most": most}
    return json_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, limit, "body_too_large")
