"""Who may do what where people log in: the least role for each address and method.

Of tickets a requester sees those only that they filed: `tickets.visibility`. What is not listed nobody may.
"""

from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts import tokens
from accounts.models import ApiToken, Role, User
from config import scopes
from config.errors import json_error
from config.routes import route_of

ANYBODY = None
REQUESTER, AGENT, ADMIN = Role.REQUESTER, Role.AGENT, Role.ADMIN

# By the names that the addresses have in urls.py.
RULES: Mapping[str, Mapping[str, Role | None]] = {
    "interface": {"GET": ANYBODY},
    "healthz": {"GET": ANYBODY},
    "readyz": {"GET": ANYBODY},
    "metrics": {"GET": ANYBODY},
    "schema": {"GET": REQUESTER},
    "docs": {"GET": REQUESTER},
    "session": {"GET": ANYBODY, "POST": ANYBODY, "DELETE": ANYBODY},
    "session-all": {"DELETE": REQUESTER},
    "session-password": {"POST": REQUESTER},
    "session-oidc": {"GET": REQUESTER, "POST": ANYBODY},
    "session-oidc-complete": {"POST": ANYBODY},
    "session-oidc-disconnect": {"POST": REQUESTER},
    "invitation-look": {"POST": ANYBODY},
    "invitation-join": {"POST": ANYBODY},
    "invitation-password": {"POST": ANYBODY},
    "invitation-list": {"GET": ADMIN, "POST": ADMIN},
    "invitation-detail": {"DELETE": ADMIN},
    "invitation-renew": {"POST": ADMIN},
    "person-list": {"GET": ADMIN},
    "person-detail": {"PATCH": ADMIN},
    "person-password": {"POST": ADMIN},
    "person-second-factor": {"DELETE": ADMIN},
    "person-tokens": {"GET": ADMIN},
    "token-list": {"GET": REQUESTER, "POST": REQUESTER},
    "token-detail": {"DELETE": REQUESTER},
    "person-traces": {"GET": ADMIN, "DELETE": ADMIN},
    "person-export": {"GET": ADMIN},
    "second-factor": {"GET": REQUESTER},
    "second-factor-propose": {"POST": REQUESTER},
    "second-factor-confirm": {"POST": REQUESTER},
    "second-factor-off": {"POST": REQUESTER},
    "ticket-list": {"GET": REQUESTER, "POST": REQUESTER},
    "ticket-detail": {"GET": REQUESTER, "PATCH": AGENT},
    "ticket-comments": {"POST": AGENT},
    "ticket-count": {"GET": REQUESTER},
    "ticket-events": {"GET": AGENT},
    "ticket-demo": {"GET": ADMIN, "POST": ADMIN, "DELETE": ADMIN},
    "ticket-export": {"GET": AGENT},
    "import-list": {"POST": AGENT},
    "import-detail": {"DELETE": AGENT},
    "import-rows": {"POST": AGENT},
    "import-commit": {"POST": AGENT},
    "ticket-similar": {"POST": AGENT},
    "ticket-bulk-change": {"POST": AGENT},
    "ticket-bulk-undo": {"POST": AGENT},
    "saved-view-list": {"GET": AGENT, "POST": AGENT},
    "saved-view-detail": {"PATCH": AGENT, "DELETE": AGENT},
    "ticket-stats": {"GET": AGENT},
    "ticket-trends": {"GET": AGENT},
    "public-submit": {"POST": ANYBODY},
    "public-follow": {"POST": ANYBODY},
    "classify": {"POST": REQUESTER},
    "triage-status": {"GET": REQUESTER},
    "triage-quality": {"GET": AGENT},
    "system": {"GET": ADMIN},
}
# For anybody as well, where PUBLIC_SUBMIT is on: a suggestion while they write, and where their text goes.
PUBLIC = (("classify", "POST"), ("triage-status", "GET"))


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to somebody who may not do what they ask for, else None. Looks into the database."""
    route = route_of(request)
    if route is None:
        return None
    address = str(route.url_name)
    method = "GET" if request.method == "HEAD" else str(request.method)
    rules = RULES.get(address, {})
    if method in rules and rules[method] is ANYBODY:
        return None
    try:
        tokens.identify(request)
    except tokens.InvalidToken:
        refused = _("This token is unknown, revoked or expired.")
        return to_a_program(HTTPStatus.UNAUTHORIZED, refused, "invalid_token")
    if not isinstance(user := request.user, User):
        if settings.PUBLIC_SUBMIT and (address, method) in PUBLIC:
            return None
        return json_error(HTTPStatus.UNAUTHORIZED, _("Log in first."), "not_authenticated")
    return refusal_of(user, tokens.token_of(request), address, method)


def refusal_of(user: User, token: ApiToken | None, address: str, method: str) -> HttpResponse | None:
    rules = RULES.get(address, {})
    if rules and method not in rules:
        return not_allowed(method, rules)
    if token and not scopes.covers(token, address, method):
        refused = _("The scope of this token does not allow this.")
        return to_a_program(HTTPStatus.FORBIDDEN, refused, "insufficient_scope")
    least = rules.get(method)
    if least and Role(user.role).reaches(least):
        return None
    return json_error(HTTPStatus.FORBIDDEN, _("Your role does not allow this."), "permission_denied")


def not_allowed(method: str, rules: Mapping[str, Role | None]) -> HttpResponse:
    """Names those that are, in Django REST framework's words."""
    refused = _('Method "{method}" not allowed.').format(method=method)
    response = json_error(HTTPStatus.METHOD_NOT_ALLOWED, refused, "method_not_allowed")
    response.headers["Allow"] = ", ".join([*rules, "HEAD"] if "GET" in rules else rules)
    return response


def to_a_program(status: HTTPStatus, detail: str, code: str) -> HttpResponse:
    """As RFC 6750 has it, which has the same codes."""
    response = json_error(status, detail, code)
    response.headers["WWW-Authenticate"] = f'Bearer error="{code}"'
    return response
