"""Links that let people in: made, looked at, used once."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.kept_hashed import hash_of, new_secret
from accounts.models import Invitation, Role, User
from accounts.people import one_change_at_a_time, there_is_an_administrator

FIRST_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=24)
# Expired ones can be renewed for this long.
KEPT = timedelta(days=30)


class NoSuchInvitation(Exception):
    """It is unknown, has been used, or has expired: nobody is told which."""


def invite(role: Role, name: str = "") -> tuple[Invitation, str]:
    """A link for a new account, and its token, which is shown now and never again."""
    return _make(INVITATION_LASTS, role=role, name=name)


def invite_first() -> str | None:
    """The token of a link to make the first administrator; None when there is one."""
    if there_is_an_administrator():
        return None
    return _make(FIRST_LASTS, role=Role.ADMIN, is_first=True)[1]


def reset(user: User) -> tuple[Invitation, str]:
    """A link with which somebody sets a new password. Those made for them before work no longer."""
    Invitation.objects.filter(user=user).delete()
    return _make(RESET_LASTS, role=user.role, name=user.name, user=user)


def pending() -> QuerySet[Invitation]:
    """Invitations to new accounts that nobody has used, the newest first; some may have expired."""
    return Invitation.objects.filter(user=None, is_first=False)


@transaction.atomic
def renew(invitation_id: int) -> tuple[Invitation, str]:
    """A new link in the place of one that nobody has used, and its token. Raises NoSuchInvitation."""
    invitation = pending().select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise NoSuchInvitation
    token = new_secret()
    invitation.token_hash = hash_of(token)
    invitation.expires_at = timezone.now() + INVITATION_LASTS
    invitation.save(update_fields=["token_hash", "expires_at"])
    return invitation, token


def withdraw(invitation_id: int) -> None:
    """Its link works no longer. Raises NoSuchInvitation."""
    withdrawn, _ = pending().filter(pk=invitation_id).delete()
    if not withdrawn:
        raise NoSuchInvitation


def find(token: str) -> Invitation:
    """Raises NoSuchInvitation."""
    alive = Q(expires_at__gt=Now()) & (Q(user=None) | Q(user__is_active=True))
    found = Invitation.objects.select_related("user").filter(alive, token_hash=hash_of(token)).first()
    if found is None or (found.is_first and there_is_an_administrator()):
        raise NoSuchInvitation
    return found


@transaction.atomic
def join(token: str, *, username: str, name: str, password: str) -> User:
    """Make the account that a link is for.

    Raises NoSuchInvitation, Django's ValidationError for a weak password, and IntegrityError when the
    user name is taken.
    """
    invitation = _take(token, Q(user=None))
    user = User(username=username, name=name, role=invitation.role)
    validate_password(password, user)
    return User.objects.create_user(username, password, name=name, role=invitation.role)


@transaction.atomic
def set_password(token: str, password: str) -> User:
    """Set the password of the account that a link is for; who is logged in with the old one is logged out.

    Raises NoSuchInvitation, and Django's ValidationError for a weak password.
    """
    user = _take(token, Q(user__isnull=False)).user
    if user is None:
        raise NoSuchInvitation
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _make(lasts: timedelta, **fields: object) -> tuple[Invitation, str]:
    Invitation.objects.filter(expires_at__lte=Now() - KEPT).delete()
    token = new_secret()
    made = Invitation.objects.create(token_hash=hash_of(token), expires_at=timezone.now() + lasts, **fields)
    return made, token


def _take(token: str, kind: Q) -> Invitation:
    """Remove it, so that nobody uses it again; a transaction that fails puts it back."""
    invitation = find(token)
    if invitation.is_first:
        one_change_at_a_time()
        invitation = find(token)
    taken, _ = Invitation.objects.filter(kind, pk=invitation.pk).delete()
    if not taken:
        raise NoSuchInvitation
    return invitation
