"""Tokens with which programs call the API in the name of a person: made, found, revoked."""

from datetime import timedelta
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone

from accounts.kept_hashed import hash_of, new_secret
from accounts.models import ApiToken, Role, Scope, User

# Scanners for secrets that were given away find them by it. What begins otherwise is for a proxy on the way.
PREFIX = "hd_"
# Expired ones stay in the list for this long.
KEPT = timedelta(days=30)
# How exactly it is known when one was used last: few calls write it.
ROUGHLY = timedelta(hours=1)
USABLE = Q(expires_at__gt=Now(), user__is_active=True)


class NoSuchToken(Exception):
    """There is none, or it is somebody else's business."""


class InvalidToken(Exception):
    """It is unknown, revoked or expired: nobody is told which."""


def make(user: User, name: str, scope: Scope, lasts: timedelta) -> tuple[ApiToken, str]:
    """A token, and what a program has to send: that is told now and never again."""
    ApiToken.objects.filter(expires_at__lte=Now() - KEPT).delete()
    secret = PREFIX + new_secret()
    expires = timezone.now() + lasts
    made = ApiToken.objects.create(
        user=user, name=name, scope=scope, token_hash=hash_of(secret), expires_at=expires
    )
    return made, secret


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """Including those that expired lately; the newest first."""
    return ApiToken.objects.filter(user=user)


def revoke(token_id: int, by: User) -> None:
    """Administrators revoke those of everybody. Raises NoSuchToken."""
    within_reach = ApiToken.objects.all() if by.role == Role.ADMIN else tokens_of(by)
    revoked, _ = within_reach.filter(pk=token_id).delete()
    if not revoked:
        raise NoSuchToken


def identify(request: HttpRequest) -> None:
    """Whoever's token a call bears is who asks, whatever session there is beside it. Raises InvalidToken."""
    presented = _presented(request)
    if presented is None:
        return
    request.user = AnonymousUser()
    token = ApiToken.objects.select_related("user").filter(USABLE, token_hash=hash_of(presented)).first()
    if token is None:
        raise InvalidToken
    _note_use(token)
    request.user = token.user
    request.api_token = token  # type: ignore[attr-defined]


def token_of(request: HttpRequest) -> ApiToken | None:
    """By which token it was found out who asks, if by one."""
    return cast(ApiToken | None, getattr(request, "api_token", None))


def owner_by_now(token: ApiToken) -> User | None:
    """None when it is no longer usable. Looks into the database."""
    found = ApiToken.objects.select_related("user").filter(USABLE, pk=token.pk).first()
    return found.user if found else None


def _presented(request: HttpRequest) -> str | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret if kind.lower() == "bearer" and secret.startswith(PREFIX) else None


def _note_use(token: ApiToken) -> None:
    if token.last_used_at and timezone.now() - token.last_used_at < ROUGHLY:
        return
    try:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=Now())
    except OperationalError:
        # On a full disk one can still read.
        return
