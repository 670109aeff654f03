"""What everybody may do about their own account."""

from http import HTTPStatus

from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import WhereOneLogsIn, person_of_session
from accounts.lockout import refuse_who_guesses
from accounts.models import User
from accounts.people import end_sessions
from accounts.serializers import PasswordChangeSerializer, SessionSerializer
from accounts.views import session_of


class OwnPassword(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="session_password", request=PasswordChangeSerializer, responses=SessionSerializer
    )
    def post(self, request: Request) -> Response:
        """Change one's own password. Other sessions end; five wrong old ones lock it as in logging in."""
        person = whose_account(request)
        serializer = PasswordChangeSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        prove(request, person, serializer.validated_data["old_password"])
        password = serializer.validated_data["password"]
        try:
            validate_password(password, person)
        except Invalid as weak:
            raise ValidationError({"password": weak.messages}) from None
        person.set_password(password)
        person.save(update_fields=["password"])
        update_session_auth_hash(request._request, person)
        return session_of(person)


class AllSessions(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="session_end_all", responses={HTTPStatus.NO_CONTENT: None})
    def delete(self, request: Request) -> Response:
        """Log out everywhere, here too."""
        end_sessions(whose_account(request))
        return Response(status=HTTPStatus.NO_CONTENT)


def whose_account(request: Request) -> User:
    person = person_of_session(request)
    if person is None:
        raise NotAuthenticated
    return person


def prove(request: Request, person: User, password: str) -> None:
    """That it is they who sit there. Raises LockedOut, and ValidationError for a wrong password."""
    refuse_who_guesses(request._request, person.username)
    if authenticate(request._request, username=person.username, password=password) != person:
        raise ValidationError({"old_password": [_("This is not your password.")]})
