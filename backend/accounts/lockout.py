"""Guessing passwords ends after a few wrong ones, for a while: django-axes counts them in the database."""

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import Throttled


class LockedOut(Throttled):
    default_detail = _("Too many wrong passwords.")
    default_code = "locked_out"


def refuse_who_guesses(request: HttpRequest, username: str) -> None:
    """Raises LockedOut, which tells when to try again."""
    if AxesProxyHandler.is_locked(request, {"username": username}):
        raise LockedOut(settings.AXES_COOLOFF_TIME.total_seconds())
