"""Who asks, for whoever has to know: the gate in front of every view has let them through already."""

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, NotFound
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts import tokens
from accounts.models import User


class WhereOneLogsIn(BasePermission):
    """Accounts that somebody makes while everybody may do everything would outlast that."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        # What is no method of this address is told so everywhere.
        if settings.ACCESS == "open" and request.method in view.allowed_methods:
            raise NotFound(_("There are no accounts here: ACCESS is open."), "access_open")
        return True


def person_of(request: Request) -> User | None:
    """Who asks; None where nobody logs in (ACCESS=open), and so everybody may do everything."""
    return None if settings.ACCESS == "open" else own_account(request)


def own_account(request: Request) -> User:
    """Who asks, of themselves."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def person_of_session(request: Request) -> User | None:
    """Who is logged in, if anybody is."""
    return request.user if isinstance(request.user, User) else None


def person_by_now(request: HttpRequest) -> User | None:
    """Who asks by now, by the session or token of a request that began a while ago, if they still may.

    Looks into the database.
    """
    if token := tokens.token_of(request):
        return tokens.owner_by_now(token)
    anew = HttpRequest()
    anew.session = SessionStore(request.session.session_key)
    user = get_user(anew)
    return user if isinstance(user, User) else None


def name_of(request: Request) -> str:
    """How the history calls them; empty where nobody logs in."""
    person = person_of(request)
    return person.name if person else ""
