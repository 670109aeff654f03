"""How often one may call what costs something, as `config.rules` says who may: settings have the rates."""

from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from accounts.models import User
from config.errors import json_error
from config.routes import route_of
from throttling.addresses import origin_of
from throttling.counting import seconds_to_wait

# By the names that the addresses have in urls.py.
THROTTLES: Mapping[tuple[str, str], str] = {
    ("ticket-list", "POST"): "submit",
    ("ticket-comments", "POST"): "submit",
    ("import-list", "POST"): "submit",
    ("classify", "POST"): "classify",
    ("public-submit", "POST"): "public-submit",
    ("public-follow", "POST"): "login",
    ("session", "POST"): "login",
    ("session-password", "POST"): "login",
    ("session-oidc", "POST"): "login",
    ("session-oidc-complete", "POST"): "login",
    ("session-oidc-disconnect", "POST"): "login",
    ("invitation-look", "POST"): "login",
    ("invitation-join", "POST"): "login",
    ("invitation-password", "POST"): "login",
    ("token-list", "POST"): "login",
    ("second-factor-propose", "POST"): "login",
    ("second-factor-confirm", "POST"): "login",
    ("second-factor-off", "POST"): "login",
}


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to somebody who asks for too much at once, else None. Counts in the database."""
    what = counted_as(request)
    rate = settings.LIMITS[what] if what else None
    if not what or not rate:
        return None
    try:
        seconds = seconds_to_wait(what, who_asks(request), rate)
    except (OperationalError, InterfaceError):
        # Without a database the call itself says what is wrong, or needs none.
        return None
    return too_many(seconds) if seconds else None


def counted_as(request: HttpRequest) -> str | None:
    route = route_of(request)
    return THROTTLES.get((str(route.url_name), str(request.method))) if route else None


def who_asks(request: HttpRequest) -> str:
    """The person, or the address of somebody who is not logged in."""
    user = getattr(request, "user", None)
    return f"person {user.pk}" if isinstance(user, User) else f"address {origin_of(request)}"


def too_many(seconds: int) -> HttpResponse:
    detail = ngettext(
        "That was too much at once. Please try again in %(seconds)d second.",
        "That was too much at once. Please try again in %(seconds)d seconds.",
        seconds,
    ) % {"seconds": seconds}
    response = json_error(HTTPStatus.TOO_MANY_REQUESTS, detail, "throttled")
    response.headers["Retry-After"] = str(seconds)
    return response
