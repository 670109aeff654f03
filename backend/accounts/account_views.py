"""What everybody may do about their own account."""

from http import HTTPStatus

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as Invalid
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import WhereOneLogsIn, own_account
from accounts.people import end_sessions
from accounts.proof import check_password
from accounts.serializers import PasswordChangeSerializer, SessionSerializer, valid
from accounts.views import session_of


class OwnPassword(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="session_password", request=PasswordChangeSerializer, responses=SessionSerializer
    )
    def post(self, request: Request) -> Response:
        """Change one's own password. Other sessions end; five wrong old ones lock it as in logging in."""
        person, given = own_account(request), valid(PasswordChangeSerializer, request)
        check_password(request, person, given["old_password"], field="old_password")
        password = given["password"]
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
        end_sessions(own_account(request))
        return Response(status=HTTPStatus.NO_CONTENT)
