"""Logging in by OpenID Connect: the browser is sent to the issuer, and brings back a code."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import oidc, oidc_people
from accounts.access import WhereOneLogsIn, own_account, person_of_session
from accounts.proof import check_password
from accounts.serializers import OwnPasswordSerializer, Password, SessionSerializer, valid
from accounts.views import let_in, session_of

COOKIE = "oidc"
PATH = "/api/session/oidc/"
SALT = "accounts.oidc"
# For as long somebody may take to log in there.
LASTS = 10 * 60
# The interface's own, where the issuer sends the browser back to.
BACK = "/signed-in"
ERROR = {"$ref": "#/components/schemas/Error"}
ISSUER_IS_AWAY = {HTTPStatus.BAD_GATEWAY: OpenApiResponse(ERROR, "The issuer does not answer.")}


class BeginSerializer(serializers.Serializer[Any]):
    """`password` is for somebody who is logged in and connects their account."""

    password = Password(required=False, allow_blank=True, default="")


class ConnectionSerializer(serializers.Serializer[Any]):
    is_connected = serializers.BooleanField()
    has_password = serializers.BooleanField(help_text="False: nothing else lets them in.")


class LocationSerializer(serializers.Serializer[Any]):
    location = serializers.CharField(help_text="Where the browser has to go.")


class ReturnSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=4_000)
    state = serializers.CharField(max_length=200)


class IssuerFailed(APIException):
    status_code = HTTPStatus.BAD_GATEWAY
    default_detail = _("Single sign-on does not answer. Please try again, or log in with your password.")
    default_code = "issuer_failed"


class NotBelieved(APIException):
    status_code = HTTPStatus.BAD_REQUEST
    default_detail = _("Single sign-on did not work, or took too long. Please try again.")
    default_code = "not_believed"


class NotInvited(APIException):
    status_code = HTTPStatus.FORBIDDEN
    default_detail = _(
        "Nobody here is connected to this log-in. Log in with your password and connect it under "
        '"Your account", or ask an administrator for an invitation.'
    )
    default_code = "not_invited"


class SomebodyElses(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _("This log-in is connected to another account here.")
    default_code = "connected_elsewhere"


class NothingElse(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _(
        "Your account has no password, so without single sign-on nothing would let you in. "
        "An administrator can give you a link to set a password first."
    )
    default_code = "no_password"


class WhereThereIsAnIssuer(WhereOneLogsIn):
    def has_permission(self, request: Request, view: APIView) -> bool:
        super().has_permission(request, view)
        if not settings.OIDC_ISSUER and request.method in view.allowed_methods:
            raise NotFound(_("There is no single sign-on here: OIDC_ISSUER is not set."), "no_issuer")
        return True


class SingleSignOn(APIView):
    permission_classes = (WhereThereIsAnIssuer,)

    @extend_schema(operation_id="session_oidc_retrieve", responses=ConnectionSerializer)
    def get(self, request: Request) -> Response:
        """Whether one's account is connected to single sign-on."""
        person = own_account(request)
        body = {
            "is_connected": oidc_people.is_connected(person),
            "has_password": person.has_usable_password(),
        }
        return Response(ConnectionSerializer(body).data)

    @extend_schema(
        operation_id="session_oidc_begin",
        request=BeginSerializer,
        responses={HTTPStatus.OK: LocationSerializer, **ISSUER_IS_AWAY},
    )
    def post(self, request: Request) -> Response:
        """Where to log in by single sign-on or, once logged in, to connect one's account to it."""
        person = person_of_session(request)
        given = valid(BeginSerializer, request)
        if person and person.has_usable_password():
            check_password(request, person, given["password"])
        try:
            location, attempt = oidc.begin(origin_of(request._request) + BACK, person.pk if person else None)
        except oidc.IssuerFailed:
            raise IssuerFailed from None
        response = Response(LocationSerializer({"location": location}).data)
        kept = signing.dumps(attempt.as_dict(), salt=SALT)
        response.set_cookie(COOKIE, kept, max_age=LASTS, path=PATH, httponly=True, samesite="Lax")
        return response


class Disconnection(APIView):
    permission_classes = (WhereThereIsAnIssuer,)

    @extend_schema(
        operation_id="session_oidc_disconnect",
        request=OwnPasswordSerializer,
        responses={
            HTTPStatus.NO_CONTENT: None,
            HTTPStatus.CONFLICT: OpenApiResponse(ERROR, "Nothing else would let them in."),
        },
    )
    def post(self, request: Request) -> Response:
        """Disconnect one's account, by its password, which alone lets one in from then on."""
        person, given = own_account(request), valid(OwnPasswordSerializer, request)
        if not person.has_usable_password():
            raise NothingElse
        check_password(request, person, given["password"])
        oidc_people.disconnect(person)
        return Response(status=HTTPStatus.NO_CONTENT)


class SingleSignOnReturn(APIView):
    permission_classes = (WhereThereIsAnIssuer,)

    @extend_schema(
        operation_id="session_oidc_complete",
        request=ReturnSerializer,
        responses={HTTPStatus.OK: SessionSerializer, **ISSUER_IS_AWAY},
    )
    def post(self, request: Request) -> Response:
        """Log in, or connect one's account, with what the issuer gave the browser to bring back."""
        given = valid(ReturnSerializer, request)
        attempt, person = attempt_of(request, given["state"]), person_of_session(request)
        try:
            claims = oidc.finish(request._request, attempt, given["code"])
            if attempt.person is None:
                response = let_in(request, oidc_people.person_of_claims(claims))
            elif person and person.pk == attempt.person:
                oidc_people.connect(person, claims)
                response = session_of(person)
            else:
                raise NotBelieved
        except oidc.IssuerFailed:
            raise IssuerFailed from None
        except oidc.NotBelieved:
            raise NotBelieved from None
        except oidc_people.NotInvited:
            raise NotInvited from None
        except oidc_people.SomebodyElses:
            raise SomebodyElses from None
        response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
        return response


def attempt_of(request: Request, state: str) -> oidc.Attempt:
    """What this browser began. Raises NotBelieved where it began nothing, something else, or too long ago."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise NotBelieved from None
    attempt = oidc.Attempt(**kept)
    if not constant_time_compare(attempt.state, state):
        raise NotBelieved
    return attempt


def origin_of(request: HttpRequest) -> str:
    """Where the browser is, as it says itself: the protection against other sites has looked at that."""
    return request.headers.get("Origin") or request.build_absolute_uri("/").rstrip("/")
