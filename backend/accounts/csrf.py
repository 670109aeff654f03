"""Protection against calls that another site has a browser make (CSRF)."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _

from accounts.tokens import token_of


class CsrfOfEveryCall(CsrfViewMiddleware):
    """Django's own, also for views that are exempt from it: Django REST framework exempts each of its own.

    Not for calls that bear a token: browsers send none by themselves.
    """

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseForbidden | None:
        if token_of(request):
            return None
        not_exempt = refused
        return super().process_view(request, not_exempt, args, kwargs)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    detail = _("This page is out of date. Nothing was changed; reload it and try again.")
    return JsonResponse({"detail": detail, "code": "csrf_failed"}, status=HTTPStatus.FORBIDDEN)
