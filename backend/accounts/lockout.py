"""Guessing passwords ends after a few wrong ones, for a while: django-axes counts them in the database."""

from ipaddress import ip_address

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest
from rest_framework.exceptions import Throttled


class LockedOut(Throttled):
    default_detail = "Too many wrong passwords."
    default_code = "locked_out"


def refuse_who_guesses(request: HttpRequest, username: str) -> None:
    """Raises LockedOut, which tells when to try again."""
    if AxesProxyHandler.is_locked(request, {"username": username}):
        raise LockedOut(settings.AXES_COOLOFF_TIME.total_seconds())


def address_of(request: HttpRequest) -> str:
    """Whose request it is. What a proxy says of that counts where one is in front, as Caddy in Compose."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told if not is_this_machine(peer) and is_address(told) else peer


def is_this_machine(peer: str) -> bool:
    return is_address(peer) and ip_address(peer).is_loopback


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
