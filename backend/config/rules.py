"""Who may do what where people log in: the least role for each address and method.

Of tickets a requester sees those only that they filed: `tickets.visibility`. What is not listed nobody may.
"""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import Role, User
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
    "session-oidc": {"POST": ANYBODY},
    "session-oidc-complete": {"POST": ANYBODY},
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
    "second-factor": {"GET": REQUESTER},
    "second-factor-propose": {"POST": REQUESTER},
    "second-factor-confirm": {"POST": REQUESTER},
    "second-factor-off": {"POST": REQUESTER},
    "ticket-list": {"GET": REQUESTER, "POST": REQUESTER},
    "ticket-detail": {"GET": REQUESTER, "PATCH": AGENT},
    "ticket-comments": {"POST": AGENT},
    "ticket-count": {"GET": REQUESTER},
    "ticket-events": {"GET": AGENT},
    "ticket-demo": {"POST": ADMIN},
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
    "classify": {"POST": REQUESTER},
    "triage-status": {"GET": REQUESTER},
    "triage-quality": {"GET": AGENT},
    "system": {"GET": ADMIN},
}


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to who may not do what they ask for, else None. Looks into the database."""
    route = route_of(request)
    if route is None:
        return None
    method = "GET" if request.method == "HEAD" else str(request.method)
    rules = RULES.get(str(route.url_name), {})
    if method in rules and rules[method] is ANYBODY:
        return None
    if not isinstance(user := request.user, User):
        return json_error(HTTPStatus.UNAUTHORIZED, _("Log in first."), "not_authenticated")
    if rules and method not in rules:
        refused = _('Method "{method}" not allowed.').format(method=method)
        return json_error(HTTPStatus.METHOD_NOT_ALLOWED, refused, "method_not_allowed")
    least = rules.get(method)
    if least and Role(user.role).reaches(least):
        return None
    return json_error(HTTPStatus.FORBIDDEN, _("Your role does not allow this."), "permission_denied")
