"""Changing what somebody may do, and forgetting them."""

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from accounts import second_factor
from accounts.models import BY_NAME, ApiToken, Invitation, Role, User


class LastAdministrator(Exception):
    """Nobody would be left who can let people in: nothing was changed."""


def members() -> QuerySet[User]:
    """Everybody who has an account, by name; with `has_second_factor`, and how many `tokens_alive`."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    alive = Count("tokens", filter=Q(tokens__expires_at__gt=Now()))
    everybody = User.objects.annotate(has_second_factor=Exists(factors), tokens_alive=alive)
    # Where something is counted, Django leaves away the order of the model.
    return everybody.order_by(*BY_NAME)


@transaction.atomic
def change_person(person: User, *, role: str | None = None, is_active: bool | None = None) -> User:
    """Give somebody another role, or switch their account off or on. Both count from their next call on.

    Whoever was switched off has to log in again afterwards, and to make new tokens. Raises LastAdministrator.
    """
    one_change_at_a_time()
    changes = {"role": role, "is_active": is_active}
    wanted = {field: value for field, value in changes.items() if value is not None}
    User.objects.filter(pk=person.pk).update(**wanted)
    if not there_is_an_administrator():
        raise LastAdministrator
    if is_active is False:
        end_sessions(person)
        ApiToken.objects.filter(user=person).delete()
    person.refresh_from_db()
    return person


@transaction.atomic
def reset_second_factor(person: User) -> None:
    """Let the password alone let somebody in again, as after losing the phone, and log them out."""
    second_factor.switch_off(person)
    end_sessions(person)


def end_sessions(person: User) -> None:
    """Log somebody out everywhere."""
    User.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)


@transaction.atomic
def forget(person: User) -> None:
    """Delete an account with all that leads to it here. Nothing of anybody else may lead to it any more.

    Raises LastAdministrator.
    """
    one_change_at_a_time()
    AccessAttempt.objects.filter(username__iexact=person.username).delete()
    Invitation.objects.filter(name=person.name).delete()
    _forget_sessions(person)
    person.delete()
    if not there_is_an_administrator():
        raise LastAdministrator


def _forget_sessions(person: User) -> None:
    """Which are whose stands within them."""
    sessions = Session.objects.iterator()
    own = [one.pk for one in sessions if one.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=own).delete()


def there_is_an_administrator() -> bool:
    return User.objects.filter(role=Role.ADMIN, is_active=True).exists()


def one_change_at_a_time() -> None:
    """Until the end of the transaction: whoever looks whether there is an administrator waits for others."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {User._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
