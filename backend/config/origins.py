"""Calls that a page of another site makes are refused, also where nobody logs in.

A site can lead a name of its own to this machine (DNS rebinding): then only the name tells. Else its calls
come with the word of the browser that they are from another site.
"""

from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from config.errors import json_error

# Asked by programs next to it, under whatever name, and never telling of a ticket.
UNDER_ANY_NAME = ("/healthz", "/readyz", "/metrics")
SAFE = ("GET", "HEAD", "OPTIONS")


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a call under an unknown name or from another site, else None."""
    if request.path not in UNDER_ANY_NAME and not has_known_name(request):
        unknown = _("This server does not answer to that name: ALLOWED_HOSTS lists those it answers to.")
        return json_error(HTTPStatus.BAD_REQUEST, unknown, "unknown_host")
    if request.method not in SAFE and request.headers.get("Sec-Fetch-Site") == "cross-site":
        elsewhere = _("A page of another site asked for this. Nothing was changed.")
        return json_error(HTTPStatus.FORBIDDEN, elsewhere, "cross_site")
    return None


def has_known_name(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
