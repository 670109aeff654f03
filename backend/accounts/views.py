"""Logging in and out, and using a link that lets somebody in."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError as Invalid
from django.db import IntegrityError
from django.db.models.functions import Now
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import invitations, second_factor
from accounts.access import WhereOneLogsIn, person_of_session
from accounts.lockout import refuse_who_guesses
from accounts.models import User
from accounts.people import there_is_an_administrator
from accounts.proof import check_code
from accounts.serializers import (
    InvitationSerializer,
    JoinSerializer,
    LogInSerializer,
    NewPasswordSerializer,
    SessionSerializer,
    TokenSerializer,
    valid,
)

PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105  (a name, not a password)

NOBODY = {
    "access": "open",
    "person": None,
    "needs_setup": False,
    "single_sign_on": "",
    "public_submit": False,
}


class WrongCredentials(APIException):
    """Not a 401, which means that the session is over."""

    status_code = HTTPStatus.BAD_REQUEST
    default_detail = _("The user name or the password is wrong.")
    default_code = "wrong_credentials"


class CodeNeeded(APIException):
    """The password was right."""

    status_code = HTTPStatus.BAD_REQUEST
    default_detail = _("Type the code that your app shows, or one of your recovery codes.")
    default_code = "code_needed"


class LinkDoesNotWork(APIException):
    status_code = HTTPStatus.GONE
    default_detail = _("This link does not work any more: it was used or has expired. Ask for a new one.")
    default_code = "link_gone"


class SessionView(APIView):
    @extend_schema(operation_id="session_retrieve", responses=SessionSerializer)
    def get(self, request: Request) -> Response:
        """Whether people log in here, and who is logged in. Sets the cookie that unsafe calls need."""
        if settings.ACCESS == "open":
            return Response(SessionSerializer(NOBODY).data)
        get_token(request._request)
        return session_of(person_of_session(request))

    @extend_schema(operation_id="session_create", request=LogInSerializer, responses=SessionSerializer)
    def post(self, request: Request) -> Response:
        """Log in. Whoever has a second factor is asked for its `code` by a 400 that says `code_needed`.

        After five wrong passwords or codes in a row it is refused for a quarter of an hour, with a 429.
        """
        WhereOneLogsIn().has_permission(request, self)
        given = valid(LogInSerializer, request)
        username = given["username"].lower()
        refuse_who_guesses(request._request, username)
        user = authenticate(request._request, username=username, password=given["password"])
        if not isinstance(user, User):
            raise WrongCredentials
        if second_factor.is_on(user):
            if not given["code"]:
                raise CodeNeeded
            check_code(request, user, given["code"])
        return let_in(request, user)

    @extend_schema(operation_id="session_destroy", responses={HTTPStatus.NO_CONTENT: None})
    def delete(self, request: Request) -> Response:
        """Log out."""
        WhereOneLogsIn().has_permission(request, self)
        logout(request._request)
        return Response(status=HTTPStatus.NO_CONTENT)


class InvitationLook(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="invitations_look", request=TokenSerializer, responses=InvitationSerializer)
    def post(self, request: Request) -> Response:
        """What a link is for. A POST, as its token has no place in an address that is logged."""
        try:
            found = invitations.find(valid(TokenSerializer, request)["token"])
        except invitations.NoSuchInvitation:
            raise LinkDoesNotWork from None
        body = {
            "purpose": "password" if found.user else "join",
            "role": found.role,
            "username": found.user.username if found.user else "",
            "name": found.name,
            "expires_at": found.expires_at,
        }
        return Response(InvitationSerializer(body).data)


class InvitationJoin(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="invitations_join",
        request=JoinSerializer,
        responses={HTTPStatus.CREATED: SessionSerializer},
    )
    def post(self, request: Request) -> Response:
        """Make the account that a link is for, and log in."""
        user = use_link(JoinSerializer, invitations.join, request)
        return let_in(request, user, HTTPStatus.CREATED)


class InvitationPassword(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="invitations_password", request=NewPasswordSerializer, responses=SessionSerializer
    )
    def post(self, request: Request) -> Response:
        """Set the password of the account that a link is for, and log in where no second factor is needed."""
        user = use_link(NewPasswordSerializer, invitations.set_password, request)
        return session_of(None) if second_factor.is_on(user) else let_in(request, user)


def use_link(kind: type[TokenSerializer], use: Any, request: Request) -> User:
    given = valid(kind, request)
    try:
        user: User = use(**given)
    except invitations.NoSuchInvitation:
        raise LinkDoesNotWork from None
    except Invalid as weak:
        raise ValidationError({"password": weak.messages}) from None
    except IntegrityError:
        raise ValidationError({"username": [_("This user name is taken.")]}) from None
    return user


def let_in(request: Request, user: User, status: HTTPStatus = HTTPStatus.OK) -> Response:
    Session.objects.filter(expire_date__lte=Now()).delete()
    login(request._request, user, backend=PASSWORD_BACKEND)
    return session_of(user, status)


def session_of(person: User | None, status: HTTPStatus = HTTPStatus.OK) -> Response:
    needs_setup = person is None and not there_is_an_administrator()
    body = {
        "access": "login",
        "person": person,
        "needs_setup": needs_setup,
        "single_sign_on": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "public_submit": settings.PUBLIC_SUBMIT,
    }
    return Response(SessionSerializer(body).data, status=status)
