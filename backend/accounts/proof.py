"""That it is they who sit there: asked once more before what a session left open is not enough for."""

from http import HTTPStatus

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

from accounts import second_factor
from accounts.lockout import refuse_who_guesses
from accounts.models import User
from accounts.second_factor_adapter import Unreadable


class CannotBeRead(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _(
        "Your second factor cannot be checked any more, because the key of this server has changed. "
        "An administrator can reset it."
    )
    default_code = "second_factor_unreadable"


def check_password(request: Request, person: User, password: str, *, field: str = "password") -> None:
    """Raises ValidationError for `field`, and LockedOut: a session left open is no way to guess."""
    refuse_who_guesses(request._request, person.username)
    if authenticate(request._request, username=person.username, password=password) is None:
        raise ValidationError({field: [_("This is not your password.")]})


def check_code(request: Request, person: User, code: str) -> None:
    """Raises ValidationError for a wrong code, and counts it like a wrong password."""
    try:
        accepted = second_factor.accepts(person, code)
    except Unreadable:
        raise CannotBeRead from None
    if not accepted:
        told = {"username": person.username}
        user_login_failed.send(sender=__name__, credentials=told, request=request._request)
        raise wrong_code()


def wrong_code() -> ValidationError:
    return ValidationError(
        {"code": [_("This code is wrong, or was used before. Wait for the next one and type that.")]}
    )
