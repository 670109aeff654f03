"""Whom an issuer's word lets in.

An account is never found by a name or an e-mail address: whoever chose somebody else's elsewhere would be
them here. It is connected by its owner while logged in, or made at the first log-in where OIDC_ROLE says so.
"""

import re
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import NAME_LENGTH, USERNAME_LENGTH, User
from accounts.people import one_change_at_a_time

LONGEST_SUBJECT = 191


class NotInvited(Exception):
    """Nobody here is connected to them, and nobody is made for whoever comes."""


class SomebodyElses(Exception):
    """They are connected to another account."""


@transaction.atomic
def person_of_claims(claims: dict[str, Any]) -> User:
    """Who is meant, made where OIDC_ROLE says so. Raises NotInvited."""
    known = SocialAccount.objects.select_related("user").filter(
        provider=settings.OIDC_ISSUER, uid=subject_of(claims)
    )
    if account := known.first():
        return user_of(account)
    if settings.OIDC_ROLE == "none":
        raise NotInvited
    one_change_at_a_time()
    # Another log-in of theirs may have made them meanwhile, as from a second tab.
    return user_of(known.first() or make_connected(claims))


def connect(user: User, claims: dict[str, Any]) -> None:
    """Let the issuer's word be enough for this account, whatever was before. Raises SomebodyElses."""
    try:
        with transaction.atomic():
            disconnect(user)
            SocialAccount.objects.create(user=user, provider=settings.OIDC_ISSUER, uid=subject_of(claims))
    except IntegrityError:
        raise SomebodyElses from None


def is_connected(user: User) -> bool:
    return bool(SocialAccount.objects.filter(user=user, provider=settings.OIDC_ISSUER).exists())


def disconnect(user: User) -> None:
    """Let no issuer's word be enough for this account any more."""
    SocialAccount.objects.filter(user=user).delete()


def subjects_of_user(user: User) -> list[str]:
    """The issuers' numbers for them."""
    return list(SocialAccount.objects.filter(user=user).order_by("id").values_list("uid", flat=True))


def user_of(account: SocialAccount) -> User:
    """Raises NotInvited for somebody who is switched off."""
    user = account.user
    if not isinstance(user, User) or not user.is_active:
        raise NotInvited
    return user


def subject_of(claims: dict[str, Any]) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or "\0" in subject:
        raise NotInvited
    return subject


def make_connected(claims: dict[str, Any]) -> SocialAccount:
    user = make_person(claims)
    return SocialAccount.objects.create(user=user, provider=settings.OIDC_ISSUER, uid=subject_of(claims))


def make_person(claims: dict[str, Any]) -> User:
    """A new account without a password. What they are called elsewhere only names it."""
    wanted = plain(claims.get("preferred_username")) or plain(claims.get("email")) or "person"
    name = str(claims.get("name") or "").replace("\0", "").strip()[:NAME_LENGTH] or wanted
    user = User(username=free_username(wanted), name=name, role=settings.OIDC_ROLE)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def plain(wanted: object) -> str:
    """What of it a user name may have."""
    signs = re.sub(r"[^a-z0-9@._+-]", "", wanted.lower()) if isinstance(wanted, str) else ""
    return signs.lstrip("@._+-")[: USERNAME_LENGTH - 10]


def free_username(wanted: str) -> str:
    taken = set(
        User.objects.filter(Q(username=wanted) | Q(username__startswith=f"{wanted}-")).values_list(
            "username", flat=True
        )
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)
